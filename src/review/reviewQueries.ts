import { canReadDraftsSql, draftAccessParams } from '../agency/draftAccess';
import { ReportState } from '../report/model/reportEnums';
import { IS_WITHHELD } from '../report/model/visibility';
import { loadFacts, type ReportFacts } from '../report/workflow/reportFacts';
import { REVIEW_STEPS, waitsFor } from '../report/workflow/transitions';
import { type Connection, decodeCursor, pageOf } from '../shared/graphql/paging';
import { type Context, listLoaderOf, loaderOf } from '../shared/request/context';
import { type Actor, PERMISSIONS } from '../shared/request/permissions';
import type {
  Deadline,
  ExplanationVerdict,
  InboxItem,
  ReportStep,
  ReviewSetting,
  Withdrawal,
} from './reviewTypes';

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
        `select a.id as "agencyKey", ${DEADLINE} from agency a cross join lateral deadline_of(a.id, $2) d where a.id = any($1)`,
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

const UNFINISHED = Object.values(ReportState).filter(
  (state) => state !== ReportState.PUBLISHED && state !== ReportState.WITHDRAWN,
);

/** The places and states an actor is waited for, as arrays of equal length. */
function waitingPlaces(actor: Actor) {
  const places = actor.grants.flatMap((grant) =>
    UNFINISHED.filter((state) => PERMISSIONS[waitsFor(state)].roles.includes(grant.role)).map((state) => ({
      state,
      agencyKey: grant.agencyKey,
      path: grant.path,
    })),
  );
  return [
    places.map((place) => place.state),
    places.map((place) => place.agencyKey),
    places.map((place) => place.path),
  ];
}

/** An item of the inbox as stored. */
export type WaitingItem = Omit<InboxItem, 'report' | 'agency'>;

/**
 * What waits for an actor, longest waiting first: reports in a state the actor's roles act on, and for clerks those of the last
 * year that ended of which there is nothing yet. Two statements.
 */
export async function listInbox(
  context: Context,
  page: { first: number; after: string | null },
): Promise<Connection<WaitingItem>> {
  const [since, last] = decodeCursor(page.after, 'instant', 'integer') ?? [null, null];
  const waiting = `with place as (select distinct * from unnest($1::text[], $2::int[], $3::text[]) as p(state, agency_id, path)),
    item as (
      select r.id as "reportKey", r.id as position, r.agency_id as "agencyKey", r.year, r.state, coalesce(s.created_at, v.created_at) as since,
             case when s.action = 'RETURN' then s.comment end as comment, d.due_on::text as "dueOn",
             greatest(0, (now() at time zone 'Asia/Shanghai')::date - d.due_on) as "daysLate"
        from report r join report_revision v on v.report_id = r.id and v.number = r.latest_revision
        cross join lateral version_today(r.agency_id) m
        join jurisdiction j on j.id = m.jurisdiction_id
        cross join lateral deadline_of(r.agency_id, r.year) d
        left join lateral (select t.created_at, t.action, t.comment from report_step t where t.report_id = r.id order by t.id desc limit 1) s on true
       where r.state not in ('PUBLISHED', 'WITHDRAWN')
         and exists (select 1 from place p where p.state = r.state and (p.agency_id = r.agency_id or j.path ^@ p.path))
      union all
      select null, -p.agency_id, p.agency_id, y.year, p.state, make_timestamptz(y.year + 1, 1, 1, 0, 0, 0, 'Asia/Shanghai'), null, d.due_on::text,
             greatest(0, (now() at time zone 'Asia/Shanghai')::date - d.due_on)
        from (select extract(year from now() at time zone 'Asia/Shanghai')::int - 1 as year) y
        join place p on p.state = 'DRAFT' and p.agency_id is not null
        cross join lateral deadline_of(p.agency_id, y.year) d
       where exists (select 1 from agency_version m where m.agency_id = p.agency_id and m.first_year <= y.year and y.year < m.end_year)
         and not exists (select 1 from report f where f.agency_id = p.agency_id and f.year = y.year and f.scope = 'OWN'))`;
  const places = waitingPlaces(context.actor);
  const [{ total }] = await context.database.query(
    `${waiting} select count(*)::int as total from item`,
    places,
  );
  const rows = await context.database.query(
    `${waiting} select * from item where $4::timestamptz is null or (date_trunc('milliseconds', since), position) > ($4, $5::int)
      order by date_trunc('milliseconds', since), position limit $6`,
    [...places, since, last, page.first + 1],
  );
  return pageOf(rows, page.first, page.after, total, (row: WaitingItem & { position: number }) => [
    row.since,
    row.position,
  ]);
}
