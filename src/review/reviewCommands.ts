import { type EntityManager, IsNull, Not } from 'typeorm';
import { findAgency } from '../agency/agencyQueries';
import { unknownReference } from '../agency/agencyRefusals';
import { RevisionFinding } from '../report/model/findingEntity';
import type { ExplanationVerdict, ReportState } from '../report/model/reportEnums';
import { FindingReview } from '../report/model/revisionHistory';
import { lockReport } from '../report/workflow/lockReport';
import type { ReportFacts } from '../report/workflow/reportFacts';
import { isUnderReview, REVIEW_STEPS, waitsFor } from '../report/workflow/transitions';
import { type FindingType, refusal, tooMany } from '../shared/graphql/finding';
import { type Actor, can } from '../shared/request/permissions';
import { ReviewSetting, type SettingPayload } from './reviewTypes';
import { checkReason, outcomeOf } from './settingOutcome';

/** Sets which steps an agency has, and whether an author may approve there. */
export async function setReview(
  manager: EntityManager,
  actor: Actor,
  input: { agency: string; steps: readonly string[]; allowSamePerson: boolean; reason: string },
): Promise<SettingPayload> {
  const findings = checkReason('input.reason', input.reason);
  const agency = await findAgency(manager, input.agency);
  if (!agency) findings.push(unknownReference('input.agency', '机关', input.agency));
  if (input.steps.length > REVIEW_STEPS.length)
    findings.push(tooMany('input.steps', input.steps.length, REVIEW_STEPS.length));
  const unknown = input.steps.filter((step) => !REVIEW_STEPS.some((item) => item === step));
  if (unknown.length > 0)
    findings.push(
      refusal(
        'review.steps',
        'input.steps',
        `审核步骤只能是 ${REVIEW_STEPS.join('、')}。`,
        `Steps are ${REVIEW_STEPS.join(', ')}.`,
        {
          actual: unknown.join(', '),
        },
      ),
    );
  if (agency && findings.length === 0)
    await manager.getRepository(ReviewSetting).upsert(
      {
        agencyKey: agency.key,
        steps: [...new Set(input.steps)] as ReportState[],
        allowSamePerson: input.allowSamePerson,
        reason: input.reason,
        setBy: actor.name,
        setAt: () => 'now()',
      },
      ['agencyKey'],
    );
  return outcomeOf(findings);
}

/** SQL: the verdicts that one replaced, with what it says itself. */
const REPLACED = `replaced || jsonb_build_object('verdict', verdict, 'comment', comment, 'reviewer_name', reviewer_name, 'reviewed_at', reviewed_at)`;

/** Stores a verdict on an explained finding of a report, in place of the one that was given before. */
async function storeVerdict(
  manager: EntityManager,
  { reportKey, agencyKey }: ReportFacts,
  { revisionId, fingerprint, explanation }: RevisionFinding,
  verdict: Pick<FindingReview, 'verdict' | 'comment' | 'reviewerName'>,
): Promise<void> {
  const verdicts = manager.getRepository(FindingReview);
  const subject = { revisionId, fingerprint, explanation: explanation ?? '' };
  const { affected } = await verdicts.update(subject, {
    ...verdict,
    reviewedAt: () => 'now()',
    replaced: () => REPLACED,
  });
  if (!affected) await verdicts.insert({ ...subject, reportId: reportKey, agencyId: agencyKey, ...verdict });
}

/** Returns the explained findings of a code and path in the latest revision of a report. */
const findExplained = (
  manager: EntityManager,
  { reportKey, latestRevision }: ReportFacts,
  { code, path }: Pick<RevisionFinding, 'code' | 'path'>,
): Promise<RevisionFinding[]> =>
  manager
    .getRepository(RevisionFinding)
    .createQueryBuilder('f')
    .innerJoin('f.revision', 'v', 'v.reportId = :reportKey and v.number = :latestRevision', {
      reportKey,
      latestRevision,
    })
    .where({ code, path, explanation: Not(IsNull()), replacedAt: IsNull() })
    .getMany();

/** Confirms or rejects the explanation of a finding of the latest revision; whoever has the report's present step may. */
export async function reviewExplanation(
  manager: EntityManager,
  actor: Actor,
  reportKey: number,
  input: { code: string; path: string; verdict: ExplanationVerdict; comment?: string | null },
): Promise<FindingType[]> {
  const facts = await lockReport(manager, reportKey);
  if (!isUnderReview(facts.state) || !can(actor, waitsFor(facts.state), facts))
    return [
      refusal(
        'report.role',
        'action',
        '只有当前步骤的审核人可以认定说明。',
        'Only the reviewer of the present step can judge an explanation.',
        { actual: facts.state },
      ),
    ];
  if (input.verdict === 'REJECTED' && !input.comment?.trim())
    return [
      refusal('report.comment', 'comment', '不认可说明须写明意见。', 'Say why the explanation is rejected.'),
    ];
  const explained = await findExplained(manager, facts, input);
  for (const finding of explained)
    await storeVerdict(manager, facts, finding, {
      verdict: input.verdict,
      comment: input.comment || null,
      reviewerName: actor.name,
    });
  return explained.length > 0 ? [] : [unknownReference('path', '说明', `${input.code} ${input.path}`)];
}
