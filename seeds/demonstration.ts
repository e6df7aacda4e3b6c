import { SingleBar } from 'cli-progress';
import type { Client } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { loadInTransaction } from '../src/database/bulkLoad';
import { lastEndedYear } from '../src/form/reportingYears';
import { rebuildSums } from '../src/rollup/materialized/rebuildSums';
import { StartRefused } from '../src/shared/startRefused';
import { addDistrict, addJurisdiction, PER_DISTRICT } from './demonstrationDistrict';
import { emptyRows, flush, type Maker, sequenceOf } from './demonstrationRows';
import { seedIndicators } from './indicators';
import { seedMeasures } from './measures';
import { seededRandom } from './random';

const ROOT = '900000';
const DISTRICTS_PER_PREFECTURE = 20;
/** The figures follow the edition in force from this year on; with more years, the generator runs into the future. */
const FIRST_YEAR = 2021;
/** Codes 91 to 99 are never assigned by GB/T 2260. */
const PROVINCES = 9;

/** How much demonstration data to make. */
export interface DemonstrationSize {
  readonly agencies: number;
  readonly years: number;
}

/** Demonstration data is generated once, in a database that holds no work of real people. */
export class DemonstrationRefused extends StartRefused {}

/** Fills the database with demonstration data under a root of its own, all of it or nothing. Refuses when that root is already there. */
export async function seedDemonstration(
  database: DataSource,
  size: DemonstrationSize,
): Promise<{ agencies: number; reports: number }> {
  const written = await loadInTransaction(database, (manager, client) =>
    writeDemonstration(manager, client, size),
  );
  await database.query('analyze');
  return written;
}

async function refuseUsedDatabase(client: Client): Promise<void> {
  const { rowCount } = await client.query('select 1 from jurisdiction where code = $1', [ROOT]);
  if (rowCount)
    throw new DemonstrationRefused(
      '演示数据已存在。 The demonstration data is already there; use an empty database for another size.',
    );
  const { rowCount: inUse } = await client.query(
    `select 1 from account where not demonstration union all select 1 from report_revision where origin = 'FILED' limit 1`,
  );
  if (inUse)
    throw new DemonstrationRefused(
      '数据库已有真实账户或报送数据，不载入演示数据。 This database holds real accounts or filed reports; demonstration data goes into an empty one only.',
    );
}

/**
 * Writes demonstration data with COPY in the caller's transaction. It comes before whatever else the transaction writes:
 * triggers are switched off for it, which waits for nothing. Progress is drawn on standard error when it is a terminal.
 */
export async function writeDemonstration(
  manager: EntityManager,
  client: Client,
  size: DemonstrationSize,
): Promise<{ agencies: number; reports: number }> {
  await refuseUsedDatabase(client);
  const catalogue = await seedIndicators(manager);
  await seedMeasures(manager);
  const tables = ['jurisdiction', 'agency', 'agency_version', 'report', 'report_revision'] as const;
  // Invented rows by the hundred thousand are no change anyone has to answer for.
  const auditors = ['jurisdiction', 'agency', 'agency_version', 'agency_succession']
    .map((table) => ({ table, name: 't10_audit' }))
    .concat(['report', 'report_revision'].map((table) => ({ table, name: 't10_audit_insert' })));
  for (const { table, name } of auditors) await client.query(`alter table ${table} disable trigger ${name}`);
  // Sums are computed once at the end, which is ten times as fast as changing them with every row.
  const keepers = (action: 'enable' | 'disable') =>
    ['insert', 'update', 'delete'].flatMap((name) => [
      `alter table report_revision ${action} trigger t40_note_sum_deltas_${name}`,
      `alter table agency_version ${action} trigger t40_note_sum_deltas_${name}`,
      `alter table report_indicator ${action} trigger t50_note_indicator_deltas_${name}`,
      `alter table agency_version ${action} trigger t50_note_indicator_deltas_${name}`,
    ]);
  for (const sql of keepers('disable')) await client.query(sql);
  const sequences: Awaited<ReturnType<typeof sequenceOf>>[] = [];
  for (const table of tables) sequences.push(await sequenceOf(client, table));
  const ids = Object.fromEntries(
    tables.map((table, at) => [table, sequences[at]]),
  ) as unknown as Maker['ids'];
  const maker: Maker = { rows: emptyRows(), ids, random: seededRandom(20_251_231), catalogue };
  const last = lastEndedYear();
  const first = Math.max(FIRST_YEAR, last - size.years + 1);
  const years = Array.from({ length: size.years }, (_, at) => first + at);
  const districts = Math.ceil(size.agencies / PER_DISTRICT);
  const bar = new SingleBar({
    format: '演示数据 demonstration data {bar} {percentage}% | {value}/{total} agencies | {eta_formatted}',
    stream: process.stderr,
  });
  if (process.stderr.isTTY) bar.start(size.agencies, 0);
  const root = addJurisdiction(maker, ROOT, '演示国（虚构）', 'NATION', null);
  let [province, prefecture] = [root, root];
  let writing = Promise.resolve();
  for (let at = 0; at < districts; at += 1) {
    const [inPrefecture, prefectureAt] = [
      at % DISTRICTS_PER_PREFECTURE,
      Math.floor(at / DISTRICTS_PER_PREFECTURE),
    ];
    const prefecturesPerProvince = Math.ceil(districts / DISTRICTS_PER_PREFECTURE / PROVINCES);
    const provinceCode = String(91 + Math.floor(prefectureAt / prefecturesPerProvince));
    const prefectureCode = `${provinceCode}${String((prefectureAt % prefecturesPerProvince) + 1).padStart(2, '0')}`;
    if (inPrefecture === 0 && prefectureAt % prefecturesPerProvince === 0)
      province = addJurisdiction(maker, `${provinceCode}0000`, `演示省${provinceCode}`, 'PROVINCE', root);
    if (inPrefecture === 0)
      prefecture = addJurisdiction(
        maker,
        `${prefectureCode}00`,
        `演示市${prefectureCode}`,
        'PREFECTURE',
        province,
      );
    const districtCode = `${prefectureCode}${String(inPrefecture + 1).padStart(2, '0')}`;
    const district = addJurisdiction(maker, districtCode, `演示区${districtCode}`, 'COUNTY', prefecture);
    await addDistrict(maker, district, Math.min(PER_DISTRICT, size.agencies - at * PER_DISTRICT), years);
    await writing;
    // One district is written while the next is generated.
    writing = flush(client, maker.rows);
    writing.catch(() => {});
    maker.rows = emptyRows();
    if (process.stderr.isTTY) bar.update(Math.min(size.agencies, (at + 1) * PER_DISTRICT));
  }
  await writing;
  bar.stop();
  for (const { table, name } of auditors) await client.query(`alter table ${table} enable trigger ${name}`);
  for (const sql of keepers('enable')) await client.query(sql);
  await rebuildSums(manager);
  for (const sequence of sequences) await sequence.save();
  const { rows } = await client.query('select count(*)::int as reports from report');
  return { agencies: size.agencies, reports: rows[0].reports };
}
