import JSZip from 'jszip';
import { readDocument } from '../../../src/document/reader/readDocument';
import { drawnTable, line, pdfOf, text } from '../../support/pdf';

const TITLE = '青禾县审计局2024年政府信息公开工作年度报告';
const TWO = '二、主动公开政府信息情况';
const THREE = '三、收到和处理政府信息公开申请情况';
const FOUR = '四、政府信息公开行政复议、行政诉讼情况';
const RECEIVED = '一、本年新收政府信息公开申请数量';
const OUTCOMES = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];

const read = (document: string | Buffer) => readDocument(Buffer.from(document));
const row = (...cells: string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const page = (...parts: string[]) =>
  `<html><body>${[TITLE, ...parts].map((part) => (part.startsWith('<') ? part : `<p>${part}</p>`)).join('')}</body></html>`;

async function sureUnder(document: string | Buffer, under: string) {
  const { cells } = await read(document);
  const own = Object.entries(cells).filter(
    ([code, { status, confidence }]) => code.startsWith(under) && status !== 'MISSING' && confidence >= 0.8,
  );
  return own.map(([, { value }]) => value ?? '');
}

describe('the organ and the year', () => {
  test.each([
    [
      'a day of the week above',
      '<p>今天是2026年3月1日 星期日</p><p>青禾县审计局</p><p>2024年政府信息公开工作年度报告</p>',
    ],
    ['the name of a sheet above', '<p>表1</p><p>青禾县审计局</p><p>2024年政府信息公开工作年度报告</p>'],
    ['年年度报告', '<p>青禾县审计局政府信息公开工作2024年年度报告</p>'],
    ['another date before it', '<p>今天是2026年3月1日 星期日 青禾县审计局政府信息公开工作2024年年度报告</p>'],
  ])('%s', async (_, title) => {
    const { agency, year } = await read(
      `<html><body>${title}<p>一、总体情况</p><p>无。</p><p>六、其他需要报告的事项</p><p>无。</p></body></html>`,
    );
    expect({ agency, year }).toEqual({ agency: '青禾县审计局', year: 2024 });
  });
});

test('an organ without a name, and digits inside a number, state no indicator', async () => {
  const { indicators } = await read(
    page(
      '一、总体情况',
      '下属单位信息处理费收入为15元。',
      '主办：青禾县人民政府 ICP备案：豫ICP备05012345号 网站标识码：4103030001',
    ).replace(TITLE, '政府信息公开年报'),
  );
  expect(indicators).toEqual([]);
});

test('a figure over several heads is under none of them, also where blanks follow', async () => {
  const table = `<table><tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td><td></td><td></td></tr><tr><td>规章</td><td colspan="3">3</td><td></td><td></td></tr></table>`;
  expect(await sureUnder(page(TWO, table), 'proactive.rules')).toEqual([]);
});

test('heads in lines of which 法人 is above 自然人 do not say the order; the sums do', async () => {
  const lines = (figures: string) =>
    [
      TITLE,
      THREE,
      '法人或其他组织',
      '自然人 总计',
      '商业企业 科研机构 社会公益组织 法律服务机构 其他',
      `${RECEIVED} ${figures}`,
    ].join('\n');
  expect(await sureUnder(lines('40 3 2 1 7 5 58'), 'requests.received')).toEqual([40, 3, 2, 1, 7, 5, 58]);
  expect(await sureUnder(lines('58 40 3 2 1 7 5'), 'requests.received')).toEqual([]);
});

test('a group and a row of it in one label are not the group', async () => {
  const { cells } = await read(
    [
      TITLE,
      THREE,
      '自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计',
      '（六）其他处理 1.申请人无正当理 9 3 1 0 2 1 16',
    ].join('\n'),
  );
  expect(cells['requests.otherHandling.naturalPerson']?.value ?? null).toBeNull();
});

test('figures in a line whose total is not their sum are of no certain columns', async () => {
  const heads = '序号 项目 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计 同比';
  const lines = [
    TITLE,
    THREE,
    heads,
    `1 ${RECEIVED} 40 3 2 1 7 5 58 3`,
    '（二）部分公开（区分处理的，只计',
    '4 0 16 0 0 2 0 18',
    '这一情形）',
  ];
  expect(await sureUnder(lines.join('\n'), 'requests.partlyGranted')).toEqual([]);
  expect(await sureUnder(lines.join('\n'), 'requests.received')).toEqual([40, 3, 2, 1, 7, 5, 58]);
});

test('a unit that a space parts from its figure is no cell, and figures that do not fit their heads are not sure', async () => {
  const heads = '总计 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 小计 总计';
  const lines = [
    TITLE,
    THREE,
    heads,
    `${RECEIVED} 20 2 0 0 0 0 18 件 18 20`,
    '二、上年结转政府信息公开申请数量 18 0 0 0 0 0 18',
  ];
  expect(await sureUnder(lines.join('\n'), 'requests.received')).toEqual([2, 0, 0, 0, 0, 18, 20]);
  expect(await sureUnder(lines.join('\n'), 'requests.carriedIn')).toEqual([]);
});

test('one of two rows out of line with the header speaks against it', async () => {
  const table = `<table>${row('', '', '总计', '自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '')}${row(RECEIVED, '', '', '4465', '64', '见附件', '71', '23', '3519', '736')}${row('二、上年结转政府信息公开申请数量', '', '', '22', '', '0', '3', '19', '', '')}</table>`;
  expect(await sureUnder(page(THREE, table), 'requests.carriedIn')).toEqual([]);
});

test('a row whose last column is elsewhere than in its table is not sure', async () => {
  const table = `<table>${row(RECEIVED, '', '', '40', '3', '2', '1', '7', '5', '58')}${row('二、上年结转政府信息公开申请数量', '', '', '4', '0', '0', '1', '0', '0', '5')}${row('三、本年度办理结果', '（一）予以公开', '', '0', '0', '0', '约数', '0', '272', '见附件')}${row('', '（二）部分公开', '', '1', '0', '0', '0', '0', '0', '1')}</table>`;
  expect(await sureUnder(page(THREE, table), 'requests.granted')).toEqual([]);
  expect(await sureUnder(page(THREE, table), 'requests.partlyGranted')).toEqual([1, 0, 0, 0, 0, 0, 1]);
});

describe('section four', () => {
  const five = '<td></td>'.repeat(5);
  test('an empty row above the figures is no row of the form', async () => {
    const table = `<table>${row(...OUTCOMES)}<tr>${five}</tr>${row('29', '1', '6', '4', '40')}</table>`;
    expect(await sureUnder(page(FOUR, '行政复议', table), 'disputes.reconsideration')).toEqual([
      29, 1, 6, 4, 40,
    ]);
  });
  test('heads of another table do not give the order', async () => {
    const other = `<table>${row('序号', '总计', '自然人', '其他')}${row('1', '9', '4', '5')}</table>`;
    const groups = `${row('行政复议', '', '', '', '', '未经复议直接起诉', '', '', '', '', '复议后起诉', '', '', '', '')}`;
    const heads = row(...OUTCOMES, ...OUTCOMES, ...OUTCOMES);
    const figures = ['29', '1', '6', '4', '40', '5', '0', '0', '0', '5', '7', '1', '0', '0', '8'];
    const document = page(FOUR, other, `<table>${groups}${heads}${row(...figures)}</table>`);
    const read = await sureUnder(document, 'disputes');
    expect(read.length === 0 || read.join() === figures.join()).toBe(true);
  });
  test('figures in a line that do not add up are of no certain columns', async () => {
    const heads = `行政复议 行政诉讼 合计\n结果维持 结果纠正 其他结果 尚未审结 总计 未经复议直接起诉 复议后起诉\n${OUTCOMES.join(' ')} ${OUTCOMES.join(' ')}`;
    const figures = '16（其中网上 1148 9 26 1199 11 4 17 27 59 19 18 29 16 82 36';
    expect(await sureUnder([TITLE, FOUR, heads, figures].join('\n'), 'disputes')).toEqual([]);
  });
  test('a total among other words above the heads is none of them', async () => {
    const lines = [
      TITLE,
      THREE,
      '项目 总计 自然人 其他',
      '行政复议 未经复议直接起诉 复议后起诉',
      `${OUTCOMES.join(' ')} ${OUTCOMES.join(' ')} ${OUTCOMES.join(' ')}`,
      '0 0 0 0 0 0 0 0 0 0 0 0 1105 25 1130',
    ];
    const read = await sureUnder(lines.join('\n'), 'disputes.litigationAfterReconsideration');
    expect([[], [0, 0, 1105, 25, 1130]]).toContainEqual(read);
  });
  test('one figure under several groups is of none', async () => {
    const lines = [TITLE, FOUR, '行政复议 未经复议直接起诉 复议后起诉', '结果纠正 225'].join('\n');
    expect(await sureUnder(lines, 'disputes')).toEqual([]);
  });
});

test('a mark closed too early is doubtful', async () => {
  const table = `<table>${row('', '自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计')}${row(RECEIVED, '12<sup>注</sup>1', '3', '1', '0', '2', '1', '19')}</table>`;
  const { cells } = await read(page(THREE, table));
  expect(cells['requests.received.naturalPerson'].confidence).toBeLessThan(0.8);
});

test('one digit struck out in a drawn table is withdrawn', async () => {
  const heads = ['', '自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];
  const rows = [heads, [RECEIVED, '', '3', '1', '0', '2', '1', '28']].map((cells) =>
    cells.map((words) => ({ text: words })),
  );
  const widths = [200, 80, 80, 80, 80, 80, 80, 80];
  const content =
    text(TITLE, 40, 580) +
    text(THREE, 40, 560) +
    drawnTable({ x: 20, y: 540, widths, rows }) +
    text('721', 223, 499, 9) +
    line(223, 502.2, 227.4, 502.2);
  const { cells } = await readDocument(pdfOf([{ content, width: 800, height: 600 }]));
  expect(cells['requests.received.naturalPerson']).toMatchObject({ value: 21, note: '7' });
});

test('a run of a workbook in the colour of its ground is not seen', async () => {
  const zip = new JSZip();
  const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const cell = (words: string) => `<c t="inlineStr"><is>${words}</is></c>`;
  const plain = (words: string) => cell(`<t>${words}</t>`);
  const white = cell(`<r><t>2</t></r><r><rPr><color rgb="FFFFFFFF"/></rPr><t>65</t></r>`);
  const sheet = [
    [plain(TITLE)],
    [plain(THREE)],
    ['', '自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'].map(plain),
    [plain(RECEIVED), white, ...['3', '1', '0', '2', '1', '9'].map(plain)],
  ];
  zip.file(
    'xl/workbook.xml',
    `<workbook xmlns="${NAMESPACE}" xmlns:r="r"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>`,
  );
  zip.file(
    'xl/_rels/workbook.xml.rels',
    '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
  );
  zip.file(
    'xl/worksheets/sheet1.xml',
    `<worksheet xmlns="${NAMESPACE}"><sheetData>${sheet.map((cells) => `<row>${cells.join('')}</row>`).join('')}</sheetData></worksheet>`,
  );
  zip.file('xl/styles.xml', `<styleSheet xmlns="${NAMESPACE}"/>`);
  zip.file('[Content_Types].xml', '<Types/>');
  expect(await sureUnder(await zip.generateAsync({ type: 'nodebuffer' }), 'requests.received')).toEqual([
    2, 3, 1, 0, 2, 1, 9,
  ]);
});
