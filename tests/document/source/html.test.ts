import { readDocument } from '../../../src/document/reader/readDocument';
import { type PageVariant, pageWith, RECEIVED } from './pageFixtures';

const CELL = 'requests.received.businessEnterprise';
const read = (variant: PageVariant) => readDocument(Buffer.from(pageWith(variant)));
const figuresIn = async (variant: PageVariant) => {
  const { cells } = await read(variant);
  return Object.fromEntries(Object.keys(RECEIVED).map((code) => [code, cells[code].value]));
};
const style = (rules: string) => `<style>${rules}</style>`;
const HIDDEN_ROW =
  '<td>一、本年新收政府信息公开申请数量</td><td>91</td><td>92</td><td>93</td><td>94</td><td>95</td><td>96</td><td>561</td></tr>';

describe('What is hidden on a page is not there', () => {
  test.each<[string, PageVariant]>([
    ['nothing', {}],
    ['display: none', { cell: '4<span style="display:none">7</span>' }],
    ['the attribute hidden', { cell: '<b hidden>7</b>4' }],
    ['visibility: hidden', { cell: '4<span style="visibility: hidden">7</span>' }],
    ['mso-hide: all', { cell: "<span style='mso-hide:all'>7</span>4" }],
    ['font-size: 0', { cell: '4<font style="font-size:0">7</font>' }],
    ['font-size: 1px', { cell: '4<span style="font-size:1px">7</span>' }],
    [
      'a size that is nothing in its own',
      { cell: '<span style="font-size:0"><b style="font-size:2em">7</b></span>4' },
    ],
    ['opacity: 0', { cell: '4<i style="opacity: 0">7</i>' }],
    ['text-indent: -9999px', { cell: '4<div style="text-indent:-9999px">7</div>' }],
    ['a place left of the page', { cell: '4<span style="position:absolute;left:-10000px">7</span>' }],
    ['a clip to nothing', { cell: '4<span style="position:absolute;clip:rect(0 0 0 0)">7</span>' }],
    ['a clip by path', { cell: '4<span style="clip-path: inset(50%)">7</span>' }],
    [
      'a box of one pixel',
      { cell: '4<span style="display:inline-block;width:1px;height:1px;overflow:hidden">7</span>' },
    ],
    ['white on white', { cell: '4<font color=white>7</font>' }],
    ['white in another spelling', { cell: '4<span style="color:rgb(255, 255, 255)">7</span>' }],
    ['the colour of its own background', { cell: '4<span style="color:#f00;background:red">7</span>' }],
    [
      'the colour of its cell',
      { cell: '<td bgcolor="#0000ff"><font color=white>4</font><font color=blue>7</font></td>' },
    ],
    ['a transparent colour', { cell: '4<span style="color:transparent">7</span>' }],
    ['a class', { head: style('.hide{display:none}'), cell: '4<span class="x hide">7</span>' }],
    ['an id', { head: style('#old { visibility : hidden }'), cell: '<span id=old>7</span>4' }],
    [
      'a tag within a class',
      {
        head: style('td .a > em, h6 { display:none !important }'),
        cell: '4<span class=a><em style="display:inline">7</em></span>',
      },
    ],
    [
      'a rule of the screen',
      {
        head: style('@media screen { .s { font-size:0 } } @media print { td { display:none } }'),
        cell: '4<span class=s>7</span>',
      },
    ],
    [
      'a sheet with a broken rule',
      { head: style('a{color:;;} .x{;} @y; .hide{display:none}'), cell: '4<span class=hide>7</span>' },
    ],
    ['a comment of Word', { cell: '4<!--[if gte mso 9]>7<![endif]-->' }],
    ['a template and a script', { cell: '<template>7</template><script>7</script>4' }],
    ['a hidden cell', { cell: '<td style="display:none">7</td><td>4</td>' }],
    ['a hidden row', { rows: `<tr style="display:none">${HIDDEN_ROW}` }],
    ['a row that collapses', { rows: `<tr style="visibility:collapse">${HIDDEN_ROW}` }],
    ['a row of a hidden class', { head: style('tr.old{display:none}'), rows: `<tr class=old>${HIDDEN_ROW}` }],
    ['a hidden part of a table', { rows: `<tbody hidden><tr>${HIDDEN_ROW}</tbody>` }],
    [
      'a row that shows in spite of its attribute',
      { head: style('.on{display:table-row}'), rows: '<tr hidden class=on><td colspan=8>数字如下</td></tr>' },
    ],
    ['a hyphen that is not seen', { cell: '4&shy;&#8203;' }],
    ['the reading of a ruby', { cell: '<ruby>4<rp>(</rp><rt>7</rt><rp>)</rp></ruby>' }],
    ['aria-hidden, which is seen', { cell: '<span aria-hidden="true">4</span>' }],
    [
      'a size restored within none',
      { cell: '<span style="font-size:0">7<b style="font-size:14px">4</b></span>' },
    ],
    [
      'what shows within what does not',
      { cell: '<span style="visibility:hidden">7<b style="visibility:visible">4</b></span>' },
    ],
  ])('%s', async (_, variant) => {
    expect(await figuresIn(variant)).toEqual(RECEIVED);
    expect((await read(variant)).cells[CELL].confidence).toBeGreaterThanOrEqual(0.8);
  });

  test.each([
    ['col display none', '<col><col style="display:none"><col span=7>'],
    ['col collapse', '<colgroup><col><col style="visibility:collapse"></colgroup>'],
  ])('a hidden column by %s', async (_, columns) => {
    const page = pageWith({ columns }).replace(/<tr><td>([^<]*)<\/td>/g, '<tr><td>$1</td><td>77</td>');
    const { cells } = await readDocument(Buffer.from(page));
    expect(cells[CELL].value).toBe(4);
    expect(cells['requests.received.naturalPerson'].value).toBe(21);
    expect(cells['requests.received.total'].value).toBe(34);
  });

  test.each([
    ['a colour that may have a background', '4<font color=white>7</font>'],
    ['a class by whose name it is hidden', '4<span class="hidden">7</span>'],
  ])('%s from a sheet elsewhere is doubtful', async (_, cell) => {
    const head = '<link rel="stylesheet" href="site.css">';
    expect((await read({ head, cell })).cells[CELL].confidence).toBeLessThanOrEqual(0.5);
    expect((await read({ cell: cell.replace(/<.*/, '') })).cells[CELL].confidence).toBeGreaterThanOrEqual(
      0.8,
    );
  });

  test.each([
    ['an nth cell', 'td:nth-child(9){display:none}', '<td>4</td>'],
    ['the remark of a reviewer', '', "4<span style='mso-special-character:comment'>[A7]</span>"],
  ])('%s', async (_, rules, cell) => {
    expect(await figuresIn({ head: style(rules), cell })).toEqual(RECEIVED);
  });
});

describe('What stands beside a figure is no part of it', () => {
  test.each<[string, PageVariant, string | null]>([
    ['a superscript', { cell: '4<sup>1</sup>' }, '1'],
    ['a superscript in brackets', { cell: '4<sup>[2]</sup>' }, '[2]'],
    ['a raised span', { cell: '4<span style="vertical-align:super;font-size:smaller">3</span>' }, '3'],
    [
      'a class that raises',
      {
        head: style('.MsoFootnoteReference{vertical-align:super}'),
        cell: '4<span class=MsoFootnoteReference>1</span>',
      },
      '1',
    ],
    ['a link to a footnote', { cell: '4<a href="#_ftn1">[1]</a>' }, '[1]'],
    ['a circled number', { cell: '4①' }, '①'],
    ['a circled number before', { cell: '② 4' }, '②'],
    ['an asterisk', { cell: '4*' }, '*'],
    ['s', { cell: '<s>71</s>4' }, '71'],
    ['strike', { cell: '4<strike>71</strike>' }, '71'],
    ['del with ins', { cell: '<del>71</del><ins>4</ins>' }, '71'],
    ['a line through it', { cell: '<span style="text-decoration: line-through red">71</span>4' }, '71'],
    [
      'a class that strikes',
      { head: style('.old{text-decoration-line:line-through}'), cell: '<b class=old>7<i>1</i></b>4' },
      '71',
    ],
    ['s that strikes nothing', { cell: '<s style="text-decoration:none">4</s>' }, null],
    ['sub below the line', { cell: '<sup style="vertical-align:baseline">4</sup>' }, null],
  ])('%s', async (_, variant, note) => {
    const { cells } = await read(variant);
    expect(cells[CELL]).toMatchObject({ value: 4, note });
    expect(await figuresIn(variant)).toEqual(RECEIVED);
  });

  test.each([
    ['all of it raised', '<sup>4</sup>', 'REPORTED'],
    ['struck out with nothing in its place', '<s>71</s>', 'BLANK'],
    ['a picture', '<img src="4.png">', 'BLANK'],
    ['a field that may not have been saved', '<input type="text">', 'BLANK'],
    ['a list without a choice', '<select><option></option><option>4</option></select>', 'BLANK'],
  ])('%s is doubtful', async (_, cell, status) => {
    const { cells } = await read({ cell });
    expect(cells[CELL]).toMatchObject({ status });
    expect(cells[CELL].confidence).toBeLessThanOrEqual(0.5);
    expect(cells['requests.received.naturalPerson'].value).toBe(21);
  });

  test('prose keeps its raised letters and loses marks and withdrawn words', async () => {
    const text = '本年展厅面积300m<sup>2</sup>，受理申请35<sup>1</sup>件，<s>答复99件，</s>①培训；②宣传。';
    const { sections } = await read({ text });
    expect(sections.find(({ number }) => number === 1)?.text).toBe(
      '本年展厅面积300m²，受理申请35件，①培训；②宣传。',
    );
  });
});

describe('A page shows', () => {
  test.each<[string, string]>([
    ['the value of a field', '<input value="4"><input type=hidden value=7>'],
    ['the chosen option', '<select><option>7<option selected>4</select>'],
    ['the text of a field', '<textarea>4</textarea>'],
    ['no mark of a choice', '<input type="checkbox" value="7">4'],
    [
      'a text laid over itself once',
      '<div style="position:relative"><span>4</span><span style="position:absolute;left:1px">4</span></div>',
    ],
    ['a shadow below its text once', '<span style="position:absolute;top:1px">4</span><span>4</span>'],
    ['an entity', '&#52;&nbsp;'],
    ['a figure with a place to break', '<wbr>4<wbr>'],
    ['a table within a cell', '<table><tr><td>4</td></tr></table>'],
  ])('%s', async (_, cell) => {
    expect(await figuresIn({ cell })).toEqual(RECEIVED);
  });

  test.each([
    ['a span with letters', 'colspan="1px"'],
    ['a span of nothing', 'colspan="0"'],
    ['a span below nothing', 'colspan="-2" rowspan="x"'],
    ['a span to the end of its part', 'rowspan="0"'],
    ['a span beyond the table', 'rowspan="500"'],
  ])('%s as browsers do', async (_, spans) => {
    expect(await figuresIn({ cell: `<td ${spans}>4</td>` })).toEqual(RECEIVED);
  });
});

describe('A page in another encoding is read, one broken byte costs one cell', () => {
  const page = pageWith({ cell: '4' });
  const utf16 = Buffer.from(page.replace(/<meta charset="utf-8">/, ''), 'utf16le');
  test.each<[string, Buffer]>([
    ['UTF-16 without a mark', utf16],
    ['UTF-16 the other way', Buffer.from(utf16).swap16()],
    ['UTF-8 with a broken label', breakLetter(Buffer.from(page), '新收')],
    ['UTF-8 with a broken paragraph', breakLetter(Buffer.from(page), '未收取')],
  ])('%s', async (_, bytes) => {
    const { cells, agency } = await readDocument(bytes);
    expect(agency).toBe('演示县林业局');
    expect(cells[CELL]).toMatchObject({ value: 4 });
    expect(cells['requests.received.total']).toMatchObject({ value: 34 });
  });
});

/** The bytes with the first byte of a text replaced by one that begins no letter. */
function breakLetter(bytes: Buffer, text: string): Buffer {
  const broken = Buffer.from(bytes);
  broken[bytes.indexOf(text)] = 0xff;
  return broken;
}

/** A page whose tables are other elements, displayed as tables. */
const displayedAsTable = (page: string) =>
  page
    .replace(/<(\/?)table\b/g, '<$1section')
    .replace(/<(\/?)tr\b/g, '<$1article')
    .replace(/<(\/?)td\b/g, '<$1div')
    .replace(
      '<body>',
      '<style>section{display:table} article{display:table-row} article>div{display:table-cell}</style><body>',
    );

test('a table is what is displayed as one, whatever its elements are', async () => {
  const page = displayedAsTable(pageWith({ cell: '' }));
  expect(page).not.toContain('<td');
  const { cells } = await readDocument(Buffer.from(page));
  expect(cells[CELL]).toMatchObject({ status: 'BLANK', value: null });
  expect(cells[CELL].confidence).toBeGreaterThanOrEqual(0.8);
  expect(cells['requests.received.total'].value).toBe(34);
});

describe('the numbers of a list are seen', () => {
  const other = async (list: string, head = '') => {
    const { sections } = await readDocument(Buffer.from(pageWith({ head, text: `</p>${list}<p>` })));
    return sections.find(({ number }) => number === 1)?.text;
  };
  const items = '<li>建设平台；</li><li>培训人员。</li>';
  test.each([
    ['a plain list', `<ol>${items}</ol>`, '1. 建设平台；\n2. 培训人员。'],
    ['one that begins later', `<ol start=3>${items}</ol>`, '3. 建设平台；\n4. 培训人员。'],
    ['one that counts down', `<ol reversed>${items}</ol>`, '2. 建设平台；\n1. 培训人员。'],
    ['letters', `<ol type=A>${items}</ol>`, 'A. 建设平台；\nB. 培训人员。'],
    [
      'Chinese numerals',
      `<ol style="list-style-type:cjk-ideographic">${items}</ol>`,
      '一、建设平台；\n二、培训人员。',
    ],
    [
      'a value of its own',
      `<ol><li value=7>建设平台；</li><li>培训人员。</li></ol>`,
      '7. 建设平台；\n8. 培训人员。',
    ],
    ['none by style', `<ol style="list-style:none">${items}</ol>`, '建设平台；\n培训人员。'],
    ['none for bullets', `<ul>${items}</ul>`, '建设平台；\n培训人员。'],
  ])('%s', async (_, list, text) => expect(await other(list)).toBe(text));
  test('a sheet that is not in the page may take them away', async () => {
    expect(await other(`<ol>${items}</ol>`, '<link rel=stylesheet href=site.css>')).toBe(
      '建设平台；\n培训人员。',
    );
  });
});

test('the number of a letter that has hundreds of digits is a letter that nobody can read', async () => {
  const page = (letter: string) =>
    `<meta charset="utf-8"><p>三、收到和处理政府信息公开申请情况</p><table><tr><td>一、本年新收政府信息公开申请数量</td>${`<td>1</td>`.repeat(6)}<td>6${letter}</td></tr></table>`;
  for (const letter of [`&#${'9'.repeat(400)};`, `&#x${'f'.repeat(400)};`, `&#${'0'.repeat(400)};`]) {
    const { cells } = await readDocument(Buffer.from(page(letter)));
    expect(cells['requests.received.total'].confidence).toBeLessThan(0.8);
  }
});
