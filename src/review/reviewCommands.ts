import type { EntityManager } from 'typeorm';
import { findAgency } from '../agency/agencyQueries';
import { unknownReference } from '../agency/agencyRefusals';
import type { ExplanationVerdict, ReportState } from '../report/model/reportEnums';
import { lockReport } from '../report/workflow/lockReport';
import { isUnderReview, REVIEW_STEPS, waitsFor } from '../report/workflow/transitions';
import { queryRows } from '../shared/database';
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

/** Stores a verdict ($4 to $6) on the explanation of the finding of a code ($2) and path ($3) in the latest revision of a report ($1). */
const STORE_VERDICT = `
  insert into finding_review (revision_id, report_id, agency_id, fingerprint, explanation, verdict, comment, reviewer_name)
  select v.id, v.report_id, v.agency_id, f.fingerprint, f.explanation, $4, $5, $6 from revision_finding f
    join report_revision v on v.id = f.revision_id join report r on r.id = v.report_id and r.latest_revision = v.number
   where r.id = $1 and f.code = $2 and f.path = $3 and f.explanation is not null
  on conflict (revision_id, fingerprint, explanation) do update set verdict = excluded.verdict, comment = excluded.comment,
    reviewer_name = excluded.reviewer_name, reviewed_at = now(), replaced = finding_review.replaced || jsonb_build_object('verdict', finding_review.verdict,
      'comment', finding_review.comment, 'reviewer_name', finding_review.reviewer_name, 'reviewed_at', finding_review.reviewed_at) returning 1`;

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
  const stored = await queryRows(manager, STORE_VERDICT, [
    reportKey,
    input.code,
    input.path,
    input.verdict,
    input.comment || null,
    actor.name,
  ]);
  return stored.length > 0 ? [] : [unknownReference('path', '说明', `${input.code} ${input.path}`)];
}
