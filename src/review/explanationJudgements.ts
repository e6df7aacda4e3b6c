import { Field, Int, ObjectType } from 'type-graphql';
import { canReadDraftsSql, draftAccessParams } from '../agency/draftAccess';
import { ReportState } from '../report/model/reportEnums';
import { queryRows } from '../shared/database';
import { type Context, listLoaderOf } from '../shared/request/context';
import { ExplanationReview } from './reviewTypes';

@ObjectType({
  simpleResolvers: true,
  description:
    '审核经过中的一次认定：谁在哪一环节认可或不认可了哪条说明。A verdict in the course of the review: who accepted or refused which explanation, at which step.',
})
export class ExplanationJudgement extends ExplanationReview {
  reportKey: number;
  @Field({ description: '核查问题（中文）。What was found, in Chinese.' })
  messageZh: string;
  @Field({ description: '核查问题（英文）。What was found, in English.' })
  messageEn: string;
  @Field({ description: '被认定的说明。The explanation that was judged.' })
  explanation: string;
  @Field(() => Int, { description: '修订号。Revision it was given on.' })
  revision: number;
  @Field(() => ReportState, {
    description: '当时所处环节。Where the report stood, and so as whom the reviewer judged.',
  })
  state: ReportState;
}

/**
 * The verdicts on explanations of reports ($3) whose work the caller ($1, $2) may read, newest first: those that were replaced too, and none twice that
 * went with a report to its next revision.
 */
const JUDGEMENTS = `
  select o.*, (select t.to_state from report_step t where t.report_id = o."reportKey" and t.created_at <= o."reviewedAt" order by t.id desc limit 1) as state
    from (
      select distinct on (q.report_id, q.fingerprint, q.explanation, o.reviewed_at) q.report_id as "reportKey", f.code, f.path, f.message_zh as "messageZh",
             f.message_en as "messageEn", q.explanation, v.number as revision, o.verdict, o.comment, o.reviewer_name as "reviewerName", o.reviewed_at as "reviewedAt"
        from finding_review q
        join report_revision v on v.id = q.revision_id
        join revision_finding f on f.revision_id = q.revision_id and f.fingerprint = q.fingerprint and f.explanation = q.explanation
        cross join lateral (
          select q.verdict, q.comment, q.reviewer_name, q.reviewed_at
          union all
          select e.verdict, e.comment, e.reviewer_name, e.reviewed_at
            from jsonb_to_recordset(q.replaced) as e(verdict text, comment text, reviewer_name text, reviewed_at timestamptz)) o
       where q.report_id = any($3) and ${canReadDraftsSql('q.agency_id')}
       order by q.report_id, q.fingerprint, q.explanation, o.reviewed_at, v.number) o
   order by o."reviewedAt" desc`;

/** Loads the verdicts that were ever given on the explanations of reports, newest first. */
export const judgementLoader = (context: Context) =>
  listLoaderOf<number, ExplanationJudgement>(
    context,
    'explanation judgements',
    (keys) =>
      queryRows<ExplanationJudgement>(context.database, JUDGEMENTS, [
        ...draftAccessParams(context.actor),
        [...keys],
      ]),
    (row) => row.reportKey,
  );
