import type { EntityManager } from 'typeorm';
import { beijingDay } from '../../form/beijing';
import { EQUATIONS } from '../../form/checks';
import { isEvaluated } from '../../form/evaluate';
import type { Finding } from '../../form/finding';
import { indicatorValue } from '../../form/indicatorValue';
import { RULE_CODES } from '../../form/ruleCodes';
import { RULES } from '../../form/rules';
import { awaitPipelined } from '../../shared/concurrency/awaitPipelined';
import { type Database, queryRows } from '../../shared/database';
import type { FindingType } from '../../shared/graphql/finding';
import { groupBy } from '../../shared/groupBy';
import { attributeAlso } from '../../shared/request/auditedTransaction';
import type { RevisionFinding } from '../model/findingEntity';
import { type FindingCause, RevisionOrigin } from '../model/reportEnums';
import { type CurrentRevision, findCurrentRevisions } from '../model/revisionQueries';
import { loadSurroundingsByKey, type Surroundings } from './checkContexts';
import type { ComparingReport } from './comparedReports';
import { explain, findInContent, mergeFindings } from './findInContent';
import { RULES_VERSION } from './rulesVersion';
import { contentOf, FEES_INDICATOR } from './storedContent';
import { areSame, findCurrentFindings, holds, replaceFindings } from './storedFindings';

/** What is found in a stored revision now, beside what was found before. */
export interface CheckedRevision {
  readonly revision: CurrentRevision;
  readonly findings: readonly FindingType[];
  /** The number of what is found now, where it is stored in place of what was found before. */
  readonly renewal: number;
  readonly isSame: boolean;
}

/** The codes of the rules that look at last year's report. */
const OVER_YEARS = new Set([
  ...EQUATIONS.filter(({ right }) => right.some(({ lastYear }) => lastYear)).map(({ code }) => code),
  ...[RULES.jump, RULES.afterReconsideration].map(({ code }) => code),
]);

/** Whether a finding compares with last year's report. Of section five it does where it says how alike the two are. */
const isOverYears = ({ code, actual }: Finding) =>
  OVER_YEARS.has(code) || (code === RULES.problemsRepeated.code && actual !== null);

/** Says which report of last year a finding compares with, where that was only published after the revision was stored. */
function withComparison(
  finding: Finding,
  { previousPublishedAt }: Surroundings,
  { createdAt }: CurrentRevision,
): Finding {
  if (!previousPublishedAt || previousPublishedAt <= createdAt || !isOverYears(finding)) return finding;
  const day = beijingDay(previousPublishedAt);
  return {
    ...finding,
    messageZh: `${finding.messageZh}（与上年报告 ${day} 公布的现行版本比较）`,
    messageEn: `${finding.messageEn} (compared with last year's report as it was published ${day})`,
  };
}

/** Finds what the checks find in a stored revision now. Of what was found before stays what it does not show itself, and what was said of the same findings. */
function checkRevision(
  revision: CurrentRevision,
  surroundings: Surroundings,
  found: readonly RevisionFinding[],
): FindingType[] {
  const before = found.filter(holds);
  const content = {
    ...contentOf(revision, revision.year),
    sections: revision.savedSections,
    unknown: before.filter(({ code }) => code === RULES.notChecked.code).flatMap(({ cells }) => cells),
    handlingFees: indicatorValue(revision.indicatorValue ?? undefined),
  };
  // What a rule found that is no more is found no more.
  const others: Finding[] = before.filter(
    (finding) => !isEvaluated(finding) && RULE_CODES.includes(finding.code),
  );
  const isConversion = ({ code }: Finding) => code === RULES.unitConverted.code;
  const evaluated = findInContent(content, surroundings, revision.origin === RevisionOrigin.FILED);
  return mergeFindings<Finding>(
    [
      ...others.filter(isConversion),
      ...evaluated.map((finding) => withComparison(finding, surroundings, revision)),
    ],
    others.filter((finding) => !isConversion(finding)),
  ).map((finding) => explain({ ...finding } as FindingType, [], found.filter(isExplained)));
}

const isExplained = ({ explanation }: RevisionFinding) => explanation !== null;

/** Returns what is found now in the revisions of reports that are shown, or can be again: the latest of each, and what was published last. */
export async function checkReports(
  database: Database,
  reportKeys: readonly number[],
): Promise<CheckedRevision[]> {
  const [revisions, found, surroundings] = await awaitPipelined([
    findCurrentRevisions(database, reportKeys, FEES_INDICATOR),
    findCurrentFindings(database, reportKeys),
    loadSurroundingsByKey(database, reportKeys),
  ]);
  const foundIn = groupBy(found, ({ revisionId }) => revisionId);
  return revisions.map((revision) => {
    const before = foundIn.get(revision.revisionKey) ?? [];
    const findings = checkRevision(revision, surroundings.get(revision.reportKey) as Surroundings, before);
    return {
      revision,
      findings,
      renewal: (before[0]?.renewal ?? 0) + 1,
      isSame: areSame(before.filter(holds), findings),
    };
  });
}

const countOf = (findings: readonly FindingType[], severity: string) =>
  findings.filter((finding) => finding.severity === severity).length;

/** Notes of revisions ($1) how many errors ($2) and warnings ($3) are found in them by the rules of a version ($4). */
const NOTE_COUNTS = `
  update report_revision v set error_count = o.errors, warning_count = o.warnings, rules_version = $4
    from unnest($1::int[], $2::int[], $3::int[]) as o(id, errors, warnings) where v.id = o.id`;

/** Notes of revisions how much is found in them and that the rules of now did, where other rules had or it is more or less. */
export async function noteChecked(manager: EntityManager, checked: readonly CheckedRevision[]) {
  const counted = checked
    .map(({ revision, findings }) => ({
      revision,
      errors: countOf(findings, 'ERROR'),
      warnings: countOf(findings, 'WARNING'),
    }))
    .filter(
      ({ revision, errors, warnings }) =>
        revision.rulesVersion !== RULES_VERSION ||
        revision.errorCount !== errors ||
        revision.warningCount !== warnings,
    );
  if (counted.length === 0) return;
  await queryRows(manager, NOTE_COUNTS, [
    counted.map(({ revision }) => revision.revisionKey),
    counted.map(({ errors }) => errors),
    counted.map(({ warnings }) => warnings),
    RULES_VERSION,
  ]);
}

/**
 * Stores what is found now in place of what was found before, where it is something else. Figures and words stay as they are, and so do
 * explanations and verdicts on what is found again. Of a revision that is only being stored there is no cause. The reports must be locked.
 * Returns in how many revisions something else is found.
 */
export async function storeChecked(
  manager: EntityManager,
  checked: readonly CheckedRevision[],
  at: Date,
  cause: FindingCause | null,
): Promise<number> {
  const changed = checked.filter(({ isSame }) => !isSame);
  await awaitPipelined([
    changed.length > 0 &&
      replaceFindings(
        manager,
        changed.map(({ revision: { revisionKey }, findings, renewal }) => ({
          revisionKey,
          findings,
          renewal,
          foundAt: at,
          cause,
        })),
      ),
    noteChecked(manager, checked),
  ]);
  return changed.length;
}

/** Checks reports anew and stores what is found. The reports must be locked. Returns in how many revisions something else is found. */
export const renewFindings = async (
  manager: EntityManager,
  reportKeys: readonly number[],
  at: Date,
  cause: FindingCause | null,
) => storeChecked(manager, await checkReports(manager, reportKeys), at, cause);

/** Returns what is found now in reports that are compared with others, once those are published or withdrawn. */
export const checkComparing = async (
  manager: EntityManager,
  comparing: readonly ComparingReport[],
): Promise<CheckedRevision[]> =>
  comparing.length === 0
    ? []
    : checkReports(manager, [...new Set(comparing.map(({ reportKey }) => reportKey))]);

/** Stores what is found now in reports that are compared with others, where it is something else. */
export async function storeComparing(
  manager: EntityManager,
  comparing: readonly ComparingReport[],
  checked: readonly CheckedRevision[],
  at: Date,
  cause: FindingCause,
): Promise<void> {
  const elsewhere = comparing.filter(({ agencyKey, comparedKey }) => agencyKey !== comparedKey);
  await awaitPipelined([
    elsewhere.length > 0 &&
      attributeAlso(
        manager,
        new Map(elsewhere.map(({ agencyKey, comparedKey }) => [agencyKey, comparedKey])),
      ),
    storeChecked(manager, checked, at, cause),
  ]);
}
