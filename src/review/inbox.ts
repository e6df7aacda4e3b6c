import { isInForce } from '../agency/treeSql';
import { ReportState } from '../report/model/reportEnums';
import { daysLateSql, firstPublicationSql } from '../report/model/timeliness';
import { waitsFor } from '../report/workflow/transitions';
import { queryRows } from '../shared/database';
import { type Seek, seekOf } from '../shared/graphql/pageArguments';
import { type Connection, decodeCursor, type Page, pageOf } from '../shared/graphql/paging';
import type { Context } from '../shared/request/context';
import { type Actor, PERMISSIONS } from '../shared/request/permissions';
import type { InboxItem } from './inboxTypes';

const UNFINISHED = Object.values(ReportState).filter((state) => state !== ReportState.PUBLISHED);

/** Returns the states in which reports wait for an actor, and where, as arrays of equal length. */
function waitingScopes(actor: Actor) {
  const scopes = actor.grants.flatMap(({ role, agencyKey, path }) =>
    UNFINISHED.filter((state) => PERMISSIONS[waitsFor(state)].roles.includes(role)).map((state) => ({
      state,
      agencyKey,
      path,
    })),
  );
  return [
    scopes.map(({ state }) => state),
    scopes.map(({ agencyKey }) => agencyKey),
    scopes.map(({ path }) => path),
  ];
}

/** An item of the inbox as stored. */
export type WaitingItem = Omit<InboxItem, 'report' | 'returned' | 'recorded' | 'withdrawnAt' | 'agency'>;

/** The row of an item, with its place among those that wait equally long. */
type WaitingRow = WaitingItem & { readonly position: number };

/**
 * What waits in states ($1) at agencies ($2) or in subtrees ($3): reports, those that were withdrawn too, and at agencies those of the last year that ended
 * which nobody has begun.
 */
const WAITING = `
  with scope as (select distinct * from unnest($1::text[], $2::int[], $3::text[]) as p(state, agency_id, path)),
    item as (
      select r.id as "reportKey", r.id as position, r.agency_id as "agencyKey", r.year, r.state, coalesce(s.created_at, v.created_at) as since,
             case when s.action in ('RETURN', 'RETRACT') then s.comment end as comment, p.report_id is not null as published,
             d.due_on::text as "dueOn",
             (select case when first."publishedAt" is null then greatest(0, beijing_today() - d.due_on) else ${daysLateSql('first', 'd.due_on')} end
                from (${firstPublicationSql('r.id')}) first) as "daysLate"
        from report r join report_revision v on v.report_id = r.id and v.number = r.latest_revision
        cross join lateral agency_now(r.agency_id) m
        join jurisdiction j on j.id = m.jurisdiction_id
        cross join lateral agency_deadline(r.agency_id, r.year) d
        left join published_revision p on p.report_id = r.id
        left join lateral (select t.created_at, t.action, t.comment from report_step t where t.report_id = r.id order by t.id desc limit 1) s on true
       where r.state <> 'PUBLISHED'
         and exists (select 1 from scope p where p.state = r.state and (p.agency_id = r.agency_id or j.path ^@ p.path))
      union all
      select null, -p.agency_id, p.agency_id, y.year, p.state, make_timestamptz(y.year + 1, 1, 1, 0, 0, 0, 'Asia/Shanghai'), null, false, d.due_on::text,
             greatest(0, (now() at time zone 'Asia/Shanghai')::date - d.due_on)
        from (select extract(year from now() at time zone 'Asia/Shanghai')::int - 1 as year) y
        join scope p on p.state = 'DRAFT' and p.agency_id is not null
        cross join lateral agency_deadline(p.agency_id, y.year) d
       where exists (select 1 from agency_version m where m.agency_id = p.agency_id and ${isInForce('m', 'y')})
         and not exists (select 1 from report f where f.agency_id = p.agency_id and f.year = y.year and f.scope = 'OWN' and f.latest_revision > 0))`;

const COUNT_WAITING = `${WAITING} select count(*)::int as total from item`;

/** The SQL of the items beyond a time ($4) and position ($5), longest waiting first, at most $6. */
const pageOfWaitingSql = ({ beyond, order }: Seek) => `${WAITING}
  select * from item where $4::timestamptz is null or (date_trunc('milliseconds', since), position) ${beyond} ($4, $5::int)
   order by date_trunc('milliseconds', since) ${order}, position ${order} limit $6`;

/** Which list the inbox is, in answers and in subscriptions. */
export const INBOX = ['inbox'];

/**
 * Returns what waits for an actor, longest waiting first: reports in a state that the actor's roles act on, and for clerks
 * those of the last year that ended which nobody has begun. Two statements.
 */
export async function listInbox(context: Context, page: Page): Promise<Connection<WaitingItem>> {
  const position = decodeCursor(page, 'instant', 'integer') ?? [null, null];
  const scopes = waitingScopes(context.actor);
  const [{ total }] = await queryRows<{ total: number }>(context.database, COUNT_WAITING, scopes);
  const rows = await queryRows<WaitingRow>(context.database, pageOfWaitingSql(seekOf(page)), [
    ...scopes,
    ...position,
    page.size + 1,
  ]);
  return pageOf(rows, page, total, ({ since, position }) => [since, position]);
}
