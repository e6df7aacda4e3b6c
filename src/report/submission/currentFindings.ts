import type { LocatedAgency } from '../../agency/agencyQueries';
import { beijingDay } from '../../form/beijing';
import { EQUATIONS } from '../../form/checks';
import { evaluateChecks } from '../../form/evaluate';
import type { Finding } from '../../form/finding';
import { RULES } from '../../form/rules';
import { queryRows } from '../../shared/database';
import { distinct } from '../../shared/distinct';
import { FindingSeverity, type FindingType } from '../../shared/graphql/finding';
import { type Context, loaderOf } from '../../shared/request/context';
import type { ReportScope } from '../model/reportEnums';
import { findingLoader } from '../model/revisionQueries';
import type { ReportRevision } from '../model/revisionTypes';
import { loadCheckContexts } from './checkContexts';
import { explain } from './explanations';
import { composedOf } from './validateSubmission';

/** The codes of the rules that look at last year's report. */
const OVER_YEARS = new Set([
  ...EQUATIONS.filter(({ right }) => right.some(({ lastYear }) => lastYear)).map(({ code }) => code),
  ...[RULES.jump, RULES.problems, RULES.afterReconsideration].map(({ code }) => code),
]);

/** A published revision whose agency's report of last year was published, corrected or withdrawn after it was checked. */
interface OutdatedRow {
  readonly revisionKey: number;
  readonly agencyKey: number;
  readonly year: number;
  readonly scope: ReportScope;
  /** When what is published of last year was; null where nothing is. */
  readonly publishedAt: Date | null;
}

/** Those of some revisions ($1) that are outdated. The reports of last year are those that the checks read (checkContexts.ts). */
const OUTDATED = `
  select v.id as "revisionKey", v.agency_id as "agencyKey", v.year, v.scope, max(b.published_at) filter (where b.superseded_at is null) as "publishedAt"
    from published_revision v
    join lateral (select v.agency_id as id union select s.predecessor_id from agency_succession s
           where s.successor_id = v.agency_id and s.kind = 'MERGE' and extract(year from s.effective_on) = v.year) a on true
    join report r on r.agency_id = a.id and r.year = v.year - 1 and r.scope = v.scope
    join report_revision b on b.report_id = r.id and b.published_at is not null
   where v.id = any($1)
   group by v.id, v.agency_id, v.year, v.scope, v.created_at
  having bool_or(b.published_at > v.created_at or b.superseded_at > v.created_at)`;

/** Findings of the rules that look at last year's report, as it is published now. */
interface CurrentFindings extends OutdatedRow {
  readonly context: Awaited<ReturnType<typeof loadCheckContexts>>[number];
}

const outdatedLoader = (context: Context) =>
  loaderOf<number, CurrentFindings>(
    context,
    'outdated findings',
    async (keys) => {
      const rows = await queryRows<OutdatedRow>(context.database, OUTDATED, [distinct(keys)]);
      if (rows.length === 0) return [];
      // Of the agency only its key is read: which organs make rules is no question of last year.
      const contexts = await loadCheckContexts(
        context.database,
        rows.map(({ agencyKey, year, scope }) => ({
          agency: { key: agencyKey } as LocatedAgency,
          year,
          scope,
        })),
      );
      return rows.map((row, at) => ({ ...row, context: contexts[at] }));
    },
    ({ revisionKey }) => revisionKey,
  );

/** Says which report of last year a finding compares with. */
function withComparison(finding: Finding, publishedAt: Date): Finding {
  const day = beijingDay(publishedAt);
  return {
    ...finding,
    messageZh: `${finding.messageZh}（与上年报告 ${day} 公布的现行版本比较）`,
    messageEn: `${finding.messageEn} (compared with last year's report as it was published ${day})`,
  };
}

/** Whether a revision is what is published of its report now. */
const isPublishedNow = ({ publishedAt, supersededAt }: ReportRevision) =>
  publishedAt !== null && supersededAt === null;

/** Returns how many findings of a revision are warnings. Only where last year's report has changed since are they found anew. */
export async function countWarnings(context: Context, revision: ReportRevision): Promise<number> {
  const outdated = isPublishedNow(revision) && (await outdatedLoader(context).load(revision.revisionKey));
  if (!outdated) return revision.storedWarnings;
  const findings = await currentFindings(context, revision);
  return findings.filter(({ severity }) => severity === FindingSeverity.WARNING).length;
}

/**
 * Returns the findings of a revision. Those of a published one that compare with last year's report are of that report as it is published now:
 * where it was corrected, withdrawn or only published after this one was checked, they are found anew, and say with which they compare.
 */
export async function currentFindings(context: Context, revision: ReportRevision): Promise<FindingType[]> {
  const { revisionKey, savedSections } = revision;
  const stored = await findingLoader(context).load(revisionKey);
  if (!isPublishedNow(revision)) return stored;
  const outdated = await outdatedLoader(context).load(revisionKey);
  if (!outdated) return stored;
  const report = composedOf(revision, outdated.year);
  const content = {
    ...report,
    notes: Object.fromEntries(
      Object.entries(revision.marksByCode).flatMap(([code, { note }]) => (note ? [[code, note]] : [])),
    ),
    unknown: stored.filter(({ code }) => code === RULES.notChecked.code).flatMap(({ cells }) => cells),
    problems: savedSections.includes(5) ? report.problems : undefined,
  };
  const found = evaluateChecks(content, outdated.context)
    .filter(({ code }) => OVER_YEARS.has(code))
    .map((finding) => (outdated.publishedAt ? withComparison(finding, outdated.publishedAt) : finding))
    .map((finding) => explain({ ...finding } as FindingType, [], stored));
  const [first, last] = ['WARNING', 'INFO'].map((severity) =>
    found.filter((one) => one.severity === severity),
  );
  const others = stored.filter(({ code }) => !OVER_YEARS.has(code));
  const at = others.findIndex(({ severity }) => severity === 'INFO');
  const end = at < 0 ? others.length : at;
  return [...others.slice(0, end), ...first, ...others.slice(end), ...last];
}
