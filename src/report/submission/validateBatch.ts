import type { EntityManager } from 'typeorm';
import type { CheckContext } from '../../form/finding';
import { awaitPipelined } from '../../shared/concurrency/awaitPipelined';
import { groupBy } from '../../shared/groupBy';
import { digest } from '../../shared/request/context';
import { findBases, listIndicators } from '../model/reportQueries';
import { ReportAction } from '../model/reportTypes';
import { loadFacts, reasonsAgainst } from '../workflow/actionGuards';
import { WAS_PUBLISHED } from '../workflow/publication';
import { currentOf, type RecordItem, type RecordRequest, refuse, reportKeyOf } from './recordItem';
import { keyReused, validateSubmission } from './validateSubmission';
import { loadCheckContexts, loadDocumentFindings, loadExplanations } from './validationInputs';

/** Lets those who share a name take turns until their transactions end; of many names in one order. */
async function lockNames(manager: EntityManager, names: readonly string[], seed: number) {
  await manager.query(
    `select pg_advisory_xact_lock(lock) from (select distinct hashtextextended(name, $2) as lock from unnest($1::text[]) as name order by 1) l`,
    [names, seed],
  );
}

/**
 * Lets those who store reports of an agency take turns: their changes go into its chain of the audit, and two who store
 * reports of several would come to the chains in different orders.
 */
export const lockAgencies = (manager: EntityManager, cases: readonly RecordItem[]) =>
  lockNames(
    manager,
    cases.map(({ agency }) => `agency ${agency.key}`),
    2,
  );

/** Takes the locks that single submissions take, always in one order so that two imports cannot block each other. */
export async function lockReports(manager: EntityManager, cases: readonly RecordItem[]) {
  const keys = cases.flatMap(({ input }) =>
    input.idempotencyKey ? [`idempotency ${input.idempotencyKey}`] : [],
  );
  interface Row {
    id: number;
    agency: number;
    year: number;
    scope: string;
    latestRevision: number;
    state: string;
    wasPublished: boolean;
  }
  const lockRows = (): Promise<Row[]> =>
    manager.query(
      `select r.id, r.agency_id as agency, r.year, r.scope, r.latest_revision as "latestRevision", r.state, ${WAS_PUBLISHED} as "wasPublished"
         from report r join unnest($1::int[], $2::int[], $3::text[]) as o(agency, year, scope)
           on r.agency_id = o.agency and r.year = o.year and r.scope = o.scope order by r.id for update of r`,
      [
        cases.map(({ agency }) => agency.key),
        cases.map(({ input }) => input.year),
        cases.map(({ input }) => input.scope),
      ],
    );
  const [, rows] = await awaitPipelined([
    lockNames(manager, cases.map(reportKeyOf), 0),
    lockRows(),
    ...(keys.length > 0 ? [lockNames(manager, keys, 1)] : []),
  ]);
  const known = new Map(rows.map((row) => [`report ${row.agency} ${row.year} ${row.scope}`, row]));
  for (const item of cases) item.report = known.get(reportKeyOf(item)) ?? null;
}

/** What an idempotency key stands for. */
export const requestHash = ({ input, actor }: RecordRequest) => digest(['RECORD', input, actor.id]);

/** Answers what was sent before under the same key. */
export async function findRepeated(manager: EntityManager, cases: readonly RecordItem[]) {
  const keyed = cases.filter(({ input }) => input.idempotencyKey);
  if (keyed.length === 0) return;
  const rows: { key: string; hash: string; report: number; revision: number }[] = await manager.query(
    'select key, request_hash as hash, report_id as report, revision_number as revision from idempotency_key where key = any($1)',
    [keyed.map(({ input }) => input.idempotencyKey)],
  );
  const known = new Map(rows.map((row) => [row.key, row]));
  for (const item of keyed) {
    const before = known.get(item.input.idempotencyKey as string);
    if (!before) continue;
    item.result =
      before.hash === requestHash(item)
        ? {
            accepted: true,
            findings: [],
            currentRevision: before.revision,
            reportKey: before.report,
            revisionKey: null,
          }
        : refuse([keyReused()], currentOf(item));
  }
}

/** Refuses where the state of the report, or the work of others on it, does not allow recording. */
export async function refuseLocked(manager: EntityManager, cases: readonly RecordItem[]) {
  const there = cases.filter(({ report }) => report !== null);
  if (there.length === 0) return;
  const all = await loadFacts(
    manager,
    there.map(({ report }) => report?.id as number),
  );
  const factsOf = new Map(all.map((facts) => [facts.reportKey, facts]));
  for (const item of there) {
    const facts = factsOf.get(item.report?.id as number);
    const reasons = facts
      ? reasonsAgainst(facts, ReportAction.RECORD, item.actor, undefined, ['COMPLETE'])
      : [];
    if (reasons.length > 0) item.result = refuse(reasons, currentOf(item));
  }
}

/** What the checks of submissions rest upon: what was published before, and what stands around it. */
export async function loadValidationInputs(manager: EntityManager, cases: readonly RecordItem[]) {
  const keys = cases.flatMap(({ report }) => (report ? [report.id] : []));
  const [bases, around, catalogue] = await awaitPipelined([
    findBases(manager, keys, 'PUBLISHED'),
    loadCheckContexts(
      manager,
      cases.map(({ agency, input: { year, scope } }) => ({ agency, year, scope })),
    ),
    cases.some(({ input }) => input.indicators?.length) ? listIndicators(manager) : [],
  ]);
  const revisions = bases.map((row) => row.revisionKey);
  const [explained, documentFindings] = await awaitPipelined([
    loadExplanations(manager, revisions),
    loadDocumentFindings(manager, revisions),
  ]);
  return {
    catalogue,
    baseOf: new Map(bases.map((row) => [row.reportKey, row])),
    explainedIn: groupBy(explained, ({ revisionKey }) => revisionKey),
    documentFindingsIn: groupBy(documentFindings, ({ revisionKey }) => revisionKey),
    aroundOf: new Map(cases.map((item, at) => [item, around[at]])),
  };
}

/** Reads and checks every submission upon its grounds. */
export function validateBatch(
  cases: readonly RecordItem[],
  {
    catalogue,
    baseOf,
    explainedIn,
    documentFindingsIn,
    aroundOf,
  }: Awaited<ReturnType<typeof loadValidationInputs>>,
) {
  for (const item of cases) {
    item.base = baseOf.get(item.report?.id ?? 0) ?? null;
    item.assessed = validateSubmission(item.input, 'RECORD', {
      base: item.base,
      explained: explainedIn.get(item.base?.revisionKey ?? 0) ?? [],
      documentFindings: documentFindingsIn.get(item.base?.revisionKey ?? 0) ?? [],
      around: aroundOf.get(item) as CheckContext,
      catalogue,
    });
    if (item.assessed.isBlocked) item.result = refuse(item.assessed.findings, currentOf(item));
  }
}
