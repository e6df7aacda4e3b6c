import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { CELLS } from '../../src/form/cells';
import { commandOver } from '../support/commandOver';
import { createTestHub, type TestHub } from '../support/testHub';
import { changeTree } from '../support/treeChanges';

const NAME = `analyst_${randomBytes(6).toString('hex')}`;

let hub: TestHub;
let ownerUrl: string;
let login: Client;

/** Returns what a command writes over the database of the test. */
const run = async (...words: string[]) => (await commandOver(ownerUrl, ...words)).written;

async function connect(written: string): Promise<Client> {
  const password = /shown this once: (\S+)/.exec(written)?.[1] ?? '';
  const client = new Client({
    connectionString: Object.assign(new URL(ownerUrl), { username: NAME, password }).href,
  });
  await client.connect();
  return client;
}

const rows = async <T>(sql: string, parameters: unknown[] = []): Promise<T[]> =>
  (await login.query(sql, parameters)).rows as T[];

beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
  ownerUrl = (hub.database.options as { url: string }).url;
  login = await connect(await run('analyst', '--name', NAME));
});
afterAll(async () => {
  await login.end();
  await hub.database.query(`drop role if exists ${NAME}`);
  await hub.drop();
});

test('the cells of the form are in the database as in the form', async () => {
  const stored =
    await rows(`select code, section, label_zh, label_en, unit, kind, aggregation, editions, is_count, stored_position
                               from cell order by not is_count, stored_position`);
  expect(stored).toEqual(
    CELLS.map((cell) => ({
      code: cell.code,
      section: cell.section,
      label_zh: cell.zh,
      label_en: cell.en,
      unit: cell.unit,
      kind: cell.kind,
      aggregation: cell.aggregation,
      editions: cell.editions,
      is_count: cell.kind !== 'AMOUNT',
      stored_position: cell.position,
    })).sort(
      (one, other) =>
        Number(other.is_count) - Number(one.is_count) || one.stored_position - other.stored_position,
    ),
  );
});

test('figures and indicators are those of the published reports', async () => {
  const published = await rows<{ agency_code: string; year: number }>(
    'select agency_code, year from agency_year where is_published order by 1, 2',
  );
  expect(published.length).toBeGreaterThan(2);
  for (const { agency_code, year } of published) {
    const { report } = await hub.ask(
      `query ($agency: ID!, $year: Int!) { report(agency: $agency, year: $year) {
         cells { code value state note } indicators { indicator { code } value qualifier } } }`,
      { agency: agency_code, year },
    );
    const values = await rows<{ code: string; value: string | null; state: string; note: string | null }>(
      'select cell_code as code, trim_scale(value)::text as value, state, note from cell_value where agency_code = $1 and year = $2',
      [agency_code, year],
    );
    const byCode = new Map(values.map((row) => [row.code, row]));
    for (const cell of report.cells)
      expect(byCode.get(cell.code)).toEqual({
        ...cell,
        value: cell.value === null ? null : String(cell.value),
      });
    const indicators = await rows(
      'select indicator_code as code, trim_scale(value)::text as value, qualifier from indicator_value where agency_code = $1 and year = $2 order by 1',
      [agency_code, year],
    );
    expect(indicators).toEqual(
      report.indicators
        .map((one: { indicator: { code: string }; value: unknown; qualifier: string }) => ({
          code: one.indicator.code,
          value: String(one.value),
          qualifier: one.qualifier,
        }))
        .sort((one: { code: string }, other: { code: string }) => (one.code < other.code ? -1 : 1)),
    );
  }
});

test('expected and published reports of a year are those of the roll-up', async () => {
  const years = await rows<{ year: number; expected: number; published: number }>(
    `select year, count(*)::int as expected, (count(*) filter (where is_published))::int as published
       from agency_year group by year order by year`,
  );
  expect(years.length).toBeGreaterThan(2);
  for (const { year, expected, published } of years.filter(({ published }) => published > 0)) {
    const { rollup } = await hub.ask(
      'query ($year: Int!) { rollup(years: [$year]) { coverage { expected included } } }',
      {
        year,
      },
    );
    expect({ year, ...rollup.coverage }).toEqual({ year, expected, included: published });
  }
});

test('a subtree is found by the codes of its places', async () => {
  const [{ code }] = await rows<{ code: string }>(
    'select code from place where level = $1 order by code limit 1',
    ['PROVINCE'],
  );
  const found = await rows<{ ancestor_codes: string[] }>(
    'select ancestor_codes from agency_year where $1 = any(ancestor_codes)',
    [code],
  );
  expect(found.length).toBeGreaterThan(0);
  expect(found.every(({ ancestor_codes }) => ancestor_codes.includes(code))).toBe(true);
});

test('a place has the name that it bears at the end of each year', async () => {
  const [{ place, name, from, to }] = await rows<{ place: string; name: string; from: number; to: number }>(
    `select place_code as place, min(place_name) as name, min(year) as from, max(year) as to
       from agency_year group by place_code having min(year) < max(year) order by 1 limit 1`,
  );
  const input = { place, name: '新名', effectiveOn: `${to}-12-31` };
  expect((await changeTree(hub, 'renameJurisdiction', input)).findings).toEqual([]);
  const named = await rows(
    'select distinct year, place_name from agency_year where place_code = $1 and year in ($2, $3) order by year',
    [place, from, to],
  );
  expect(named).toEqual([
    { year: from, place_name: name },
    { year: to, place_name: '新名' },
  ]);
});

test.each([
  ['select * from public.report_revision', 'permission denied for table report_revision'],
  ['select * from public.published_revision', 'permission denied for view published_revision'],
  ['select * from public.account', 'permission denied for table account'],
  ["insert into analytics.cell (code) values ('x')", 'cannot execute INSERT in a read-only transaction'],
  ['set role ogi_server', 'permission denied to set role "ogi_server"'],
])('nothing else is read and nothing written: %s', async (sql, message) => {
  await expect(login.query(sql)).rejects.toThrow(message);
});

test('no condition of a reader sees what is not published', async () => {
  await hub.database.query(
    `insert into report_revision (report_id, agency_id, year, scope, number, origin, proactive_edition, requests_edition, disputes_edition,
                                  counts, marks, saved_sections, error_count, warning_count)
     select report_id, agency_id, year, scope, number + 1, origin, proactive_edition, requests_edition, disputes_edition,
            array_fill(987654, array[cardinality(counts)]), marks, saved_sections, 0, 0
       from published_revision where scope = 'OWN' limit 1`,
  );
  const [{ count }] = await rows<{ count: string }>(
    'select count(*) from cell_value where (1 / (value - 987654)) is not null',
  );
  expect(Number(count)).toBeGreaterThan(0);
  await login.query('set default_transaction_read_only = off');
  await expect(login.query('create temporary table copied (value numeric)')).rejects.toThrow(
    'permission denied',
  );
});

test('a login gets a new password, is removed, and takes no name of another role', async () => {
  expect(await run('analyst', '--name', NAME)).toContain('a new password');
  expect(await run('analyst', '--name', 'ogi_server')).toContain('no login of an analyst');
  expect(await run('analyst', '--name', 'Robert"; drop table report; --')).toContain(
    'Must be lower-case letters',
  );
  const other = `${NAME}_2`;
  expect(await run('analyst', '--name', other, '--remove')).toContain('There is no such login');
  await run('analyst', '--name', other);
  expect(await run('analyst', '--name', other, '--remove')).toContain('removed');
});
