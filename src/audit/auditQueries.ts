import { canReadDraftsSql, draftAccessParams } from '../agency/draftAccess';
import { type Queryable, queryRows } from '../shared/database';
import { OrderDirection } from '../shared/graphql/ordering';
import { type Seek, seekOf } from '../shared/graphql/pageArguments';
import { type Connection, decodeCursor, type Page, pageOf } from '../shared/graphql/paging';
import type { Actor } from '../shared/request/permissions';
import { AuditEvent } from './auditTypes';

/** Which events to read, and for whom. `chain` is the key of an agency, 0 for what belongs to none, null for all. */
export interface AuditFilter {
  readonly reader: Actor;
  readonly chain: number | null;
  readonly subject?: string | null;
  readonly actor?: string | null;
  readonly since?: Date | null;
  readonly until?: Date | null;
}

/** The tables that say nothing of unpublished work: every auditor sees them. All else is shown to those who may read that work. */
const NO_WORK = [
  'agency',
  'agency_version',
  'agency_succession',
  'role_grant',
  'api_key',
  'review_setting',
  'deadline_extension',
  'webhook',
  'refused_attempts',
  'report',
  'withdrawal',
];
/** Whether the reader may not read the unpublished work of the agency. */
const IS_WORK_OF_OTHERS = `(e.chain <> 0 and e.subject not in (${NO_WORK.map((subject) => `'${subject}'`).join(', ')}) and not ${canReadDraftsSql('e.chain')})`;
/** Whether an event is of a revision, or its indicators or findings, that everybody may read now: it was published since, and neither it nor a later one was withdrawn. Their key is that of the revision. */
const IS_PUBLIC = `(case when e.subject in ('report_revision', 'report_indicator', 'revision_finding') and e.chain <> 0 then exists (
    select from report_revision v where v.id = e.subject_key::int and v.published_at is not null
       and not exists (select from withdrawal z where z.report_id = v.report_id and z.revision >= v.number)) else false end)`;
const IS_WITHHELD = `(${IS_WORK_OF_OTHERS} and not ${IS_PUBLIC})`;
/** What was there before a new revision is the revision before it, which need not be public. */
const IS_BEFORE_WITHHELD = `(${IS_WORK_OF_OTHERS} and not (${IS_PUBLIC} and e.operation = 'UPDATE'))`;

const EVENT = `e.chain, e.position::text as position, e.at, e.actor, e.actor_name as "actorName", e.address, e.request_id as "requestId",
  e.operation, e.subject, e.subject_key as "subjectKey", case when not ${IS_BEFORE_WITHHELD} then e.before end as before,
  case when not ${IS_WITHHELD} then e.after end as after, ${IS_WITHHELD} as withheld, e.hash, a.code as "agencyCode",
  to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "exactAt"`;
/** The conditions of a filter ($3 to $7). $1 and $2, the reader, are named here only so that counting knows their types. */
const WHERE = `where ($3::int is null or e.chain = $3) and ($4::text is null or e.subject = $4) and ($5::text is null or e.actor = $5 or e.actor_name = $5)
  and ($6::timestamptz is null or e.at >= $6) and ($7::timestamptz is null or e.at < $7) and ($1::int[] is null or $2::text[] is null or true)`;

const parametersOf = ({ reader, chain, subject, actor, since, until }: AuditFilter) => [
  ...draftAccessParams(reader),
  chain,
  subject ?? null,
  actor ?? null,
  since ?? null,
  until ?? null,
];

type Row = AuditEvent & { exactAt: string; chain: number };

const EVENTS_COUNT = `select count(*)::int as total from audit_event e ${WHERE}`;
/** The SQL of the events beyond the one with this time, chain and position ($8 to $10), at most $11. */
const eventsSql = ({ beyond, order }: Seek) => `
  select ${EVENT} from audit_event e left join agency a on a.id = e.chain ${WHERE}
     and ($8::timestamptz is null or (e.at, e.chain, e.position) ${beyond} ($8, $9::int, $10::bigint))
   order by e.at ${order}, e.chain ${order}, e.position ${order} limit $11`;

const listRows = (
  database: Queryable,
  filter: AuditFilter,
  seek: Seek,
  position: unknown[] | null,
  limit: number,
) =>
  queryRows<Row>(database, eventsSql(seek), [
    ...parametersOf(filter),
    ...(position ?? [null, null, null]),
    limit,
  ]);

const asEvent = (row: Row): Row => Object.assign(new AuditEvent(), row);

/** Events by chain ($3) and position ($4), one of each, for a reader ($1, $2). */
const EVENTS_BY_KEY = `
  select ${EVENT} from audit_event e left join agency a on a.id = e.chain
   where ($1::int[] is null or $2::text[] is null or true)
     and (e.chain, e.position) in (select * from unnest($3::int[], $4::bigint[]))`;

/** Returns events by chain and position, for an entitled reader. */
export async function findEvents(
  database: Queryable,
  reader: Actor,
  keys: readonly { readonly chain: number; readonly position: string }[],
): Promise<Row[]> {
  const rows = await queryRows<Row>(database, EVENTS_BY_KEY, [
    ...draftAccessParams(reader),
    keys.map(({ chain }) => chain),
    keys.map(({ position }) => position),
  ]);
  return rows.map(asEvent);
}

const keyOf = (row: Row) => [row.exactAt, row.chain, row.position];

/** Returns a page of events, oldest first. Two statements. */
export async function listEvents(
  database: Queryable,
  filter: AuditFilter,
  page: Page,
): Promise<Connection<AuditEvent>> {
  const [{ total }] = await queryRows<{ total: number }>(database, EVENTS_COUNT, parametersOf(filter));
  const rows = await listRows(
    database,
    filter,
    seekOf(page),
    decodeCursor(page, 'instant', 'integer', 'digits'),
    page.size + 1,
  );
  return pageOf<Row>(rows.map(asEvent), page, total, keyOf);
}

const OLDEST_FIRST: Seek = { beyond: '>', order: OrderDirection.ASC };

/** Yields every event of a filter as NDJSON lines, in bounded memory. */
export async function* exportEvents(database: Queryable, filter: AuditFilter): AsyncGenerator<string> {
  const BATCH = 500;
  for (let after: unknown[] | null = null; ; ) {
    const rows = await listRows(database, filter, OLDEST_FIRST, after, BATCH);
    for (const { exactAt, ...row } of rows) yield `${JSON.stringify({ ...row, at: exactAt })}\n`;
    if (rows.length < BATCH) return;
    after = keyOf(rows[rows.length - 1]);
  }
}
