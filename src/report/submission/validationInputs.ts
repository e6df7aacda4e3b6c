import type { EntityManager } from 'typeorm';
import { isOfDocument } from '../../form/rules';
import { awaitPipelined } from '../../shared/concurrency/awaitPipelined';
import { queryRows } from '../../shared/database';
import { distinct } from '../../shared/distinct';
import { groupBy } from '../../shared/groupBy';
import { loadSurroundings } from '../checking/checkContexts';
import { findFindings, holds } from '../checking/storedFindings';
import type { RevisionFinding } from '../model/findingEntity';
import { listIndicators } from '../model/indicatorQueries';
import { ReportIndicator } from '../model/reportEntities';
import { findBases, type KeyedRevision } from '../model/revisionQueries';
import {
  loadFacts,
  loadNewReportRules,
  type NewReportRules,
  type ReportFacts,
} from '../workflow/reportFacts';
import { BEGUN_IN_TIME } from '../workflow/transitions';
import { IS_BEGUN_ANEW } from '../workflow/writeTransitions';
import type { RefusedExplanation } from './explanations';
import type { StoredIndicator } from './readIndicators';
import type { LocatedSubmission } from './storedReports';
import { MODES, type SubmissionMode } from './submission';
import type { ValidationInputs } from './validateSubmission';

/** A submission with all that it is judged upon. */
export interface PreparedSubmission extends LocatedSubmission {
  /** What decides who may do what to the report; null where nobody has begun it, or nothing is stored. */
  readonly facts: ReportFacts | null;
  /** What decides the same for a report that nobody has begun; null where nothing of it matters. */
  readonly rules: NewReportRules | null;
  readonly inputs: ValidationInputs & { readonly base: KeyedRevision | null };
}

/** Loads what submissions are judged upon. Statements of one step are sent together. */
export async function loadValidationInputs(
  manager: EntityManager,
  mode: SubmissionMode,
  items: readonly LocatedSubmission[],
): Promise<PreparedSubmission[]> {
  if (items.length === 0) return [];
  const { base, action, isStored, isComplete, mustDiffer } = MODES[mode];
  const keys = items.flatMap(({ report }) => (report ? [report.id] : []));
  // What is composed upon the published revision is compared with its base.
  const corrected =
    mustDiffer && base !== 'PUBLISHED'
      ? items.flatMap(({ report }) => (report?.wasPublished ? [report.id] : []))
      : [];
  const begun = isStored ? keys : [];
  // Where no deadline counts, nothing is loaded of reports that nobody has begun.
  const hasDeadline = isStored && BEGUN_IN_TIME.has(action);
  const fresh = hasDeadline ? items.filter(({ report }) => !report) : [];
  const judged = isComplete ? keys : [];
  const [facts, rules, bases, published, contexts, catalogue, refused] = await awaitPipelined([
    begun.length > 0 ? loadFacts(manager, begun) : [],
    fresh.length > 0 ? loadNewReportRules(manager, fresh) : [],
    keys.length > 0 ? findBases(manager, keys, base) : [],
    corrected.length > 0 ? findBases(manager, corrected, 'PUBLISHED') : [],
    loadSurroundings(manager, items),
    items.some(({ input }) => input.indicators?.length) ? listIndicators(manager) : [],
    judged.length > 0 ? queryRows<RefusedRow>(manager, REFUSED, [judged]) : [],
  ]);
  const revisions = distinct([...bases, ...published].map(({ revisionKey }) => revisionKey));
  const [findings, indicators] =
    revisions.length > 0
      ? await awaitPipelined([findFindings(manager, revisions), findIndicators(manager, revisions)])
      : [[], []];
  const factsByKey = new Map(facts.map((row) => [row.reportKey, row]));
  const baseByKey = new Map(bases.map((row) => [row.reportKey, row]));
  const rulesByItem = new Map(fresh.map((item, at) => [item, rules[at]]));
  const findingsByRevision = groupBy(findings, ({ revisionId }) => revisionId);
  const indicatorsByRevision = groupBy(indicators, ({ revisionKey }) => revisionKey);
  const refusedByReport = groupBy(refused, ({ reportKey }) => reportKey);
  const findingsOf = (revisionKey: number) => (findingsByRevision.get(revisionKey) ?? []).filter(holds);
  const publishedByKey = new Map(published.map((row) => [row.reportKey, row]));
  return items.map((item, at) => {
    const ownBase = (item.report && baseByKey.get(item.report.id)) ?? null;
    const baseKey = ownBase?.revisionKey ?? 0;
    const published = base === 'PUBLISHED' ? ownBase : item.report && publishedByKey.get(item.report.id);
    const shown = mustDiffer ? published : null;
    return {
      ...item,
      facts: (item.report && factsByKey.get(item.report.id)) ?? null,
      rules: rulesByItem.get(item) ?? null,
      inputs: {
        base: ownBase,
        explanations: findingsOf(baseKey).filter(isExplained),
        formerExplanations: (findingsByRevision.get(baseKey) ?? []).filter(
          (finding) => !holds(finding) && isExplained(finding),
        ),
        refused: (item.report && refusedByReport.get(item.report.id)) ?? [],
        indicators: indicatorsByRevision.get(baseKey) ?? [],
        published: shown
          ? {
              revision: shown,
              explanations: findingsOf(shown.revisionKey).filter(isExplained),
              indicators: indicatorsByRevision.get(shown.revisionKey) ?? [],
            }
          : null,
        documentFindings: findingsOf(baseKey).filter(isOfDocument),
        context: contexts[at],
        catalogue,
      },
    };
  });
}

const isExplained = ({ explanation }: RevisionFinding) => explanation !== null;

type RefusedRow = RefusedExplanation & { readonly reportKey: number };

/** The explanations of reports ($1) whose last verdict refuses them; what was said of a draft that was given up counts no longer. */
const REFUSED = `
  select q.* from (
    select distinct on (q.report_id, q.fingerprint, q.explanation) q.report_id as "reportKey", f.code, f.path, f.cells, f.expected, f.actual, q.explanation, q.verdict,
           q.comment, coalesce((select c.name from account c where c.username = q.reviewer_name), q.reviewer_name) as "reviewerName"
      from finding_review q
      join revision_finding f on f.revision_id = q.revision_id and f.fingerprint = q.fingerprint and f.explanation = q.explanation
     where q.report_id = any($1)
       and not exists (select 1 from report_step s where s.report_id = q.report_id and s.created_at > q.reviewed_at and ${IS_BEGUN_ANEW})
     order by q.report_id, q.fingerprint, q.explanation, q.reviewed_at desc) q
   where q.verdict = 'REJECTED'`;

type IndicatorOfRevision = StoredIndicator & { readonly revisionKey: number };

/** Returns the indicators stored with revisions. */
const findIndicators = (manager: EntityManager, revisions: readonly number[]) =>
  manager
    .getRepository(ReportIndicator)
    .createQueryBuilder('i')
    .innerJoin('i.indicator', 'c')
    .select('i.revisionId', 'revisionKey')
    .addSelect('i.indicatorId', 'key')
    .addSelect('c.code', 'code')
    .addSelect('i.value', 'value')
    .addSelect('i.qualifier', 'qualifier')
    .addSelect('i.sentence', 'sentence')
    .addSelect('c.retired', 'isRetired')
    .where('i.revisionId = any(:revisions)', { revisions })
    .getRawMany<IndicatorOfRevision>();
