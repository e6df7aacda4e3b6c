import { Any, type EntityManager } from 'typeorm';
import { beijingDay } from '../../form/beijing';
import { EQUATIONS } from '../../form/checks';
import { isEvaluated } from '../../form/evaluate';
import type { Finding } from '../../form/finding';
import { RULES } from '../../form/rules';
import { awaitPipelined } from '../../shared/concurrency/awaitPipelined';
import type { Database } from '../../shared/database';
import type { FindingType } from '../../shared/graphql/finding';
import { groupBy } from '../../shared/groupBy';
import type { RevisionFinding } from '../model/findingEntity';
import { ReportIndicator, ReportRevisionEntity } from '../model/reportEntities';
import { type FindingCause, RevisionOrigin } from '../model/reportEnums';
import { type CurrentRevision, findCurrentRevisions } from '../model/revisionQueries';
import { loadSurroundings, type Surroundings } from './checkContexts';
import { explain } from './explain';
import { findInContent } from './findInContent';
import { mergeFindings } from './mergeFindings';
import { RULES_VERSION } from './rulesVersion';
import { contentOf, FEES_INDICATOR, indicatorValue } from './storedContent';
import { areSame, findFindings, holds, insertFindings, replaceFindings } from './storedFindings';

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
  fees: string | undefined,
): FindingType[] {
  const before = found.filter(holds);
  const content = {
    ...contentOf(revision, revision.year),
    sections: revision.savedSections,
    unknown: before.filter(({ code }) => code === RULES.notChecked.code).flatMap(({ cells }) => cells),
    handlingFees: indicatorValue(fees),
  };
  const others: Finding[] = before.filter((finding) => !isEvaluated(finding));
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

/** Returns the handling fees that revisions state as an indicator. */
const findFees = (database: Database, revisions: readonly number[]) =>
  database
    .getRepository(ReportIndicator)
    .createQueryBuilder('i')
    .innerJoin('i.indicator', 'c')
    .select('i.revisionId', 'revisionKey')
    .addSelect('i.value', 'value')
    .where('i.revisionId = any(:revisions) and c.code = :code', { revisions, code: FEES_INDICATOR })
    .getRawMany<{ revisionKey: number; value: string }>();

/** Returns what is found now in the revisions of reports that are shown, or can be again: the latest of each, and what was published last. */
export async function checkReports(
  database: Database,
  reportKeys: readonly number[],
): Promise<CheckedRevision[]> {
  const revisions = await findCurrentRevisions(database, reportKeys);
  if (revisions.length === 0) return [];
  const keys = revisions.map(({ revisionKey }) => revisionKey);
  const [surroundings, found, fees] = await awaitPipelined([
    loadSurroundings(
      database,
      revisions.map(({ agencyId, year, scope }) => ({ agencyKey: agencyId, year, scope })),
    ),
    findFindings(database, keys),
    findFees(database, keys),
  ]);
  const foundIn = groupBy(found, ({ revisionId }) => revisionId);
  const feesIn = new Map(fees.map(({ revisionKey, value }) => [revisionKey, value]));
  return revisions.map((revision, at) => {
    const before = foundIn.get(revision.revisionKey) ?? [];
    const findings = checkRevision(revision, surroundings[at], before, feesIn.get(revision.revisionKey));
    return {
      revision,
      findings,
      renewal: (before[0]?.renewal ?? 0) + 1,
      isSame: areSame(before.filter(holds), findings),
    };
  });
}

/** Notes of revisions that they were checked by the rules of now and nothing else is found in them. */
export async function noteChecked(manager: EntityManager, checked: readonly CheckedRevision[]) {
  const outdated = checked.filter(
    ({ isSame, revision }) => isSame && revision.rulesVersion !== RULES_VERSION,
  );
  if (outdated.length === 0) return;
  await manager
    .getRepository(ReportRevisionEntity)
    .update(
      { id: Any(outdated.map(({ revision }) => revision.revisionKey)) },
      { rulesVersion: RULES_VERSION },
    );
}

/**
 * Checks reports anew and stores what is found in place of what was found before, where it is something else. Figures and
 * words stay as they are, and so do explanations and verdicts on what is found again. The reports must be locked. Of a revision that is
 * only being stored there is no cause. Returns in how many revisions something else is found.
 */
export async function renewFindings(
  manager: EntityManager,
  reportKeys: readonly number[],
  at: Date,
  cause: FindingCause | null,
): Promise<number> {
  const checked = await checkReports(manager, reportKeys);
  await noteChecked(manager, checked);
  const changed = checked.filter(({ isSame }) => !isSame);
  if (changed.length === 0) return 0;
  const revisions = manager.getRepository(ReportRevisionEntity);
  const count = (findings: readonly FindingType[], severity: string) =>
    findings.filter((finding) => finding.severity === severity).length;
  await replaceFindings(
    manager,
    changed.map(({ revision }) => revision.revisionKey),
    at,
  );
  await awaitPipelined([
    insertFindings(
      manager,
      changed.map(({ revision: { revisionKey }, findings, renewal }) => ({
        revisionKey,
        findings,
        renewal,
        foundAt: at,
        cause,
      })),
    ),
    ...changed.map(({ revision, findings }) =>
      revisions.update(revision.revisionKey, {
        errorCount: count(findings, 'ERROR'),
        warningCount: count(findings, 'WARNING'),
        rulesVersion: RULES_VERSION,
      }),
    ),
  ]);
  return changed.length;
}
