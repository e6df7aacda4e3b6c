import { repeatRevision } from '../../../src/report/workflow/publication';
import { ANONYMOUS } from '../../../src/shared/request/permissions';
import { createTestHub, type TestHub } from '../../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

/** The tables of what a revision says, with the columns that are its own and not what it says. */
const TABLES = {
  report_revision: [
    'id',
    'number',
    'created_at',
    'created_by',
    'correction_reason',
    'published_at',
    'superseded_at',
  ],
  revision_finding: ['revision_id'],
  report_indicator: ['revision_id'],
  finding_review: ['revision_id'],
};

test('a revision that is repeated says in every column what the earlier one says, to the microsecond', async () => {
  await hub.database.transaction(async (manager) => {
    const [{ key, report }] = await manager.query(
      `select v.id as key, v.report_id as report from published_revision v join report_indicator i on i.revision_id = v.id
         join revision_finding f on f.revision_id = v.id order by 1 limit 1`,
    );
    await manager.query('update revision_finding set explanation = code where revision_id = $1', [key]);
    await manager.query(
      `insert into finding_review (revision_id, report_id, agency_id, fingerprint, explanation, verdict, reviewer_name, reviewed_at)
       select v.id, v.report_id, v.agency_id, f.fingerprint, f.explanation, 'CONFIRMED', 'reviewer', '2026-01-02 03:04:05.678901+00'
         from revision_finding f join report_revision v on v.id = f.revision_id where v.id = $1`,
      [key],
    );
    const copy = await repeatRevision(manager, report, key, 'undone', ANONYMOUS);
    for (const [table, own] of Object.entries(TABLES)) {
      const read = async (revision: number) =>
        (
          await manager.query(
            `select (to_jsonb(t) - $2::text[])::text as row from ${table} t
              where t.${table === 'report_revision' ? 'id' : 'revision_id'} = $1 order by 1`,
            [revision, own],
          )
        ).map(({ row }: { row: string }) => row);
      const earlier = await read(key);
      expect(earlier.length).toBeGreaterThan(0);
      expect(await read(copy)).toEqual(earlier);
    }
  });
});
