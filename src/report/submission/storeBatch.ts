import type { EntityManager } from 'typeorm';
import { awaitPipelined } from '../../shared/concurrency/awaitPipelined';
import { TIME_UNDER_LOCK } from '../workflow/publication';
import { type RecordItem, reportKeyOf } from './recordItem';
import {
  inheritReviews,
  insertFindings,
  insertIndicators,
  insertRevisions,
  isExplained,
} from './storeRevisions';
import { lockAgencies, requestHash } from './validateBatch';
import { contentColumns, type ValidationResult, withInputPaths } from './validateSubmission';

/** A submission with the report it goes into and the number it has there. */
type Placed = RecordItem & { readonly reportKey: number; readonly number: number };

/** Stores and publishes what is accepted, and ends the publication of what stood there before. */
export async function storeBatch(manager: EntityManager, cases: readonly RecordItem[]) {
  if (cases.length === 0) return;
  const known = cases.flatMap(({ report }) => (report ? [report.id] : []));
  const askNumbers = (): Promise<{ at: Date; last: (number | null)[] }[]> =>
    manager.query(
      `select ${TIME_UNDER_LOCK} as at, array(select (select max(v.number) from report_revision v where v.report_id = o.id)
         from unnest($1::int[]) with ordinality as o(id, place) order by o.place) as last`,
      [known],
    );
  const [, [{ at, last }]] = await awaitPipelined([lockAgencies(manager, cases), askNumbers()]);
  const lastOf = new Map(known.map((id, place) => [id, last[place]]));
  const made = await makeReports(manager, cases);
  const items: Placed[] = cases.map((item) => ({
    ...item,
    reportKey: item.report?.id ?? (made.get(reportKeyOf(item)) as number),
    number: (lastOf.get(item.report?.id ?? 0) ?? 0) + 1,
  }));
  const [revisions] = await awaitPipelined([
    publishInPlace(manager, items, at),
    moveReports(manager, items),
    writeSteps(manager, items, at),
    keepKeys(manager, items),
  ]);
  const stored = items.map((item, place) => ({ ...item, revision: revisions[place] }));
  const assessedOf = ({ assessed }: { assessed: ValidationResult | null }) => assessed as ValidationResult;
  await awaitPipelined([
    insertFindings(
      manager,
      stored.map((item) => ({ revision: item.revision, findings: assessedOf(item).findings })),
    ),
    insertIndicators(
      manager,
      stored
        .filter(({ input }) => input.indicators != null)
        .map((item) => ({ revision: item.revision, values: assessedOf(item).indicators })),
    ),
    inheritReviews(
      manager,
      stored.flatMap(({ base, revision, input, assessed }) =>
        base
          ? [
              {
                from: base.revisionKey,
                to: revision,
                withVerdicts: isExplained(assessedOf({ assessed }).findings),
                withIndicators: input.indicators == null,
                withDocument: assessedOf({ assessed }).keepsDocument,
              },
            ]
          : [],
      ),
    ),
  ]);
  for (const [place, item] of cases.entries())
    item.result = {
      accepted: true,
      findings: withInputPaths(assessedOf(item).findings),
      currentRevision: items[place].number,
      reportKey: items[place].reportKey,
      revisionKey: revisions[place],
    };
}

/** Makes the reports that are not there yet. Returns their keys by address. */
async function makeReports(
  manager: EntityManager,
  cases: readonly RecordItem[],
): Promise<Map<string, number>> {
  const fresh = cases.filter(({ report }) => !report);
  if (fresh.length === 0) return new Map();
  const made: { id: number; agency: number; year: number; scope: string }[] = await manager.query(
    `insert into report (agency_id, year, scope, state, latest_revision)
     select agency, year, scope, 'PUBLISHED', 1 from unnest($1::int[], $2::int[], $3::text[]) as o(agency, year, scope)
     returning id, agency_id as agency, year, scope`,
    [
      fresh.map(({ agency }) => agency.key),
      fresh.map(({ input }) => input.year),
      fresh.map(({ input }) => input.scope),
    ],
  );
  return new Map(made.map(({ id, agency, year, scope }) => [`report ${agency} ${year} ${scope}`, id]));
}

/** Moves the reports that are there into the published state. */
async function moveReports(manager: EntityManager, items: readonly Placed[]): Promise<void> {
  const there = items.filter(({ report }) => report);
  if (there.length > 0)
    await manager.query(
      `update report r set state = 'PUBLISHED', latest_revision = o.number, taken_up_by = null, taken_up_at = null
         from unnest($1::int[], $2::int[]) as o(id, number) where r.id = o.id`,
      [there.map(({ reportKey }) => reportKey), there.map(({ number }) => number)],
    );
}

/** Publishes new revisions in place of those that stood there. Returns the keys of the new ones. */
async function publishInPlace(manager: EntityManager, items: readonly Placed[], at: Date): Promise<number[]> {
  const rows = items.map((item) => ({
    report_id: item.reportKey,
    agency_id: item.agency.key,
    number: item.number,
    ...contentColumns(item.input, 'RECORD', item.assessed as ValidationResult),
    created_by: item.actor.id,
    correction_reason: null,
    published_at: at,
  }));
  const [, revisions] = await awaitPipelined([
    manager.query(
      'update report_revision set superseded_at = $2 where report_id = any($1) and published_at is not null and superseded_at is null',
      [items.map(({ reportKey }) => reportKey), at],
    ),
    insertRevisions(manager, rows),
  ]);
  return revisions;
}

/** Writes the step of each: a recorded publication is on record like any other. */
async function writeSteps(manager: EntityManager, items: readonly Placed[], at: Date) {
  await manager.query(
    `insert into report_step (report_id, agency_id, revision, action, from_state, to_state, actor, actor_name, same_person, comment, remarks, created_at)
     select o.report, o.agency, o.revision, 'RECORD', o.state, 'PUBLISHED', o.actor, o.name, false, null, '[]', $7
       from unnest($1::int[], $2::int[], $3::int[], $4::text[], $5::text[], $6::text[]) as o(report, agency, revision, state, actor, name)`,
    [
      items.map(({ reportKey }) => reportKey),
      items.map(({ agency }) => agency.key),
      items.map(({ number }) => number),
      items.map(({ report }) => report?.state ?? 'DRAFT'),
      items.map(({ actor }) => actor.id),
      items.map(({ actor }) => actor.name),
      at,
    ],
  );
}

/** Keeps the idempotency keys. */
async function keepKeys(manager: EntityManager, items: readonly Placed[]) {
  const keyed = items.filter(({ input }) => input.idempotencyKey);
  if (keyed.length > 0)
    await manager.query(
      'insert into idempotency_key (key, request_hash, report_id, revision_number) select * from unnest($1::text[], $2::text[], $3::int[], $4::int[])',
      [
        keyed.map(({ input }) => input.idempotencyKey),
        keyed.map(requestHash),
        keyed.map(({ reportKey }) => reportKey),
        keyed.map(({ number }) => number),
      ],
    );
}
