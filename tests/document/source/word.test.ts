import { readDocument } from '../../../src/document/reader/readDocument';
import { pageWith, RECEIVED } from './pageFixtures';
import { cell, paragraph, row, run, WORD_NAMESPACES, type WordVariant, wordWith } from './wordFixtures';

const CELL = 'requests.received.businessEnterprise';
const read = async (variant: WordVariant) => readDocument(await wordWith(variant));
const figuresIn = async (variant: WordVariant) => {
  const { cells } = await read(variant);
  return Object.fromEntries(Object.keys(RECEIVED).map((code) => [code, cells[code].value]));
};
const HIDDEN = ['一、本年新收政府信息公开申请数量', '91', '92', '93', '94', '95', '96', '561'];
const style = (id: string, properties: string, more = '') =>
  `<w:style w:type="character" w:styleId="${id}"><w:name w:val="${id}"/>${more}<w:rPr>${properties}</w:rPr></w:style>`;
const mark = (type: string, more = '') => `<w:r><w:fldChar w:fldCharType="${type}">${more}</w:fldChar></w:r>`;
const code = (text: string) => `<w:r><w:instrText>${text}</w:instrText></w:r>`;
const box = (text: string) => `<w:txbxContent>${paragraph(text)}</w:txbxContent>`;
const relations = (...all: [string, string, string][]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all
    .map(
      ([id, type, target]) =>
        `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;
const drawing = (place: string, text: string) =>
  `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:${place}><wp:docPr id="1"/><wps:txbx>${box(text)}</wps:txbx></wp:${place}></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>${box(text)}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;

describe('What is hidden in a Word document is not there', () => {
  test.each<[string, WordVariant]>([
    ['nothing', {}],
    ['w:vanish', { cell: run('4') + run('7', '<w:vanish/>') }],
    ['w:vanish that is off', { cell: run('4', '<w:vanish w:val="0"/>') }],
    [
      'a style that hides',
      { styles: style('Old', '<w:vanish/>'), cell: run('4') + run('7', '<w:rStyle w:val="Old"/>') },
    ],
    [
      'a style based on one that hides',
      {
        styles: style('Old', '<w:vanish/>') + style('New', '', '<w:basedOn w:val="Old"/>'),
        cell: run('7', '<w:rStyle w:val="New"/>') + run('4'),
      },
    ],
    [
      'a run that shows in spite of its style',
      {
        styles: style('Old', '<w:vanish/>'),
        cell: run('4', '<w:rStyle w:val="Old"/><w:vanish w:val="false"/>'),
      },
    ],
    [
      'a paragraph of a style that hides',
      {
        styles:
          '<w:style w:type="paragraph" w:styleId="P"><w:name w:val="P"/><w:rPr><w:vanish/></w:rPr></w:style>',
        cell: paragraph('7', '<w:pStyle w:val="P"/>') + paragraph('4'),
      },
    ],
    [
      'styles in a ring',
      {
        styles: style('A', '', '<w:basedOn w:val="B"/>') + style('B', '', '<w:basedOn w:val="A"/>'),
        cell: run('4', '<w:rStyle w:val="A"/>'),
      },
    ],
    ['white on white', { cell: run('4') + run('7', '<w:color w:val="FFFFFF"/>') }],
    [
      'the colour of its shade',
      { cell: run('4') + run('7', '<w:color w:val="FF0000"/><w:shd w:val="clear" w:fill="FF0000"/>') },
    ],
    [
      'white on the ground of its cell',
      {
        cell: cell(
          run('4', '<w:color w:val="FFFFFF"/>') + run('7', '<w:color w:val="0070C0"/>'),
          '<w:shd w:val="clear" w:fill="0070C0"/>',
        ),
      },
    ],
    ['a size of one point', { cell: run('4') + run('7', '<w:sz w:val="2"/>') }],
    [
      'a tracked deletion',
      {
        cell: `<w:del w:id="1"><w:r><w:delText>7</w:delText></w:r></w:del><w:ins w:id="2">${run('4')}</w:ins>`,
      },
    ],
    [
      'a tracked move',
      { cell: `<w:moveFrom w:id="1">${run('7')}</w:moveFrom><w:moveTo w:id="2">${run('4')}</w:moveTo>` },
    ],
    [
      'a property that a change took away',
      { cell: run('4', '<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>') },
    ],
    ['a hidden row', { rows: row(HIDDEN, '<w:hidden/>') }],
    ['a row that a tracked change took away', { rows: row(HIDDEN, '<w:del w:id="3"/>') }],
    ['a row without height', { rows: row(HIDDEN, '<w:trHeight w:val="1" w:hRule="exact"/>') }],
    [
      'a cell merged into the one before',
      { cell: cell('4', '<w:hMerge w:val="restart"/>') + cell('7', '<w:hMerge/>') },
    ],
    [
      'the code of a field',
      { cell: mark('begin') + code(' QUOTE 7 ') + mark('separate') + run('4') + mark('end') },
    ],
    [
      'a field within the code of another',
      {
        cell:
          mark('begin') +
          code(' IF ') +
          mark('begin') +
          code('X') +
          mark('separate') +
          run('7') +
          mark('end') +
          mark('separate') +
          run('4') +
          mark('end'),
      },
    ],
    [
      'the other branch of alternative content',
      {
        cell: `<w:r><mc:AlternateContent><mc:Choice Requires="x"><w:t>4</w:t></mc:Choice><mc:Fallback><w:t>4</w:t></mc:Fallback></mc:AlternateContent></w:r>`,
      },
    ],
    [
      'the reading of a ruby',
      {
        cell: `<w:r><w:ruby><w:rubyPr/><w:rt>${run('7')}</w:rt><w:rubyBase>${run('4')}</w:rubyBase></w:ruby></w:r>`,
      },
    ],
    ['a soft hyphen', { cell: '<w:r><w:t>4</w:t><w:softHyphen/></w:r>' }],
    [
      'a text box that is hidden',
      { cell: run('4') + drawing('inline', '7').replace('id="1"', 'id="1" hidden="1"') },
    ],
  ])('%s', async (_, variant) => {
    expect(await figuresIn(variant)).toEqual(RECEIVED);
    expect((await read(variant)).cells[CELL].confidence).toBeGreaterThanOrEqual(0.8);
  });

  test.each<[string, WordVariant]>([
    [
      'rows merged downwards',
      { rows: row([cell('甲', '<w:vMerge w:val="restart"/>'), ...HIDDEN.slice(1)], '<w:hidden/>') },
    ],
    ['columns left free', { rows: row(['如下'], '<w:gridBefore w:val="3"/>') }],
    ['rows in a control', { rows: `<w:sdt><w:sdtContent>${row(['如下'])}</w:sdtContent></w:sdt>` }],
    ['a cell in a control', { cell: `<w:tc><w:p>${run('4')}</w:p></w:tc>` }],
  ])('%s keep the grid', async (_, variant) => {
    expect(await figuresIn(variant)).toEqual(RECEIVED);
  });
});

describe('What stands beside a figure of a Word document is no part of it', () => {
  const footnote = {
    'word/footnotes.xml': `<w:footnotes ${WORD_NAMESPACES}><w:footnote w:id="2">${paragraph('含补报1件')}</w:footnote></w:footnotes>`,
  };
  test.each<[string, WordVariant, string]>([
    ['a superscript', { cell: run('4') + run('1', '<w:vertAlign w:val="superscript"/>') }, '1'],
    [
      'a style of superscripts',
      {
        styles: style('F', '<w:vertAlign w:val="superscript"/>'),
        cell: run('4') + run('[1]', '<w:rStyle w:val="F"/>'),
      },
      '[1]',
    ],
    ['a raised run', { cell: run('4') + run('2', '<w:position w:val="8"/><w:sz w:val="12"/>') }, '2'],
    ['strike', { cell: run('71', '<w:strike/>') + run('4') }, '71'],
    ['double strike', { cell: run('4') + run('71', '<w:dstrike w:val="true"/>') }, '71'],
    [
      'a footnote',
      { parts: footnote, cell: `${run('4')}<w:r><w:footnoteReference w:id="2"/></w:r>` },
      '注1：含补报1件',
    ],
    [
      'a footnote whose part is missing',
      { cell: `${run('4')}<w:r><w:endnoteReference w:id="9"/></w:r>` },
      '注1',
    ],
    ['a circled number', { cell: '4③' }, '③'],
    [
      'a circled number of a symbol font',
      { cell: `${run('4')}<w:r><w:sym w:font="Wingdings" w:char="F081"/></w:r>` },
      '①',
    ],
    ['a number in a ring', { cell: run('4') + mark('begin') + code('EQ \\o\\ac(○,1)') + mark('end') }, '(1)'],
  ])('%s', async (_, variant, note) => {
    const { cells } = await read(variant);
    expect(cells[CELL]).toMatchObject({ value: 4, note });
    expect(await figuresIn(variant)).toEqual(RECEIVED);
  });
});

describe('A Word document shows', () => {
  const chunk = (name: string, content: string | Buffer): WordVariant => ({
    parts: { [`word/${name}`]: content, 'word/_rels/document.xml.rels': relations(['c1', 'aFChunk', name]) },
    change: (xml) => xml.replace(/<w:tbl>.*<\/w:tbl>/, '<w:altChunk r:id="c1"/>'),
  });
  const htmlTable = /<table>.*<\/table>/s.exec(pageWith({}))?.[0] ?? '';
  test.each<[string, WordVariant]>([
    ['a simple field', { cell: `<w:fldSimple w:instr=" DOCPROPERTY n ">${run('4')}</w:fldSimple>` }],
    [
      'the result of a field',
      { cell: mark('begin') + code(' =SUM(LEFT) ') + mark('separate') + run('4') + mark('end') },
    ],
    [
      'the choice of a list of a form',
      {
        cell:
          mark(
            'begin',
            '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="7"/><w:listEntry w:val="4"/></w:ddList></w:ffData>',
          ) +
          code('FORMDROPDOWN') +
          mark('end'),
      },
    ],
    [
      'a control',
      { cell: `<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent>${run('4')}</w:sdtContent></w:sdt>` },
    ],
    [
      'no mark of a choice',
      {
        cell: `${run('4')}<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent>${run('☒')}</w:sdtContent></w:sdt>`,
      },
    ],
    ['a text box once', { cell: `<w:p>${drawing('inline', '4')}</w:p>` }],
    ['a digit of a symbol font', { cell: '<w:r><w:sym w:font="Symbol" w:char="F034"/></w:r>' }],
    [
      'an equation',
      {
        cell: '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>4</m:t></m:r></m:oMath>',
      },
    ],
    [
      'words in a link and a tag',
      { cell: `<w:hyperlink><w:smartTag>${run('4')}</w:smartTag></w:hyperlink>` },
    ],
    ['a table within a cell', { cell: `<w:tbl><w:tr>${cell('4')}</w:tr></w:tbl><w:p/>` }],
    [
      'another prefix',
      {
        change: (xml) =>
          xml
            .replaceAll('<w:', '<ns0:')
            .replaceAll('</w:', '</ns0:')
            .replaceAll(' w:', ' ns0:')
            .replace('xmlns:w=', 'xmlns:ns0='),
      },
    ],
    [
      'the strict vocabulary',
      {
        change: (xml) =>
          xml.replace(
            'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
            'http://purl.oclc.org/ooxml/wordprocessingml/main',
          ),
      },
    ],
    ['a page put into it', chunk('chunk.html', `<html><body>${htmlTable}</body></html>`)],
  ])('%s', async (_, variant) => {
    expect(await figuresIn(variant)).toEqual(RECEIVED);
  });

  test('a document put into it', async () => {
    expect(await figuresIn(chunk('chunk.docx', await wordWith({})))).toEqual(RECEIVED);
  });

  test.each<[string, string]>([
    ['a field without a result', mark('begin') + code(' =SUM(LEFT) ') + mark('separate') + mark('end')],
    [
      'a field whose result is out of date',
      mark('begin').replace('="begin"', '="begin" w:dirty="true"') +
        code(' =SUM(LEFT) ') +
        mark('separate') +
        run('4') +
        mark('end'),
    ],
    ['a simple field without a result', '<w:fldSimple w:instr="MERGEFIELD n"/>'],
    [
      'a control that is not filled in',
      `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${run('单击此处输入')}</w:sdtContent></w:sdt>`,
    ],
    ['a picture', '<w:r><w:drawing><wp:inline/></w:drawing></w:r>'],
    ['an embedded sheet', '<w:r><w:object><v:shape/></w:object></w:r>'],
    ['a floating text box', `<w:p>${drawing('anchor', '4')}</w:p>`],
    ['a figure all of which is struck out', run('71', '<w:strike/>')],
    ['a figure all of which is raised', run('4', '<w:vertAlign w:val="superscript"/>')],
  ])('%s as doubtful', async (_, content) => {
    expect((await read({ cell: content })).cells[CELL].confidence).toBeLessThanOrEqual(0.5);
  });

  test('a merge field that is not filled in as no figure, doubtful', async () => {
    const { cells } = await read({
      cell: `<w:fldSimple w:instr="MERGEFIELD n">${run('«数量4»')}</w:fldSimple>`,
    });
    expect(cells[CELL].value).toBeNull();
    expect(cells[CELL].confidence).toBeLessThanOrEqual(0.5);
  });

  test('white in a table whose style may shade it as doubtful', async () => {
    const styles =
      '<w:style w:type="table" w:styleId="Dark"><w:name w:val="Dark"/><w:tcPr><w:shd w:val="clear" w:fill="000000"/></w:tcPr></w:style>';
    const { cells } = await read({
      styles,
      table: '<w:tblStyle w:val="Dark"/>',
      cell: run('4', '<w:color w:val="FFFFFF"/>'),
    });
    expect(cells[CELL]).toMatchObject({ value: 4 });
    expect(cells[CELL].confidence).toBeLessThanOrEqual(0.5);
  });

  test('automatic numbers before titles and labels, and none before figures', async () => {
    const level = (at: number, format: string, text: string) =>
      `<w:lvl w:ilvl="${at}"><w:start w:val="${at === 0 ? 3 : 1}"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
    const numbering = `<w:numbering ${WORD_NAMESPACES}><w:abstractNum w:abstractNumId="5">${level(0, 'chineseCountingThousand', '%1、')}${level(1, 'decimal', '%2.')}</w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num></w:numbering>`;
    const numbered = (at: number) => `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="2"/></w:numPr>`;
    const { cells, sections } = await read({
      parts: { 'word/numbering.xml': numbering },
      title: paragraph('收到和处理政府信息公开申请情况', numbered(0)),
      cell: paragraph('4', numbered(1)),
    });
    expect(cells[CELL]).toMatchObject({ value: 4, note: '1.' });
    expect(sections.find(({ number }) => number === 3)?.title).toBe('三、收到和处理政府信息公开申请情况');
  });
});
