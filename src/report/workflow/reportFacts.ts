import { type Queryable, queryRows } from '../../shared/database';
import { ReportAction, type ReportScope, ReportState, type RevisionOrigin } from '../model/reportEnums';
import { REVIEW_STEPS } from './transitions';

/** What decides who may do what to a report now. */
export interface ReportFacts {
  readonly reportKey: number;
  readonly agencyKey: number;
  readonly agencyCode: string;
  readonly path: string;
  readonly year: number;
  readonly scope: ReportScope;
  readonly state: ReportState;
  readonly latestRevision: number;
  readonly publishedRevision: number | null;
  /** How what was published last had come in, whether or not it still is; null when nothing ever was. */
  readonly lastOrigin: RevisionOrigin | null;
  readonly steps: readonly string[];
  readonly allowSamePerson: boolean;
  readonly takenUpBy: string | null;
  readonly last: { at: string; actorName: string; action: ReportAction } | null;
  /** Who saved or submitted anything since the last publication; behind a key also who created it. */
  readonly authors: readonly string[];
  /** Whose work on the report is not published yet. */
  readonly workers: readonly string[];
  readonly errors: number;
  readonly unexplained: number;
  readonly rejected: number;
  /** Whether the deadline keeps it from being filed: only what was never filed or published. What was filed can be put right. */
  readonly isLocked: boolean;
  readonly dueOn: string;
}

/** Whether a report came back from a reviewer and waits to be put right. */
export const isReturned = ({ state, last }: Pick<ReportFacts, 'state' | 'last'>): boolean =>
  state === ReportState.DRAFT && last?.action === ReportAction.RETURN;

/** The facts of reports ($1); agencies without a setting have every step ($2). */
const FACTS = `
  select r.id as "reportKey", r.agency_id as "agencyKey", a.code as "agencyCode", j.path, r.year, r.scope, r.state,
         r.latest_revision as "latestRevision", p.number as "publishedRevision",
         (select u.origin from report_revision u where u.report_id = r.id and u.number = e.number) as "lastOrigin", coalesce(s.steps, $2) as steps,
         coalesce(s.allow_same_person, false) as "allowSamePerson", r.taken_up_by as "takenUpBy",
         (select json_build_object('at', to_char(t.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'actorName',
                  coalesce((select c.name from account c where c.id = substring(t.actor from '^account:([0-9]{1,9})$')::int), t.actor_name), 'action', t.action)
            from report_step t where t.report_id = r.id order by t.id desc limit 1) as last,
         array(select distinct who from report_revision w left join api_key k on w.created_by = 'key:' || k.id
                  cross join lateral (values (w.created_by), ('account:' || k.created_by)) as behind(who)
                where w.report_id = r.id and w.number > e.number and who is not null) as authors,
         array(select distinct coalesce(w.created_by, '') from report_revision w where w.report_id = r.id and w.number <= r.latest_revision
                and w.number > e.number) as workers,
         coalesce(c.errors, 0)::int as errors, coalesce(c.unexplained, 0)::int as unexplained, coalesce(c.rejected, 0)::int as rejected,
         d.is_locked and e.number = 0 and not exists (
           select 1 from report_step t where t.report_id = r.id and t.action = 'SUBMIT') as "isLocked", d.due_on::text as "dueOn"
    from report r join agency a on a.id = r.agency_id
    cross join lateral agency_now(r.agency_id) m
    join jurisdiction j on j.id = m.jurisdiction_id
    cross join lateral agency_deadline(r.agency_id, r.year) d
    cross join lateral (select coalesce(max(u.number), 0) as number from report_revision u
           where u.report_id = r.id and u.published_at is not null) e
    left join review_setting s on s.agency_id = r.agency_id
    left join published_revision p on p.report_id = r.id
    left join report_revision v on v.report_id = r.id and v.number = r.latest_revision
    left join lateral (select count(*) filter (where f.severity = 'ERROR') as errors,
           count(*) filter (where f.severity = 'WARNING' and f.explanation is null) as unexplained,
           count(*) filter (where q.verdict = 'REJECTED') as rejected
      from revision_finding f left join finding_review q on q.revision_id = v.id and q.fingerprint = f.fingerprint and q.explanation = f.explanation
     where f.revision_id = v.id and f.replaced_at is null) c on true
  where r.id = any($1)`;

/** Loads the facts of reports by key. */
export function loadFacts(database: Queryable, keys: readonly number[]): Promise<ReportFacts[]> {
  return queryRows<ReportFacts>(database, FACTS, [keys, [...REVIEW_STEPS]]);
}

/** What decides over a report that nobody has begun: the steps of its agency and the deadline of its year. */
export interface NewReportRules {
  readonly steps: readonly string[];
  /** Whether the deadline keeps it from being filed. */
  readonly isLocked: boolean;
  readonly dueOn: string;
}

/** The rules of reports of agencies ($1) and years ($2), in their order; agencies without a setting have every step ($3). */
const NEW_REPORT_RULES = `
  select coalesce(s.steps, $3) as steps, coalesce(d.is_locked, false) as "isLocked", d.due_on::text as "dueOn"
    from unnest($1::int[], $2::int[]) with ordinality as o(agency, year, place)
    left join lateral agency_deadline(o.agency, o.year) d on true
    left join review_setting s on s.agency_id = o.agency order by o.place`;

/** Loads what decides over reports that nobody has begun, in their order. */
export function loadNewReportRules(
  database: Queryable,
  reports: readonly { readonly agencyKey: number; readonly year: number }[],
): Promise<NewReportRules[]> {
  return queryRows<NewReportRules>(database, NEW_REPORT_RULES, [
    reports.map(({ agencyKey }) => agencyKey),
    reports.map(({ year }) => year),
    [...REVIEW_STEPS],
  ]);
}
