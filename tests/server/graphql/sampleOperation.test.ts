import type { DataSource } from 'typeorm';
import { sampleOperation } from '../../../src/server/graphql/sampleOperation';
import type { Contents } from '../../support/testDatabase';
import { createTestHub } from '../../support/testHub';

test.each([
  ['EMPTY', /^\{\s+jurisdictions\(first: 10\)/],
  ['DISTRICT', /rollup\(years: \[2025\], filter: \{ jurisdiction: "910101" \}\)/],
  ['REAL_REPORTS', /rollup\(years: \[20\d\d\], filter: \{ jurisdiction: "\d{6}" \}\)/],
] as [Contents, RegExp][])('with the contents %s the sample is answered by them', async (contents, words) => {
  const hub = await createTestHub(contents);
  const sample = await sampleOperation(hub.database);
  expect(sample).toMatch(words);
  const { rollup } = await hub.ask(sample);
  if (contents !== 'EMPTY') expect(rollup.coverage.included).toBeGreaterThan(0);
  await hub.drop();
});

/** A node of a plan, as PostgreSQL explains it. */
interface PlanNode {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly PlanNode[];
}

/** Returns how many rows of a table a plan reads. */
const rowsOf = (table: string, node: PlanNode): number =>
  (node['Relation Name'] === table ? node['Actual Rows'] * node['Actual Loops'] : 0) +
  (node.Plans ?? []).reduce((sum, one) => sum + rowsOf(table, one), 0);

/** Returns how many reports the statements read by which the sample is found. */
async function countReportsRead(database: DataSource): Promise<number> {
  let count = 0;
  const create = database.createQueryRunner.bind(database);
  database.createQueryRunner = (mode) => {
    const runner = create(mode);
    const query = runner.query.bind(runner) as typeof runner.query;
    runner.query = (async (sql: string, parameters?: unknown[], ...more: [true]) => {
      const [{ 'QUERY PLAN': plan }] = await query(`explain (analyze, format json) ${sql}`, parameters);
      count += rowsOf('report', plan[0].Plan);
      return query(sql, parameters, ...more);
    }) as typeof runner.query;
    return runner;
  };
  await sampleOperation(database);
  database.createQueryRunner = create;
  return count;
}

test('the sample is found by some of the reports, in a hub that has the demonstration and in one that has not', async () => {
  const hub = await createTestHub('DISTRICT');
  const { database } = hub;
  // Many reports of other places, past every rule.
  await database.transaction(async (manager) => {
    await manager.query('set local session_replication_role = replica');
    await manager.query(
      `with place as (insert into jurisdiction (code, name, level, path)
           select n, '远乡', 'TOWNSHIP', n || '/' from generate_series(920101001, 920102000) n returning id, code),
         organ as (insert into agency (code) select code || '-001' from place returning id, code),
         version as (insert into agency_version (agency_id, name, kind, jurisdiction_id, valid_from)
           select organ.id, '机关', 'TOWNSHIP_OR_STREET', place.id, '2010-05-01'
             from organ join place on organ.code = place.code || '-001' returning agency_id)
       insert into report (agency_id, year, scope, state, latest_revision)
       select agency_id, year, 'OWN', 'PUBLISHED', 1 from version, generate_series(2019, 2025) year`,
    );
  });
  await database.query('analyze');
  expect(await countReportsRead(database)).toBeLessThan(1000);
  await database.transaction(async (manager) => {
    await manager.query('set local session_replication_role = replica');
    await manager.query(`update jurisdiction set code = '930000' where code = '910101'`);
  });
  expect(await countReportsRead(database)).toBeLessThan(1000);
  await hub.drop();
});
