import { readDocument } from '../../../src/document/reader/readDocument';
import { shiftDecimal } from '../../../src/form/units';

const page = (body: string) =>
  readDocument(
    Buffer.from(
      `<meta charset="utf-8"><h1>青禾县水利局2025年政府信息公开工作年度报告</h1><p>二、主动公开政府信息情况</p>${body}`,
    ),
  );
const table = (...rows: string[]) =>
  `<table>${rows.map((row) => `<tr>${row.split('|').map((cell) => `<td>${cell}</td>`)}</tr>`).join('')}</table>`;
const fees = async (body: string) => (await page(body)).cells['proactive.fees.amount'];

describe('fees are turned into 万元 from the unit that is printed, exactly', () => {
  test.each([
    ['the head', table('信息内容|本年收费金额（单位：元）', '行政事业性收费|885001'), '88.5001'],
    ['the head in brackets', table('信息内容|本年收费金额（千元）', '行政事业性收费|885'), '88.5'],
    ['the label', table('信息内容|本年收费金额', '行政事业性收费（亿元）|0.0885'), '885'],
    ['a caption', `<p>单位：元</p>${table('信息内容|本年收费金额', '行政事业性收费|1,250.50')}`, '0.12505'],
    [
      'a caption of two',
      `<p>（单位：件、百万元）</p>${table('信息内容|本年收费金额', '行政事业性收费|1.5')}`,
      '150',
    ],
    ['a row of the table', table('计量单位：元|', '信息内容|本年收费金额', '行政事业性收费|300'), '0.03'],
    ['the cell', table('信息内容|本年收费金额', '行政事业性收费|12.5千元'), '1.25'],
    ['words', table('信息内容|本年收费金额，以元为单位', '行政事业性收费|885000'), '88.5'],
    [
      'a head above other figures, in a table with its axes exchanged',
      table(
        '信息内容|行政许可|行政处罚|行政事业性收费（元）',
        '本年处理决定数量|7|2|',
        '本年收费金额|||885000',
      ),
      '88.5',
    ],
    [
      'its own head, below those of other items',
      table(
        '第二十条第（五）项',
        '信息内容|本年处理决定数量（单位：百件）',
        '行政许可|7',
        '第二十条第（八）项',
        '信息内容|本年收费金额（单位：千元）',
        '行政事业性收费|885',
      ),
      '88.5',
    ],
    ['a line', '<p>信息内容 本年收费金额（单位：元）</p><p>行政事业性收费 885000</p>', '88.5'],
    ['the statutory head', table('信息内容|本年收费金额（单位：万元）', '行政事业性收费|88.5'), '88.5'],
  ])('%s', async (_, body, value) => {
    const cell = await fees(body);
    expect(cell).toMatchObject({ value, status: 'REPORTED' });
    expect(cell.confidence).toBeGreaterThanOrEqual(0.9);
  });
  test.each([
    ['head and cell disagree', table('信息内容|本年收费金额（单位：万元）', '行政事业性收费|885000元')],
    ['a unit that is not understood', table('信息内容|本年收费金额（单位：美元）', '行政事业性收费|885')],
    ['a unit of counts', table('信息内容|本年收费金额', '行政事业性收费|885件')],
    ['large, and no unit', table('信息内容|本年收费金额', '行政事业性收费|885000')],
  ])('%s has no proposal', async (_, body) =>
    expect(await fees(body)).toMatchObject({ value: null, status: 'NOT_UNDERSTOOD', confidence: 0.5 }),
  );
});

describe('a unit in the head with a power in the cell: the amount in 万元, or none where it may be another by powers of ten', () => {
  /** What is read under each head; null for no proposal, ? for one in doubt. */
  const READ: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
    '': {
      '8.3': '8.3',
      '8.3万': '8.3?',
      '8.3亿': '83000?',
      '8.3万元': '8.3',
      '8.3亿元': '83000',
      '83000元': '8.3',
      '83千元': '8.3',
      '4万6千': '4.6?',
      三百: null,
      '5千': null,
    },
    元: {
      '8.3': '0.00083',
      '8.3万': '8.3',
      '8.3亿': '83000',
      '8.3万元': '8.3',
      '83000元': '8.3',
      '4万6千': '4.6',
      三百: '0.03',
      '5千': '0.5',
    },
    千元: { '8.3': '0.83', '8.3万': null, '8.3亿': null, '8.3万元': null, '83千元': '8.3', '5千': null },
    万元: {
      '8.3': '8.3',
      '8.3万': '8.3?',
      '8.3亿': null,
      '8.3万元': '8.3',
      '8.3亿元': null,
      '83000元': null,
      '83千元': null,
      '4万6千': '4.6?',
      三百: '300?',
      '5千': null,
    },
    亿元: { '8.3': '83000', '8.3万': null, '8.3亿': '83000?', '8.3万元': null, '8.3亿元': '83000' },
  };
  const cases = Object.entries(READ).flatMap(([head, cells]) =>
    Object.entries(cells).map(([printed, value]) => [head, printed, value] as const),
  );
  const under = (head: string, printed: string) =>
    fees(table(`信息内容|本年收费金额${head && `（单位：${head}）`}`, `行政事业性收费|${printed}`));
  test.each(cases)('%s over %s is %s', async (head, printed, value) => {
    const cell = await under(head, printed);
    expect(cell.value).toBe(value?.replace('?', '') ?? null);
    if (value === null || value.endsWith('?')) expect(cell.confidence).toBeLessThanOrEqual(0.5);
    else expect(cell.confidence).toBeGreaterThanOrEqual(0.9);
  });
  test.each(cases)('%s over %s that is not exact is the same, in doubt', async (head, printed, value) => {
    for (const about of [`约${printed}`, `近${printed}`]) {
      const cell = await under(head, about);
      expect([about, cell.value]).toEqual([about, value?.replace('?', '') ?? null]);
      expect(cell.confidence).toBeLessThanOrEqual(0.5);
    }
  });
  test('what a note beside the figure says is no power of it', async () =>
    expect(await under('万元', '88.5（含上年千分之三滞纳金）')).toMatchObject({
      value: '88.5',
      confidence: 1,
    }));
});

describe('counts are turned into 件', () => {
  const licences = (head: string, printed: string) =>
    page(table(`信息内容|本年处理决定数量${head}`, `行政许可|${printed}`));
  test.each([
    ['', '1.18万件', 11800],
    ['（单位：万件）', '1.18', 11800],
    ['（百件）', '3', 300],
    ['（单位：件）', '4万6千', 46000],
    ['', '三万五', 35000],
    ['', '一百零三项', 103],
  ])('%s %s', async (head, printed, value) => {
    const cell = (await licences(head, printed)).cells['proactive.licences.decisions'];
    expect(cell).toMatchObject({ value, status: 'REPORTED' });
    expect(cell.confidence).toBeGreaterThanOrEqual(0.9);
  });
  test.each([
    ['', '12元'],
    ['（单位：万件）', '1.18亿'],
    ['（单位：百件）', '12件'],
  ])('%s %s has no proposal', async (head, printed) =>
    expect((await licences(head, printed)).cells['proactive.licences.decisions']).toMatchObject({
      value: null,
      status: 'NOT_UNDERSTOOD',
    }),
  );
  test('a head that says the power of the cell again does not multiply it', async () =>
    expect((await licences('（单位：万件）', '1.18万')).cells['proactive.licences.decisions']).toMatchObject({
      value: 11800,
      confidence: 0.5,
    }));
  test.each([
    ['（单位：万件）', '1.18万'],
    ['', '12元'],
    ['', '不超过5'],
  ])('%s %s is in doubt', async (head, printed) => {
    const cell = (await licences(head, printed)).cells['proactive.licences.decisions'];
    expect(cell.confidence).toBeLessThanOrEqual(0.5);
  });
});

test('a caption of table three is of all its counts; marks and numerals are understood in every cell', async () => {
  const requests = (caption: string, figures: string) =>
    readDocument(
      Buffer.from(
        `<meta charset="utf-8"><p>三、收到和处理政府信息公开申请情况</p><p>${caption}</p>${table(
          '|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计',
          `一、本年新收政府信息公开申请数量|${figures}`,
        )}`,
      ),
    );
  const hundreds = (await requests('单位：百件', '14|2|0|0|0|0|16')).cells;
  expect(hundreds['requests.received.total']).toMatchObject({ value: 1600, confidence: 0.9 });
  const marked = (await requests('单位：件', '14①|2*|0|0|0|十二|二十八')).cells;
  expect(marked['requests.received.naturalPerson']).toMatchObject({ value: 14, note: '①' });
  expect(marked['requests.received.businessEnterprise']).toMatchObject({ value: 2, note: '*' });
  expect(marked['requests.received.other']).toMatchObject({ value: 12 });
  expect(marked['requests.received.total']).toMatchObject({ value: 28 });
});

test('a unit above is found in lines and in separated values too', async () => {
  const lines = '二、主动公开政府信息情况\n第二十条第（八）项\n';
  for (const text of [
    '信息内容\n本年收费金额（单位：元）\n行政事业性收费\n885000\n',
    '信息内容 | 本年收费金额（单位：元） |\n行政事业性收费 | 885000 |\n',
    '信息内容\t本年收费金额（单位：元）\n行政事业性收费\t885000\n',
  ]) {
    const { cells } = await readDocument(Buffer.from(`${lines}${text}`));
    expect(cells['proactive.fees.amount']).toMatchObject({ value: '88.5', confidence: 0.9 });
  }
});

test('a point is moved exactly', () => {
  for (const [decimal, power, moved] of [
    ['885001', -4, '88.5001'],
    ['3', -4, '0.0003'],
    ['0.00125', 4, '12.5'],
    ['-12.50', 2, '-1250'],
    ['0', -4, '0'],
  ] as const)
    expect(shiftDecimal(decimal, power)).toBe(moved);
});
