import { canReadDraftsSql, draftAccessParams } from '../agency/draftAccess';
import { IS_WITHHELD } from '../report/model/visibility';
import { loadFacts, type ReportFacts } from '../report/workflow/reportFacts';
import { REVIEW_STEPS } from '../report/workflow/transitions';
import { type Context, listLoaderOf, loaderOf } from '../shared/request/context';
import type { Deadline } from './deadlineTypes';
import type { ExplanationVerdict, ReviewSetting, Withdrawal } from './reviewTypes';
import type { ReportStep } from './stepTypes';

/** Facts of reports, for what their viewers may do. */
export const factsLoader = (context: Context) =>
  loaderOf<number, ReportFacts>(
    context,
    'facts',
    (keys) => loadFacts(context.database, keys),
    (row) => row.reportKey,
  );

/** The steps of reports whose work the caller may read, newest first. */
export const stepLoader = (context: Context) =>
  listLoaderOf<number, ReportStep>(
    context,
    'steps',
    (keys) =>
      context.database.query(
        `select s.report_id as "reportKey", s.id::text as id, s.action, s.from_state as "fromState", s.to_state as "toState", s.revision,
                s.actor_name as "actorName", s.same_person as "samePerson", s.comment, s.remarks, s.created_at as "createdAt"
           from report_step s where s.report_id = any($3) and ${canReadDraftsSql('s.agency_id')} order by s.id desc`,
        [...draftAccessParams(context.actor), keys],
      ),
    (row) => row.reportKey,
  );

/** The withdrawals of reports, newest first. */
export const withdrawalLoader = (context: Context) =>
  listLoaderOf<number, Withdrawal & { agencyKey: number }>(
    context,
    'withdrawals',
    (keys) =>
      context.database.query(
        `select w.agency_id as "agencyKey", w.report_id as "reportKey", a.code as agency, r.year, w.revision, w.published_at as "publishedAt",
                w.withdrawn_at as "withdrawnAt", w.reason from withdrawal w join report r on r.id = w.report_id join agency a on a.id = w.agency_id
          where w.agency_id = any($1) order by w.id desc`,
        [keys],
      ),
    (row) => row.agencyKey,
  );

/** A verdict on an explanation of a revision. */
export interface Verdict {
  readonly revisionKey: number;
  readonly code: string;
  readonly path: string;
  readonly verdict: ExplanationVerdict;
  readonly comment: string | null;
  readonly reviewerName: string;
  readonly reviewedAt: Date;
}

/** Verdicts on the explanations of revisions. */
export const verdictLoader = (context: Context) =>
  listLoaderOf<number, Verdict>(
    context,
    'verdicts',
    (keys) =>
      context.database.query(
        `select f.revision_id as "revisionKey", f.code, f.path, q.verdict, q.comment, q.reviewer_name as "reviewerName", q.reviewed_at as "reviewedAt"
           from revision_finding f join report_revision v on v.id = f.revision_id
           join finding_review q on q.revision_id = f.revision_id and q.fingerprint = f.fingerprint and q.explanation = f.explanation
          where f.revision_id = any($3) and not ${IS_WITHHELD}`,
        [...draftAccessParams(context.actor), keys],
      ),
    (row) => row.revisionKey,
  );

const DEADLINE = `d.due_on::text as "dueOn", d.rule_due_on::text as "ruleDueOn", d.is_late as "isLate", d.is_locked as "isLocked",
  d.extension_reason as "extensionReason", d.extension_granted_by as "extensionGrantedBy"`;

/** The deadlines of agencies in a year. */
export const deadlineLoader = (context: Context, year: number) =>
  loaderOf<number, Deadline & { agencyKey: number }>(
    context,
    `deadline ${year}`,
    (keys) =>
      context.database.query(
        `select a.id as "agencyKey", ${DEADLINE} from agency a cross join lateral agency_deadline(a.id, $2) d where a.id = any($1)`,
        [keys, year],
      ),
    (row) => row.agencyKey,
  );

/** How agencies review; those without a setting have every step. */
export const settingLoader = (context: Context) =>
  loaderOf<number, ReviewSetting & { agencyKey: number }>(
    context,
    'review settings',
    (keys) =>
      context.database.query(
        `select a.id as "agencyKey", coalesce(s.steps, $2) as steps, coalesce(s.allow_same_person, false) as "allowSamePerson", s.reason
           from agency a left join review_setting s on s.agency_id = a.id where a.id = any($1)`,
        [keys, [...REVIEW_STEPS]],
      ),
    (row) => row.agencyKey,
  );
