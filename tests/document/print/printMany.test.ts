import { load } from 'cheerio';
import ExcelJS from 'exceljs';
import { parquetReadObjects } from 'hyparquet';
import JSZip from 'jszip';
import { seedDemonstration } from '../../../seeds/demonstration';
import { seedIndicators } from '../../../seeds/indicators';
import { CELLS } from '../../../src/form/cells';
import { type RunningServer, startServer } from '../../../src/server/http/server';
import type { Answer } from '../../support/answers';
import { postTo, serverOver } from '../../support/httpHub';
import { createTestDatabase } from '../../support/testDatabase';

let opened: Awaited<ReturnType<typeof createTestDatabase>>;
let server: RunningServer;
beforeAll(async () => {
  opened = await createTestDatabase();
  await seedIndicators(opened.owner);
  await seedDemonstration(opened.owner, { agencies: 60, years: 7 });
  server = await startServer(serverOver(opened));
});
afterAll(async () => {
  await server.stop();
  await opened.drop();
});
const get = (path: string) => fetch(server.url + path);
const ask = async (query: string) => (await postTo(server.url, query)).data;
const bytes = async (path: string) => Buffer.from(await (await get(path)).arrayBuffer());

/** Every published report of the district, by scope and agency. */
const published = (): Promise<{ code: string; scope: string; total: number | null }[]> =>
  opened.owner.query(
    `select a.code, r.scope, v.counts[16] as total from report r join agency a on a.id = r.agency_id
       join report_revision v on v.report_id = r.id and v.published_at is not null and v.superseded_at is null
       join agency_version m on m.agency_id = a.id and m.first_year <= r.year and r.year < m.end_year
       join jurisdiction j on j.id = m.jurisdiction_id
      where r.year = 2025 and j.path like '%910101/%' order by a.code, r.scope`,
  );

const SHAPE = `coverage { expected included withErrors } total { cells(codes: ${JSON.stringify(
  CELLS.filter((cell) => cell.editions.includes(2021)).map((cell) => cell.code),
)}) { code value } }`;

test('the roll-up document shows the sums and the coverage of GraphQL', async () => {
  const { rollup } = await ask(`{ rollup(years: [2025], filter: { jurisdiction: "910101" }) { ${SHAPE} } }`);
  const $ = load(await (await get('/rollups/910101/2025.html')).text());
  const sections = $('section')
    .toArray()
    .map((section) => $(section).attr('aria-labelledby'));
  expect(sections).toEqual(['section-2', 'section-3', 'section-4']);
  expect($('[data-cell]').length).toBe(200);
  for (const { code, value } of rollup.total.cells)
    expect([code, $(`[data-cell="${code}"]`).text()]).toEqual([code, String(value ?? '')]);
  const { expected, included, withErrors } = rollup.coverage;
  expect($('footer').text()).toContain(
    `应报 ${expected} 份，已纳入 ${included} 份，缺报 ${expected - included} 份；纳入的含错误 ${withErrors} 份`,
  );
});

test('the roll-up as JSON has the shape and values of GraphQL', async () => {
  const { rollup } = await ask(
    '{ rollup(years: [2024, 2025], filter: { jurisdiction: "910101", kinds: [DEPARTMENT] }) { coverage { expected included } total { requests { received { naturalPerson total } otherHandling { subtotal { total } } } proactive { fees { amount } rules { inForce } } } } }',
  );
  const sum: Answer = await (await get('/rollups/910101/2024-2025.json?kind=DEPARTMENT')).json();
  expect(sum.coverage).toMatchObject(rollup.coverage);
  expect(sum).toMatchObject(rollup.total);
  expect(sum.years).toEqual([2024, 2025]);
  expect(Object.keys(sum.jurisdiction)).toEqual(['code', 'name']);
});

test('what is not due yet is not called missing: now, and as of a day before the deadline', async () => {
  const question = (asOf: string) =>
    ask(
      `{ rollup(years: [2025]${asOf}, filter: { jurisdiction: "910101" }) { coverage { expected included timeliness { overdue awaited } } } }`,
    );
  for (const [asOf, query] of [
    ['', ''],
    [', asOf: "2026-01-20T15:59:59.999Z"', '?asOf=2026-01-20T15:59:59.999Z'],
  ]) {
    const { expected, included, timeliness } = (await question(asOf)).rollup.coverage;
    const { coverage }: Answer = await (await get(`/rollups/910101/2025.json${query}`)).json();
    expect(coverage).toMatchObject({
      expected,
      included,
      missing: timeliness.overdue,
      notDueYet: timeliness.awaited,
    });
    expect(
      asOf ? [timeliness.overdue, timeliness.awaited > 0] : [timeliness.overdue > 0, timeliness.awaited],
    ).toEqual(asOf ? [0, true] : [true, 0]);
    const footer = load(await (await get(`/rollups/910101/2025.html${query}`)).text())('footer').text();
    expect(footer.includes('未到期')).toBe(asOf !== '');
  }
});

test('kinds of agencies are a set: order and repetition change nothing', async () => {
  const read = async (query: string) => (await get(`/rollups/910101/2025.json?${query}`)).json();
  const both = await read('kind=DEPARTMENT&kind=TOWNSHIP_OR_STREET');
  expect(await read('kind=TOWNSHIP_OR_STREET&kind=DEPARTMENT&kind=TOWNSHIP_OR_STREET')).toEqual(both);
  expect(both).not.toEqual(await read('kind=DEPARTMENT'));
  expect(await read('kind=DEPARTMENT&kind=DEPARTMENT')).toEqual(await read('kind=DEPARTMENT'));
});

test('the roll-up as CSV carries its coverage in every row; as a workbook it opens', async () => {
  const [head, row] = (await (await get('/rollups/910101/2025.csv')).text()).split('\r\n');
  expect(head).toContain(
    'jurisdictionCode,jurisdictionName,jurisdictionNameEn,years,kinds,expected,included,withdrawn,missing,notDueYet,withErrors',
  );
  expect(row).toMatch(/^910101,/);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await bytes('/rollups/910101/2025.xlsx')) as never);
  expect(workbook.worksheets.map(({ name }) => name.slice(0, 2))).toEqual(['封面', '二、', '三、', '四、']);
});

test('over both editions, row (六) is printed as one and what cannot be added is marked', async () => {
  const { rollup } = await ask(
    '{ rollup(years: [2020, 2021, 2022, 2023, 2024, 2025], filter: { jurisdiction: "910101" }) { total { requests { otherHandling { subtotal { total } } concluded { total } } } } }',
  );
  const $ = load(await (await get('/rollups/910101/2020-2025.html')).text());
  expect($('[data-cell="requests.otherHandling.total"]').text()).toBe(
    String(rollup.total.requests.otherHandling.subtotal.total),
  );
  expect($('[data-cell="proactive.rules.issued"]').text()).toBe('/');
  expect($('footer').text()).toContain('两版表格合并为一行');
  expect(rollup.total.requests.concluded.total).toBeGreaterThan(0);
});

test('the entity tag of a roll-up stays until something in it changes', async () => {
  const first = await get('/rollups/910101/2025.html');
  const second = await get('/rollups/910101/2025.html');
  expect(first.headers.get('etag')).toBe(second.headers.get('etag'));
  expect((await get('/rollups/910101/2024.html')).headers.get('etag')).not.toBe(first.headers.get('etag'));
  const repeated = await fetch(`${server.url}/rollups/910101/2025.html`, {
    headers: { 'if-none-match': first.headers.get('etag') as string },
  });
  expect(repeated.status).toBe(304);
});

const BOTH = '?scope=OWN&scope=CONSOLIDATED';

test('an export holds own reports unless other scopes are wanted', async () => {
  const scopesOf = async (query: string) => {
    const lines = (await (await get(`/exports/910101/2025.ndjson${query}`)).text()).trim().split('\n');
    return [...new Set(lines.map((line) => JSON.parse(line).scope))].sort();
  };
  expect(await scopesOf('')).toEqual(['OWN']);
  expect(await scopesOf('?scope=CONSOLIDATED')).toEqual(['CONSOLIDATED']);
  expect(await scopesOf(BOTH)).toEqual(['CONSOLIDATED', 'OWN']);
});

test('the archive opens: an index of every report, and each file it names', async () => {
  const archive = await JSZip.loadAsync(await bytes(`/exports/910101/2025.zip${BOTH}`));
  const index = (await archive.file('index.csv')?.async('string'))?.trim().split('\r\n').slice(1) as string[];
  const reports = await published();
  expect(reports.length).toBeGreaterThan(50);
  expect(index.map((line) => line.split(',')[0])).toEqual(reports.map((report) => report.code));
  const named = index.flatMap((line) => line.split(',').slice(-2));
  expect(Object.values(archive.files).filter((file) => !file.dir).length).toBe(named.length + 1);
  for (const name of named) expect(archive.file(name)).not.toBeNull();
  const page = load((await archive.file(named[0])?.async('string')) as string);
  expect(page('[data-cell="requests.received.total"]').text()).not.toBe('');
  const word = await JSZip.loadAsync((await archive.file(named[1])?.async('nodebuffer')) as Buffer);
  expect(word.file('word/document.xml')).not.toBeNull();
});

test('the rows of an export are those of every report, in each format', async () => {
  const reports = await published();
  const rows = (await (await get(`/exports/910101/2025.ndjson${BOTH}`)).text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const stored = new Set(rows.map((row) => `${row.agencyCode} ${row.scope}`));
  expect([...stored]).toEqual(reports.map((report) => `${report.code} ${report.scope}`));
  const csv = (await (await get(`/exports/910101/2025.csv${BOTH}`)).text()).trim().split('\r\n');
  expect(csv.length).toBe(rows.length + 1);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await bytes(`/exports/910101/2025.xlsx${BOTH}`)) as never);
  const [sheet] = workbook.worksheets;
  expect(sheet.rowCount).toBe(rows.length + 1);
  const values = (sheet.getRow(1).values as string[]).slice(1);
  expect(values).toEqual(csv[0].replace('\ufeff', '').split(','));
  const own = rows.filter((row) => row.scope === 'OWN' && row.cell === 'requests.received.total');
  const { rollup } = await ask(
    '{ rollup(years: [2025], filter: { jurisdiction: "910101" }) { total { requests { received { total } } } } }',
  );
  expect(own.reduce((sum, row) => sum + (row.value ?? 0), 0)).toBe(rollup.total.requests.received.total);
});

const linesOf = async (path: string) => (await (await get(path)).text()).trim().split('\n');

test('an export of several years holds what those of the single years hold, year by year', async () => {
  const years: string[][] = [];
  for (const year of [2024, 2025]) years.push(await linesOf(`/exports/910101/${year}.ndjson`));
  const together = await linesOf('/exports/910101/2024-2025.ndjson');
  expect(together).toEqual(years.flat());
  expect(together.length).toBeGreaterThan(2 * 50 * 150);
});

test('a wide export has one row for each report, with the figures of the long one', async () => {
  const long = (await linesOf('/exports/910101/2024-2025.ndjson')).map((line) => JSON.parse(line));
  const wide = (await linesOf('/exports/910101/2024-2025.ndjson?layout=wide')).map((line) =>
    JSON.parse(line),
  );
  const keyOf = (row: Answer) => `${row.agencyCode} ${row.year}`;
  expect(wide.map(keyOf)).toEqual([...new Set(long.map(keyOf))]);
  const byKey = new Map(wide.map((row) => [keyOf(row), row]));
  for (const row of long.filter(({ section }) => section !== null))
    expect(byKey.get(keyOf(row))[row.cell]).toBe(row.value);
  const [head] = await linesOf('/exports/910101/2025.csv?layout=wide');
  expect(head.trim().replace('\ufeff', '').split(',')).toEqual(Object.keys(wide[0]));
});

test.each(['long', 'wide'])(
  'a Parquet file has the rows of the %s table, exact and typed',
  async (layout) => {
    const lines = await linesOf(`/exports/910101/2025.ndjson?layout=${layout}`);
    const file = await bytes(`/exports/910101/2025.parquet?layout=${layout}`);
    const rows = await parquetReadObjects({ file: new Uint8Array(file).buffer });
    // A reader in JavaScript divides the whole number that the file holds, which a double may miss by its last bit.
    const asJson = (row: Record<string, unknown>) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          value instanceof Date
            ? value.toISOString()
            : typeof value === 'number'
              ? Number(value.toFixed(6))
              : (value ?? null),
        ]),
      );
    const asNumbers = (row: Answer) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          (name === 'value' || name.includes('.')) && value !== null ? Number(value) : value,
        ]),
      );
    expect(rows.map(asJson)).toEqual(lines.map((line) => asNumbers(JSON.parse(line))));
  },
);

test('an export whose client disconnects frees its place', async () => {
  // Twelve are left: more than may run at once, so one turn kept by each would refuse the next.
  for (const extension of [
    'zip',
    'xlsx',
    'ndjson',
    'zip',
    'xlsx',
    'csv',
    'zip',
    'xlsx',
    'zip',
    'zip',
    'xlsx',
    'zip',
  ]) {
    const gone = new AbortController();
    const response = await fetch(`${server.url}/exports/910101/2025.${extension}`, { signal: gone.signal });
    expect(response.status).toBe(200);
    await response.body?.getReader().read();
    gone.abort();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const last = await get('/exports/910101/2024.csv');
  expect([last.status, (await last.text()).length > 1000]).toEqual([200, true]);
});

test('what does not exist is refused in the same way everywhere', async () => {
  const answers = await Promise.all(
    [
      '/rollups/999998/2025.html',
      '/exports/999998/2025.zip',
      '/rows/999998/2025.csv?value=requests.total',
    ].map(async (path) => {
      const response = await get(path);
      return [response.status, await response.text()];
    }),
  );
  expect(new Set(answers.map(String)).size).toBe(1);
  expect(answers[0][0]).toBe(404);
  expect((await get('/rollups/910101/2025.html?kind=KINGDOM')).status).toBe(400);
  expect((await get('/rollups/910101/2019-2099.html')).status).toBe(400);
  expect((await get('/exports/910101/2019-2099.csv')).status).toBe(400);
  expect((await get('/exports/910101/2025.csv?layout=square')).status).toBe(400);
});
