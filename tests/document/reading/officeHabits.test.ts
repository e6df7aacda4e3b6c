import { readDocument } from '../../../src/document/reader/readDocument';
import {
  APPLICANTS,
  CARRIED_IN,
  FOUR,
  page,
  RECEIVED,
  sure,
  THREE,
  TWO,
  tableOf,
  text,
} from '../../support/tableTexts';

const OUTCOMES = '结果维持 结果纠正 其他结果 尚未审结 总计';

describe('heads that stand again among the rows of a table', () => {
  const other = APPLICANTS.replace('社会公益组织 法律服务机构', '法律服务机构 社会公益组织');
  const read = (heads: string) =>
    sure(
      page(
        THREE,
        tableOf(
          `项目 ${APPLICANTS}`,
          `${RECEIVED} 1 0 0 0 0 0 1`,
          `项目 ${heads}`,
          `${CARRIED_IN} 1 2 3 4 5 6 21`,
        ),
      ),
      'requests.carriedIn',
    );
  test('name the columns of the rows below them', async () => {
    expect((await read(other)).sure).toEqual([1, 2, 3, 5, 4, 6, 21]);
    expect((await read(APPLICANTS)).sure).toEqual([1, 2, 3, 4, 5, 6, 21]);
  });
});

test('a figure whose cell reaches over several rows is of none of them for certain', async () => {
  const merged = (figure: string) =>
    page(
      TWO,
      `<table><tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政处罚</td><td rowspan="2">${figure}</td></tr><tr><td>行政强制</td></tr></table>`,
    );
  expect(await sure(merged('15'), 'proactive')).toMatchObject({
    sure: [],
    doubtful: ['decisions 15', 'decisions 15'],
  });
});

test('figures below heads that nobody understands are under no certain columns', async () => {
  const halves = page(TWO, tableOf('信息内容 上半年 下半年 全年', '行政许可 3 4 7'));
  expect((await sure(halves, 'proactive')).sure).toEqual([]);
  const headless = page(TWO, tableOf('行政许可 3 4 7'));
  expect((await sure(headless, 'proactive')).sure).toEqual([7, 3, 4]);
});

test('rows of section four that the form does not have are of no certain group by their order', async () => {
  const table = tableOf(
    `类别 ${OUTCOMES}`,
    '行政复议 1 0 2 0 3',
    '行政诉讼一审 0 1 0 0 1',
    '行政诉讼二审 2 0 0 0 2',
  );
  expect((await sure(page(FOUR, table), 'disputes.reconsideration')).sure).toEqual([1, 0, 2, 0, 3]);
  for (const group of ['litigationDirect', 'litigationAfterReconsideration'])
    expect((await sure(page(FOUR, table), `disputes.${group}`)).sure).toEqual([]);
});

test('figures of each group in lines behind every outcome are not in the order of the form', async () => {
  const outcomes = OUTCOMES.split(' ').map((name, at) => `${name}\n0\n0\n${at < 3 ? 0 : 11}`);
  const lines = text(FOUR, '行政复议', '未经复议直接起诉', '复议后起诉', ...outcomes);
  expect((await sure(lines, 'disputes')).sure).toEqual([]);
});

test('a row with a cell that nobody understands behind its last column is not certain', async () => {
  const row = (label: string, cells: string) => `| ${label} | ${cells.split(' ').join(' | ')} |`;
  const document = text(
    THREE,
    row('项目', APPLICANTS),
    '|---|---|---|---|---|---|---|---|',
    row(RECEIVED, '5688 958 1995 85 76 831 9633'),
    row(CARRIED_IN, '？ 0 0 18 0 0 0 ？'),
  );
  expect((await sure(document, 'requests.carriedIn')).sure).toEqual([]);
});

describe('section two without a table', () => {
  test.each([
    ['a pair in each line', text(TWO, '行政许可：12', '行政处罚：3', '行政事业性收费：88.5万元')],
    ['pairs in one line', text(TWO, '行政许可：12；行政处罚：3件；行政事业性收费：88.5万元。')],
  ])('is read from labels with figures behind colons: %s', async (_, document) =>
    expect((await sure(document, 'proactive')).sure).toEqual([12, 3, '88.5']),
  );
  test('lists its sentences, in which figures may be', async () =>
    expect(await sure(page(TWO, '行政许可处理决定12件，行政处罚3件。'), 'proactive')).toMatchObject({
      sure: [],
      unplaced: ['行政许可处理决定12件，行政处罚3件。'],
    }));
});

describe('a title without its year', () => {
  const NAME = '政府信息公开工作年度报告';
  const read = async (...lines: string[]) => {
    const { agency, year, recognition } = await readDocument(
      Buffer.from([...lines, '一、总体情况', '2024年，我局办理有序，2024年无诉讼。', THREE].join('\n')),
    );
    return { agency, year, isSure: recognition.year.confidence >= 0.8 };
  };
  test.each([
    ['a date below it', [`青禾县审计局${NAME}`, '2025年1月10日']],
    ['a month in brackets behind it', [`青禾县审计局${NAME}（2025年1月）`]],
    ['a date in numerals', [`青禾县审计局${NAME}`, '（二〇二五年一月十日）']],
    ['a date before it', [`2025-01-10 青禾县审计局${NAME}`]],
    ['a date with dots above it', ['2025.01.10', `青禾县审计局${NAME}`]],
    ['the number of the document above it', ['青审〔2025〕3号', `青禾县审计局${NAME}`]],
    ['the title of another document above it', ['青禾县2025年政府工作报告', `青禾县审计局${NAME}`]],
  ])('is of no certain year: %s', async (_, lines) =>
    expect(await read(...lines)).toEqual({ agency: '青禾县审计局', year: 2024, isSure: false }),
  );
  test.each([
    ['in brackets behind it', [`青禾县审计局${NAME}（2024年）`, '2025年1月10日']],
    ['in the line above', ['2024年', `青禾县审计局${NAME}`]],
    ['in numerals', [`青禾县审计局二〇二四年${NAME}`]],
  ])('has it %s', async (_, lines) =>
    expect(await read(...lines)).toEqual({ agency: '青禾县审计局', year: 2024, isSure: true }),
  );
});

test('tables of two years are of no certain year where the title has none', async () => {
  const twoYears = (title: string) =>
    `<p>${title}</p><p>2026年1月12日</p><p>${THREE}</p><p>2024年情况：</p>${tableOf(`项目 ${APPLICANTS}`, `${RECEIVED} 9 0 0 0 0 0 9`)}<p>2025年情况：</p>${tableOf(`项目 ${APPLICANTS}`, `${RECEIVED} 4 0 0 0 0 0 4`)}`;
  const titled = twoYears('青禾县审计局2025年政府信息公开工作年度报告');
  expect((await sure(titled, 'requests.received')).sure).toEqual([4, 0, 0, 0, 0, 0, 4]);
  const untitled = twoYears('青禾县审计局政府信息公开工作年度报告');
  expect((await sure(untitled, 'requests.received')).sure).toEqual([]);
});

describe('a sentence states nothing for certain where it is not certain whose report it is, or of which year', () => {
  const indicators = async (...lines: string[]) =>
    (await readDocument(Buffer.from([...lines, THREE].join('\n')))).indicators.map(({ code }) => code);
  const TICKETS = '县水利局受理12345热线工单４６７２９件。';
  test('an organ is named in it', async () => {
    expect(await indicators('一、总体情况', TICKETS)).toEqual([]);
    expect(await indicators('青禾县水利局2025年政府信息公开工作年度报告', '一、总体情况', TICKETS)).toEqual([
      'hotlineTickets',
    ]);
  });
  test('a year is named in it', async () => {
    const lines = ['一、总体情况', '2024年收到政府信息公开申请9件。'];
    expect(await indicators('青禾县水利局政府信息公开工作年度报告', ...lines)).toEqual([]);
    expect(await indicators('青禾县水利局2024年政府信息公开工作年度报告', ...lines)).toEqual([
      'requestsReceived',
    ]);
  });
});

test('a row of section four that begins with letters nobody can read has no other figures than the heads name', async () => {
  const heads = `${OUTCOMES} ${OUTCOMES} ${OUTCOMES} 合计`;
  const row = (first: string) => `${first} ${Array.from({ length: 15 }, (_, at) => at).join(' ')}`;
  const table = tableOf('5:行政复议 5:未经复议直接起诉 5:复议后起诉 1:_', heads, row('9'), row('\u0001'));
  expect((await sure(page(FOUR, table), 'disputes.reconsideration')).sure).toEqual([]);
});

test('a line with thousands of labels and figures is read in the time of its length', async () => {
  const from = process.cpuUsage();
  await readDocument(Buffer.from(text(TWO, `${'许可：1 '.repeat(20_000)}：：`)));
  const { user, system } = process.cpuUsage(from);
  expect((user + system) / 1e6).toBeLessThan(5);
});

test('a figure under several columns is of none of them for certain, and the cells beside it are', async () => {
  const merged = page(THREE, tableOf(`项目 ${APPLICANTS}`, `${RECEIVED} 2:30 0 1 1 2 34`));
  expect(await sure(merged, 'requests.received')).toMatchObject({
    sure: [0, 1, 1, 2, 34],
    doubtful: ['naturalPerson 30', 'businessEnterprise 30'],
  });
});

describe('a figure that no space parts from words', () => {
  test('is the first of its row, doubtfully', async () =>
    expect(
      await sure(text(THREE, APPLICANTS, `${RECEIVED}25 5 0 1 1 2 34`), 'requests.received'),
    ).toMatchObject({
      sure: [5, 0, 1, 1, 2, 34],
      doubtful: ['naturalPerson 25'],
    }));
  test('is listed with its line where the line names several cells', async () => {
    const pairs = '其中：自然人25；商业企业5；科研机构0';
    expect((await sure(text(THREE, `${RECEIVED}：34`, pairs), 'requests')).unplaced).toContain(pairs);
  });
});
