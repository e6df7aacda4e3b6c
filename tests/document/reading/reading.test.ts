import fc from 'fast-check';
import { readDocument } from '../../../src/document/reader/readDocument';
import { statedNumbers } from '../../../src/document/reading/readNumbers';
import { UnreadableDocument } from '../../../src/document/source/unreadableDocument';
import { readValue } from '../../../src/document/source/value';
import { cellsOfEdition } from '../../../src/form/cells';
import { distinctFigures, expectedValue, PLAIN, pageOf, textOf } from '../../support/statutoryTables';

fc.configureGlobal({ seed: 19 });

const printed = distinctFigures();
const page = pageOf(printed, PLAIN);
const read = (text: string, wanted = {}) => readDocument(Buffer.from(text), wanted);
const misread = (reading: Awaited<ReturnType<typeof read>>, figures = printed) =>
  cellsOfEdition(2021)
    .filter(({ code }) => reading.cells[code]?.value !== expectedValue(code, figures))
    .map(({ code }) => code);

describe('pages around a report', () => {
  test('layout tables, navigation, contents and a table of something else', async () => {
    const contents = PLAIN.titles.map((title) => `<li><a href="#">${title}</a></li>`).join('');
    const other =
      '<p>机构信息</p><table><tr><td>自然人</td><td>总计</td></tr><tr><td>9999</td><td>8888</td></tr></table>';
    const body = /<body>(.*)<\/body>/s.exec(page)?.[1];
    const reading = await read(
      `<html><body><table><tr><td><ul><li>首页</li></ul></td><td>${other}<ul>${contents}</ul><table><tr><td>${body}</td></tr></table></td></tr></table><p>版权所有：某网站 主办单位：某办</p></body></html>`,
    );
    expect(misread(reading)).toEqual([]);
    expect(reading.sections.find(({ number }) => number === 6)?.text).toBe('本年度未收取信息处理费。');
    expect([reading.agency, reading.year]).toEqual(['演示区教育局', 2025]);
  });

  test('of two reports on one page the first or the requested one is read, and the other is reported', async () => {
    const older = distinctFigures(3);
    const both =
      page.replace('</body></html>', '') +
      pageOf(older, PLAIN, '演示区教育局2024年政府信息公开工作年度报告').replace(/^.*<body>/s, '');
    const first = await read(both);
    expect([first.year, misread(first)]).toEqual([2025, []]);
    expect(first.findings.map(({ code }) => code)).toContain('document.severalReports');
    const second = await read(both, { year: 2024 });
    expect([second.year, misread(second, older)]).toEqual([2024, []]);
  });

  test.each(['政府信息公开年度工作报告', '信息公开工作年度报告', '政府信息公开年报'])(
    'two reports on one page, of which the second is titled %s',
    async (title) => {
      const older = distinctFigures(3);
      const both =
        page.replace('</body></html>', '') +
        pageOf(older, PLAIN, `演示区教育局2024年${title}`).replace(/^.*<body>/s, '');
      const second = await read(both, { year: 2024 });
      expect([second.agency, second.year, misread(second, older)]).toEqual(['演示区教育局', 2024, []]);
    },
  );

  test('section three cut over two tables, as pages of a PDF or of Word cut it', async () => {
    const cut = page.replace(
      /(<tr>(?:(?!<tr>).)*3\.补正后申请内容仍不明确)/s,
      '</table><p>- 3 -</p><table>$1',
    );
    expect(cut).not.toBe(page);
    expect(misread(await read(cut))).toEqual([]);
  });

  test('hidden text, scripts and links are not read', async () => {
    const hostile = page.replace(
      '<p>一、总体情况</p>',
      '<script>alert(1)</script><p style="display:none">一、总体情况 9</p><p>一、总体情况</p><img src="http://127.0.0.1:9/x">',
    );
    const reading = await read(hostile);
    expect(misread(reading)).toEqual([]);
    expect(JSON.stringify(reading)).not.toContain('alert');
  });

  test('GB18030, UTF-16 and a byte order mark', async () => {
    const text = textOf(printed, PLAIN, '\t');
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    expect(misread(await readDocument(utf16))).toEqual([]);
    expect(misread(await read(`\ufeff${text}`))).toEqual([]);
    const { agency } = await readDocument(
      Buffer.from([0xd1, 0xdd, 0xca, 0xbe, 0x0a, ...Buffer.from('')]).subarray(0, 4),
    ).catch(() => ({ agency: 'refused' }));
    expect(agency).toBe('refused');
  });
});

describe('blank, not applicable, zero and missing are distinguished', () => {
  test('in cells', async () => {
    const input = {
      ...printed,
      'proactive.rules.issued': '/',
      'proactive.rules.repealed': '',
      'proactive.rules.inForce': '无',
      'proactive.licences.decisions': '０',
      'proactive.penalties.decisions': '—',
    };
    const { cells } = await read(pageOf(input, PLAIN));
    expect(
      ['rules.issued', 'rules.repealed', 'rules.inForce', 'licences.decisions', 'penalties.decisions'].map(
        (code) => [cells[`proactive.${code}`].status, cells[`proactive.${code}`].value],
      ),
    ).toEqual([
      ['NOT_APPLICABLE', null],
      ['BLANK', null],
      ['NOT_APPLICABLE', null],
      ['REPORTED', 0],
      ['NOT_APPLICABLE', null],
    ]);
  });
  test('a missing row is reported as missing; unmatched figures are listed', async () => {
    const without = page.replace(
      /<tr>(?:(?!<tr>).)*2\.重复申请.*?<\/tr>/s,
      '<tr><td colspan="3">什么也不是的一行</td><td>1</td><td>2</td></tr>',
    );
    const { cells, findings, unplaced } = await read(without);
    expect(cells['requests.notProcessed.duplicate.total'].status).toBe('MISSING');
    expect(findings.find(({ code }) => code === 'document.missingCells')?.messageZh).toContain(
      '（五）不予处理 2.重复申请',
    );
    expect(unplaced.map(({ text }) => text)).toEqual(['什么也不是的一行 1 2']);
  });
  test('wrong figures are read as printed with low confidence, and refused by the form', async () => {
    const { cells, findings } = await read(
      pageOf(
        { ...printed, 'disputes.reconsideration.upheld': '-3', 'disputes.reconsideration.other': '2.5' },
        PLAIN,
      ),
    );
    expect(cells['disputes.reconsideration.upheld']).toMatchObject({ printed: '-3', confidence: 0.3 });
    expect(findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['counts.negative', 'counts.fractional']),
    );
  });
});

describe('text against table', () => {
  const received = (overview: string, six = '本年度未收取信息处理费。') =>
    read(page.replace('本年度依法开展工作。', overview).replace('本年度未收取信息处理费。', six));
  test.each([
    ['本年度未收到依申请公开事项。', 'text.againstTable WARNING'],
    ['全年受理政府信息公开申请17283件。', ''],
    ['全年受理政府信息公开申请17316件。', 'text.means INFO'],
    ['全年共收到信息公开申请14301件。', 'text.means INFO'],
    ['全年共收到政府信息公开申请99件。', 'text.againstTable WARNING'],
    ['制发行政规范性文件99件。', 'text.againstTable WARNING'],
    ['全年因政府信息公开被申请行政复议99件。', 'text.againstTable WARNING'],
    ['全年行政复议案件99件。', ''],
  ])('%s', async (sentence, expected) => {
    const { findings } = await received(sentence);
    expect(
      findings
        .filter(({ code }) => code.startsWith('text.'))
        .map(({ code, severity }) => `${code} ${severity}`)
        .join(),
    ).toBe(expected);
  });
  test('section six silent on fees', async () => {
    expect((await received('本年度依法开展工作。', '无。')).findings.map(({ code }) => code)).toContain(
      'narrative.fees',
    );
  });
});

describe('numbers in sentences', () => {
  test.each([
    ['办理工单4.6万余件', '46000', 'AT_LEAST', '件'],
    ['近500条', '500', 'AT_MOST', '条'],
    ['约1.2亿元', '120000000', 'APPROXIMATE', '元'],
    ['超过３,000件'.normalize('NFKC'), '3000', 'AT_LEAST', '件'],
    ['一百二十三件', '123', 'EXACT', '件'],
    ['两万余条', '20000', 'AT_LEAST', '条'],
    ['1,507项', '1507', 'EXACT', '项'],
    ['30多件', '30', 'AT_LEAST', '件'],
    ['200件左右', '200', 'APPROXIMATE', '件'],
  ])('%s', (sentence, value, qualifier, unit) => {
    expect(statedNumbers(sentence)).toMatchObject([{ value, qualifier, unit }]);
  });
});

test('a value is read in any notation, and words are no values', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 999_999_999 }),
      fc.constantFrom('', '件', '（其中修订1件）'),
      fc.boolean(),
      (count, tail, isWide) => {
        const digits = isWide
          ? count
              .toLocaleString('en-US')
              .replace(/[\d,]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))
          : String(count);
        expect(readValue(` ${digits}${tail} `)?.number).toBe(String(count));
      },
    ),
  );
  for (const words of ['自然人', '1.属于国家秘密', '2025年', '第二十条第（一）项', '0 0 0'])
    expect(readValue(words)).toBeNull();
});

test.each([
  ['nothing', Buffer.alloc(0), 'document.empty'],
  ['an old Word file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), 'document.oldOffice'],
  ['prose', Buffer.from('今天天气很好。'), 'document.noReport'],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xff, 0]), 'document.image'],
  ['bytes', Buffer.from([0x99, 0x50, 0x4e, 0x47, 0, 0xff, 0xff, 0]), 'document.encoding'],
])('%s is refused with a clear word', async (_, bytes, code) => {
  const refused = await readDocument(bytes).catch((error) => error);
  expect(refused).toBeInstanceOf(UnreadableDocument);
  expect(refused.code).toBe(code);
});
