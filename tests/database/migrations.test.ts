import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { seedRealReports } from '../../seeds/realReports';
import { verifySums } from '../../src/rollup/materialized/verifySums';
import { createTestDatabase } from '../support/testDatabase';

test('every migration in the folder is run, in the order of time', async () => {
  const { owner, drop } = await createTestDatabase();
  const files = readdirSync(join(__dirname, '../../migrations')).map((file) =>
    file.replace(/^(\d+)-(\w+)\.ts$/, '$2$1'),
  );
  const run: { name: string }[] = await owner.query('select name from migrations order by timestamp');
  expect(run.map(({ name }) => name)).toEqual(
    files.sort((one, other) => Number(one.slice(-13)) - Number(other.slice(-13))),
  );
  await drop();
});

/** Undoes every migration from the newest down to one, that one too. */
async function undoDownTo(owner: DataSource, name: string) {
  for (;;) {
    const [newest] = await owner.query('select name from migrations order by id desc limit 1');
    await owner.undoLastMigration({ transaction: 'each' });
    if (newest.name === name) return;
  }
}

test('verdicts by report become verdicts by revision, of the one they were given on and those after it, and sums are made of what is there; and back', async () => {
  const { owner, drop } = await createTestDatabase();
  await seedRealReports(owner);
  await undoDownTo(owner, 'TightenReview1764450000000');
  const [{ id, agency }] = await owner.query(
    `select r.id, r.agency_id as agency from report r where exists (
       select 1 from report_revision v join revision_finding f on f.revision_id = v.id where v.report_id = r.id) limit 1`,
  );
  // Three revisions with one explained finding; the verdict was given on the second.
  await owner.query(
    `insert into report_revision (report_id, agency_id, year, scope, number, origin, proactive_edition, requests_edition, disputes_edition, counts,
       saved_sections, error_count, warning_count, created_at)
     select report_id, agency_id, year, scope, n + 1, origin, proactive_edition, requests_edition, disputes_edition, counts,
       saved_sections, 0, 1, now() + n * interval '1 day' from report_revision, generate_series(1, 3) n where report_id = $1 and number = 1`,
    [id],
  );
  await owner.query(
    `insert into revision_finding (revision_id, ordinal, code, severity, path, cells, message_zh, message_en, citation, explanation)
     select id, 900, 'narrative.fees', 'WARNING', 'otherMatters', '{}', 'x', 'x', '', '另行公布。' from report_revision where report_id = $1 and number > 1`,
    [id],
  );
  await owner.query(
    `insert into finding_review (report_id, agency_id, fingerprint, explanation, verdict, reviewer_name, reviewed_at)
     select distinct $1::int, $2::int, fingerprint, explanation, 'CONFIRMED', 'x', now() + interval '50 hours' from revision_finding where ordinal = 900`,
    [id, agency],
  );
  await owner.query(`update agency_version set kind = 'GOVERNMENT' where agency_id = $1`, [agency]);
  await owner.runMigrations();
  const { sums, faults } = await verifySums(owner);
  expect([sums > 0, faults]).toEqual([true, []]);
  const numbers = await owner.query(
    'select v.number from finding_review q join report_revision v on v.id = q.revision_id order by 1',
  );
  expect(numbers).toEqual([{ number: 3 }, { number: 4 }]);
  await undoDownTo(owner, 'TightenReview1764450000000');
  expect(await owner.query('select report_id, verdict from finding_review')).toEqual([
    { report_id: id, verdict: 'CONFIRMED' },
  ]);
  await drop();
});
