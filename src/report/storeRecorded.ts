import type { EntityManager } from 'typeorm';
import { type Assessment, contentColumns, withInputPaths } from './assess';
import { lockAgencies, requestHash } from './judgeRecorded';
import { TIME_UNDER_LOCK } from './publication';
import { addressOf, type Case } from './recordCase';
import { carryOn, insertFindings, insertIndicators, insertRevisions, isExplained } from './storeRevisions';

/** Stores and publishes what is accepted, and ends the publication of what stood there before. */
export async function storeRecorded(manager: EntityManager, cases: readonly Case[]) {
  if (cases.length === 0) return;
  await lockAgencies(manager, cases);
  const known = cases.flatMap(({ report }) => (report ? [report.id] : []));
  const [{ at, numbers }]: [{ at: Date; numbers: { id: number; last: number }[] }] = await manager.query(
    `select ${TIME_UNDER_LOCK} as at, coalesce((select json_agg(n) from (
       select report_id as id, max(number) as last from report_revision where report_id = any($1) group by 1) n), '[]') as numbers`,
    [known],
  );
  const lastOf = new Map(numbers.map(({ id, last }) => [id, last]));
  const numberOf = ({ report }: Case) => (lastOf.get(report?.id ?? 0) ?? 0) + 1;
  const keys = await openReports(manager, cases, numberOf);
  const keyOf = (item: Case) => keys.get(addressOf(item)) as number;
  await writeSteps(manager, cases, keyOf, numberOf, at);
  await keepKeys(manager, cases, keyOf, numberOf);
  await manager.query(
    'update report_revision set superseded_at = $2 where report_id = any($1) and published_at is not null and superseded_at is null',
    [known, at],
  );
  const revisions = await insertRevisions(
    manager,
    cases.map((item) => ({
      report_id: keyOf(item),
      agency_id: item.agency.key,
      number: numberOf(item),
      ...contentColumns(item.input, 'RECORD', item.assessed as Assessment),
      created_by: item.actor.id,
      correction_reason: null,
      published_at: at,
    })),
  );
  const stored = cases.map((item, place) => ({ ...item, revision: revisions[place] }));
  const assessedOf = ({ assessed }: { assessed: Assessment | null }) => assessed as Assessment;
  await insertFindings(
    manager,
    stored.map((item) => ({ revision: item.revision, findings: assessedOf(item).findings })),
  );
  await insertIndicators(
    manager,
    stored
      .filter(({ input }) => input.indicators != null)
      .map((item) => ({ revision: item.revision, values: assessedOf(item).indicators })),
  );
  await carryOn(
    manager,
    stored.flatMap(({ base, revision, input, assessed }) =>
      base
        ? [
            {
              from: base.revisionKey,
              to: revision,
              withVerdicts: isExplained(assessedOf({ assessed }).findings),
              withIndicators: input.indicators == null,
            },
          ]
        : [],
    ),
  );
  for (const [place, item] of cases.entries())
    item.result = {
      accepted: true,
      findings: withInputPaths(assessedOf(item).findings),
      currentRevision: numberOf(item),
      reportKey: keyOf(item),
      revisionKey: revisions[place],
    };
}

/** Makes the reports that are not there yet and moves all into the published state. Returns their keys by address. */
async function openReports(
  manager: EntityManager,
  cases: readonly Case[],
  numberOf: (item: Case) => number,
): Promise<Map<string, number>> {
  const [fresh, there] = [cases.filter(({ report }) => !report), cases.filter(({ report }) => report)];
  const made: { id: number; agency: number; year: number; scope: string }[] =
    fresh.length === 0
      ? []
      : await manager.query(
          `insert into report (agency_id, year, scope, state, latest_revision)
           select agency, year, scope, 'PUBLISHED', 1 from unnest($1::int[], $2::int[], $3::text[]) as o(agency, year, scope)
           returning id, agency_id as agency, year, scope`,
          [
            fresh.map(({ agency }) => agency.key),
            fresh.map(({ input }) => input.year),
            fresh.map(({ input }) => input.scope),
          ],
        );
  if (there.length > 0)
    await manager.query(
      `update report r set state = 'PUBLISHED', latest_revision = o.number, taken_up_by = null, taken_up_at = null
         from unnest($1::int[], $2::int[]) as o(id, number) where r.id = o.id`,
      [there.map(({ report }) => report?.id), there.map(numberOf)],
    );
  return new Map([
    ...made.map(({ id, agency, year, scope }): [string, number] => [`report ${agency} ${year} ${scope}`, id]),
    ...there.map((item): [string, number] => [addressOf(item), item.report?.id as number]),
  ]);
}

/** Writes the step of each: a recorded publication is on record like any other. */
async function writeSteps(
  manager: EntityManager,
  cases: readonly Case[],
  keyOf: (item: Case) => number,
  numberOf: (item: Case) => number,
  at: Date,
) {
  await manager.query(
    `insert into report_step (report_id, agency_id, revision, action, from_state, to_state, actor, actor_name, same_person, comment, remarks, created_at)
     select o.report, o.agency, o.revision, 'RECORD', o.state, 'PUBLISHED', o.actor, o.name, false, null, '[]', $7
       from unnest($1::int[], $2::int[], $3::int[], $4::text[], $5::text[], $6::text[]) as o(report, agency, revision, state, actor, name)`,
    [
      cases.map(keyOf),
      cases.map(({ agency }) => agency.key),
      cases.map(numberOf),
      cases.map(({ report }) => report?.state ?? 'DRAFT'),
      cases.map(({ actor }) => actor.id),
      cases.map(({ actor }) => actor.name),
      at,
    ],
  );
}

/** Keeps the idempotency keys. */
async function keepKeys(
  manager: EntityManager,
  cases: readonly Case[],
  keyOf: (item: Case) => number,
  numberOf: (item: Case) => number,
) {
  const keyed = cases.filter(({ input }) => input.idempotencyKey);
  if (keyed.length > 0)
    await manager.query(
      'insert into idempotency_key (key, request_hash, report_id, revision_number) select * from unnest($1::text[], $2::text[], $3::int[], $4::int[])',
      [
        keyed.map(({ input }) => input.idempotencyKey),
        keyed.map(requestHash),
        keyed.map(keyOf),
        keyed.map(numberOf),
      ],
    );
}
