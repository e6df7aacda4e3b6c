import ExcelJS from 'exceljs';
import { seedDemonstration } from '../../../seeds/demonstration';
import { seedIndicators } from '../../../seeds/indicators';
import { ANSWER_FORMATS } from '../../../src/document/print/printAnswer';
import type { Answer } from '../../support/answers';
import { startHttpHub } from '../../support/httpHub';

let hub: Awaited<ReturnType<typeof startHttpHub>>;
beforeAll(async () => {
  hub = await startHttpHub();
  await seedIndicators(hub.owner);
  await seedDemonstration(hub.owner, { agencies: 60, years: 3 });
});
afterAll(() => hub.drop());

const get = (path: string) => fetch(hub.url + path);
const PLACE = '/rows/910101';
const VALUES = ['requests.received.total', 'measures.disclosureRate', 'indicators.hotlineTickets'];

const EXACTNESS: Readonly<Record<string, string>> = {
  EXACT: '精确 exact',
  AT_LEAST: '至少 at least',
  AT_MOST: '至多 at most',
  APPROXIMATE: '约数 approximate',
};

/** Returns the rows of GraphQL for a question. */
async function rowsOf(years: string, question: string): Promise<Answer[]> {
  const { data } = await hub.ask(
    `{ rollup(years: [${years}], filter: { jurisdiction: "910101" }) { rows(${question}, first: 1000) {
        nodes { keys { code labelZh labelEn } values { value qualifier share base difference growth changeQualifier reasonZh } coverage { expected included } } } } }`,
  );
  return data.rollup.rows.nodes;
}

async function workbookOf(path: string): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await (await get(path)).arrayBuffer()) as never);
  return workbook;
}

test('a workbook says of an indicator that is not added over years that each row is of its own last year', async () => {
  const aboutOf = async (question: string) => {
    const [, about] = (await workbookOf(`${PLACE}/${question}&value=indicators.serviceItems`)).worksheets;
    return about.getColumn(1).values.join(' ');
  };
  const NOTE = '政务服务事项：不按年相加，每行和全部各取自己最后有数的年度，各行相加不等于全部';
  expect(await aboutOf('2024-2025.xlsx?by=AGENCY')).toContain(NOTE);
  const formula = encodeURIComponent('=indicators.serviceItems * 2');
  expect(await aboutOf(`2024-2025.xlsx?by=AGENCY&value=${formula}`)).toContain(
    '“政务服务事项” × 2：其中“政务服务事项”不按年相加，每行和全部各取自己最后有数的年度',
  );
  expect(await aboutOf('2024-2025.xlsx?by=YEAR')).not.toContain('不按年相加');
  expect(await aboutOf('2025.xlsx?by=AGENCY')).not.toContain('不按年相加');
});

test('a workbook has the rows of GraphQL, as numbers with their units, and says what it holds and where it comes from', async () => {
  const rows = await rowsOf(
    '2024, 2025',
    `by: [AGENCY, YEAR], values: ${JSON.stringify(VALUES)}, orderBy: { field: "${VALUES[0]}" }, having: [{ value: "${VALUES[0]}", min: 5 }]`,
  );
  const path = `${PLACE}/2024-2025.xlsx?by=AGENCY&by=YEAR&${VALUES.map((code) => `value=${code}`).join('&')}&order=${VALUES[0]}&having=${VALUES[0]}~VALUE~5~`;
  const [data, about] = (await workbookOf(path)).worksheets;
  const read: unknown[][] = [];
  data.eachRow(({ values }) => read.push((values as unknown[]).slice(1)));
  const [head, ...lines] = read;
  expect(head.slice(0, 5)).toEqual([
    '机关代码 code',
    '机关 Agency',
    '年度代码 code',
    '年度 Year',
    '一、本年新收政府信息公开申请数量 · 总计 Requests received this year, all applicants（件 items）',
  ]);
  expect(lines.length).toBe(rows.length);
  for (const [at, { keys, values, coverage }] of rows.entries()) {
    const [received, rate, tickets] = values;
    const line = Array.from(lines[at], (value) => value ?? null);
    expect(line.slice(0, 21)).toEqual([
      ...keys.flatMap(({ code, labelZh }: Answer) => [code, labelZh]),
      ...[received, rate, tickets].flatMap(({ value, qualifier, share, growth, changeQualifier }: Answer) => [
        value === null ? null : Number(value),
        EXACTNESS[qualifier] ?? null,
        share,
        growth,
        EXACTNESS[changeQualifier] ?? null,
      ]),
      coverage.expected,
      coverage.included,
    ]);
    if (tickets.value === null) expect(line[21]).toContain(tickets.reasonZh);
  }
  const text = JSON.stringify(about.getSheetValues());
  expect(text).toContain('年度：2024、2025');
  expect(text).toContain('来源：OGI Hub');
  expect(text).toContain('占比：每行占同一年度各行合计');
  expect(text).toContain('measures.disclosureRate');
});

test('CSV has a column for each value by its code, blank where there is none, with the reason', async () => {
  const [{ keys, values }] = await rowsOf('2025', 'by: [KIND], values: ["measures.disclosureRate"]');
  const csv = await (await get(`${PLACE}/2025.csv?by=KIND&value=measures.disclosureRate`)).text();
  const [head, first] = csv.split('\r\n');
  expect(head).toBe(
    'KIND,KIND.name,KIND.nameEn,measures.disclosureRate,measures.disclosureRate.qualifier,measures.disclosureRate.shareOfTotal,measures.disclosureRate.growth,measures.disclosureRate.changeQualifier,expected,included,notes',
  );
  const byYear = await (
    await get(`${PLACE}/2024-2025.csv?by=KIND&by=YEAR&value=requests.received.total`)
  ).text();
  expect(byYear.split('\r\n')[0]).toContain('requests.received.total.shareOfYear');
  const onlyByYear = await (await get(`${PLACE}/2024-2025.csv?by=YEAR&value=requests.received.total`)).text();
  expect(onlyByYear.split('\r\n')[1].split(',').slice(3, 6)).toEqual([
    expect.stringMatching(/^\d+$/),
    '',
    '',
  ]);
  const { code, labelZh, labelEn } = keys[0];
  expect(first.split(',').slice(0, 4)).toEqual([code, labelZh, labelEn, String(values[0].value)]);
  const none = await (await get(`${PLACE}/2024-2025.csv?by=KIND&value=proactive.rules.inForce`)).text();
  const [{ values: hidden }] = await rowsOf('2024, 2025', 'by: [KIND], values: ["proactive.rules.inForce"]');
  expect(hidden[0].value).toBeNull();
  expect(none).toContain(hidden[0].reasonZh);
});

test('agencies have their names in English where there are any, and the others those that they have', async () => {
  await hub.owner.query(`update agency_version set name_en = 'Bureau of the Test' where agency_id = (select min(a.id) from agency a
    join agency_version v on v.agency_id = a.id join jurisdiction j on j.id = v.jurisdiction_id where j.path like '%910101%' and v.kind = 'DEPARTMENT')`);
  const rows = await rowsOf('2025', 'by: [AGENCY], values: ["requests.received.total"]');
  const names = rows.map(({ keys: [{ labelZh, labelEn }] }) => labelEn ?? labelZh);
  expect(names).toContain('Bureau of the Test');
  expect(names.some((name) => name !== 'Bureau of the Test')).toBe(true);
  const csv = await (await get(`${PLACE}/2025.csv?by=AGENCY&value=requests.received.total`)).text();
  const lines = csv.trim().split('\r\n');
  expect(lines[0]).toContain('AGENCY.name,AGENCY.nameEn,');
  expect(lines.slice(1).map((line) => line.split(',')[2])).toEqual(names);
});

test('a growth that is a bound is said to be, in both files', async () => {
  const value = 'indicators.hotlineTickets';
  const rows = await rowsOf('2025', `by: [AGENCY], values: ["${value}"]`);
  const qualifiers = rows.map(({ values }) => values[0].changeQualifier);
  expect(qualifiers).toContain('AT_LEAST');
  const csv = await (await get(`${PLACE}/2025.csv?by=AGENCY&value=${value}`)).text();
  const lines = csv.trim().split('\r\n').slice(1);
  expect(lines.map((line) => line.split(',')[7] || null)).toEqual(qualifiers);
  expect(lines[qualifiers.indexOf('AT_LEAST')]).toContain('比上年相对增长：至少 relative growth at least');
  const [sheet] = (await workbookOf(`${PLACE}/2025.xlsx?by=AGENCY&value=${value}`)).worksheets;
  expect(sheet.getColumn(7).values.slice(2, 2 + rows.length)).toEqual(
    qualifiers.map((qualifier) => EXACTNESS[qualifier]),
  );
});

test('of two bounds of the same side a file says that nothing can be compared', async () => {
  const label = { zh: '工单', en: 'Tickets' };
  const bounds = { value: 46684, base: 48118, difference: null, qualifier: 'AT_LEAST' };
  const value = {
    ...bounds,
    share: null,
    growth: null,
    changeQualifier: null,
    reasonZh: null,
    reasonEn: null,
  };
  const printed = await ANSWER_FORMATS[1].print({
    title: '工单',
    about: [],
    dimensions: [{ code: 'YEAR', label }],
    values: [{ code: 'tickets', label, unit: label }],
    rows: [
      {
        keys: [{ code: '2025', labelZh: '2025 年', labelEn: null }],
        values: [value],
        coverage: { expected: 1, included: 1 },
      },
    ],
    totals: null,
    stampedAt: new Date(0),
  });
  expect(printed.toString()).toContain('工单比上年相对增长：两年的数是同一边的界限，无从比较');
});

test('a workbook ends with the whole as the hub forms it; a table of text, and what is only a part, do not', async () => {
  const codes = VALUES.map((code) => `value=${code}`).join('&');
  const linesOf = async (path: string) => {
    const [sheet] = (await workbookOf(path)).worksheets;
    return sheet.getSheetValues().slice(1) as unknown[][];
  };
  const totals = (await rowsOf('2025', `by: [YEAR], values: ${JSON.stringify(VALUES)}`))[0];
  const singleYear = await linesOf(`${PLACE}/2025.xlsx?by=AGENCY&${codes}`);
  const last = singleYear.at(-1) ?? [];
  expect([last[2], last[3], last[8], last[13]]).toEqual([
    '全部 the whole',
    ...totals.values.map(({ value }: Answer) => Number(value)),
  ]);
  expect([last[6], last[14]]).toEqual([totals.values[0].growth, EXACTNESS[totals.values[2].qualifier]]);
  const { data } = await hub.ask(
    `{ rollup(years: [2024, 2025], filter: { jurisdiction: "910101" }) { total { values(codes: ${JSON.stringify(VALUES)}) { value } } } }`,
  );
  const twoYears = (await linesOf(`${PLACE}/2024-2025.xlsx?by=AGENCY&${codes}`)).at(-1) ?? [];
  expect([twoYears[3], twoYears[8], twoYears[13]]).toEqual(
    data.rollup.total.values.map(({ value }: Answer) => Number(value)),
  );
  for (const part of [
    `${PLACE}/2025.xlsx?by=AGENCY&${codes}&having=${VALUES[0]}~VALUE~5~`,
    `${PLACE}/2025.xlsx?by=OUTCOME&value=requests.total`,
  ])
    expect(JSON.stringify(await linesOf(part))).not.toContain('全部 the whole');
  expect(await (await get(`${PLACE}/2025.csv?by=AGENCY&${codes}`)).text()).not.toContain('全部');
});

test('growth of outcomes is ordered and filtered as in GraphQL', async () => {
  const rows = await rowsOf(
    '2025',
    'by: [OUTCOME], values: ["requests.total"], filter: { outcomes: ["denied"] }, orderBy: { field: "requests.total", figure: GROWTH }',
  );
  const csv = await (
    await get(
      `${PLACE}/2025.csv?by=OUTCOME&outcome=denied&value=requests.total&order=requests.total&figure=GROWTH`,
    )
  ).text();
  expect(
    csv
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[0]),
  ).toEqual(rows.map(({ keys }) => keys[0].code));
});

test('only agencies of a kind and a level are in a file as in GraphQL', async () => {
  const { data } = await hub.ask(
    '{ rollup(years: [2025], filter: { jurisdiction: "910000", kinds: [DEPARTMENT], levels: [COUNTY] }) { rows(by: [LEVEL], values: ["requests.received.total"]) { nodes { keys { code } values { value } } } } }',
  );
  const csv = await (
    await get('/rows/910000/2025.csv?by=LEVEL&kind=DEPARTMENT&level=COUNTY&value=requests.received.total')
  ).text();
  const lines = csv.trim().split('\r\n').slice(1);
  expect(lines.map((line) => [line.split(',')[0], Number(line.split(',')[3])])).toEqual(
    data.rollup.rows.nodes.map(({ keys, values }: Answer) => [keys[0].code, values[0].value]),
  );
});

test('the same answer has the same tag and bytes; what is wrong is refused in words', async () => {
  const path = `${PLACE}/2025.xlsx?by=AGENCY&value=requests.received.total`;
  const [first, second] = [await get(path), await get(path)];
  const tag = first.headers.get('etag') as string;
  expect(second.headers.get('etag')).toBe(tag);
  expect(Buffer.from(await first.arrayBuffer()).equals(Buffer.from(await second.arrayBuffer()))).toBe(true);
  expect((await fetch(hub.url + path, { headers: { 'if-none-match': tag } })).status).toBe(304);
  const statuses = [
    '2025.xlsx?by=AGENCY&value=requests.receved.total',
    '2025.xlsx?by=SHIP&value=requests.received.total',
    '2025.csv?value=requests.received.total&having=requests.received.total~VALUE~many~',
    '2025.csv?value=requests.received.total&order=requests.granted.total&figure=SIZE',
    '2025.pdf?value=requests.received.total',
  ].map(async (rest) => (await get(`${PLACE}/${rest}`)).status);
  expect(await Promise.all(statuses)).toEqual([400, 400, 400, 400, 404]);
});

test('a formula is a column of files, of which no cell is one that a spreadsheet would run', async () => {
  const formula = '=requests.granted.total / requests.received.total * 100';
  const path = `?by=AGENCY&value=${encodeURIComponent(formula)}&order=${encodeURIComponent(formula)}`;
  const [first] = await rowsOf(
    '2025',
    `by: [AGENCY], values: ["${formula}"], orderBy: { field: "${formula}" }`,
  );
  const [head, line] = (await (await get(`${PLACE}/2025.csv${path}`)).text())
    .replace(/^\uFEFF/, '')
    .split('\r\n');
  expect(head.split(',')[3]).toBe(`'${formula}`);
  expect(`${head},${line}`).not.toMatch(/(^|,)"?[=+@]/);
  expect(line.split(',')[3]).toBe(String(first.values[0].value));
  const [data] = (await workbookOf(`${PLACE}/2025.xlsx${path}`)).worksheets;
  expect(data.getCell(1, 3).text).toMatch(/^“三、本年度办理结果 （一）予以公开 · 总计” ÷ .*（— —）$/);
  expect(data.getCell(1, 3).formula).toBeUndefined();
  expect(data.getCell(2, 3).value).toBeCloseTo(first.values[0].value, 9);
});
