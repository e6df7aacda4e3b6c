import { LessThan, MoreThanOrEqual, type SelectQueryBuilder } from 'typeorm';
import { AgencyEntity } from '../agency/agencyEntities';
import { canReadDraftsNamedSql, draftAccessNamedParams } from '../agency/draftAccess';
import type { Database } from '../shared/database';
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
const IS_WORK_OF_OTHERS = `(e.chain <> 0 and e.subject not in (${NO_WORK.map((subject) => `'${subject}'`).join(', ')}) and not ${canReadDraftsNamedSql('e.chain')})`;
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
type Row = AuditEvent & { exactAt: string; chain: number };

/** Returns a query of events (e), which withholds from a reader what is the unpublished work of others. */
const selectEvents = (database: Database, reader: Actor): SelectQueryBuilder<AuditEvent> =>
  database
    .getRepository(AuditEvent)
    .createQueryBuilder('e')
    .leftJoin(AgencyEntity, 'a', 'a.id = e.chain')
    .select(EVENT)
    .setParameters(draftAccessNamedParams(reader));

/** Returns a query of the events of a filter. */
function selectListed(
  database: Database,
  { reader, chain, subject, actor, since, until }: AuditFilter,
): SelectQueryBuilder<AuditEvent> {
  const events = selectEvents(database, reader);
  if (chain !== null) events.andWhere({ chain });
  if (subject) events.andWhere({ subject });
  if (actor) events.andWhere([{ actor }, { actorName: actor }]);
  if (since) events.andWhere({ at: MoreThanOrEqual(since) });
  if (until) events.andWhere({ at: LessThan(until) });
  return events;
}

/** Returns at most so many events of a query, beyond the one at a position. */
async function readEvents(
  events: SelectQueryBuilder<AuditEvent>,
  { beyond, order }: Seek,
  position: readonly unknown[] | null,
  limit: number,
): Promise<Row[]> {
  if (position) {
    const [at, chain, number] = position;
    events.andWhere(
      `(e.at, e.chain, e.position) ${beyond} (:at::timestamptz, :chain::int, :number::bigint)`,
      { at, chain, number },
    );
  }
  const rows = await events
    .orderBy({ 'e.at': order, 'e.chain': order, 'e.position': order })
    .limit(limit)
    .getRawMany<Row>();
  return rows.map(asEvent);
}

const asEvent = (row: Row): Row => Object.assign(new AuditEvent(), row);

/** Returns events by chain and position, for an entitled reader. */
export async function findEvents(
  database: Database,
  reader: Actor,
  keys: readonly { readonly chain: number; readonly position: string }[],
): Promise<Row[]> {
  const rows = await selectEvents(database, reader)
    .where('(e.chain, e.position) in (select * from unnest(:chains::int[], :positions::bigint[]))', {
      chains: keys.map(({ chain }) => chain),
      positions: keys.map(({ position }) => position),
    })
    .getRawMany<Row>();
  return rows.map(asEvent);
}

const keyOf = (row: Row) => [row.exactAt, row.chain, row.position];

/** Returns a page of events, oldest first. Two statements. */
export async function listEvents(
  database: Database,
  filter: AuditFilter,
  page: Page,
): Promise<Connection<AuditEvent>> {
  const position = decodeCursor(page, 'instant', 'integer', 'digits');
  const events = selectListed(database, filter);
  const total = await events.getCount();
  return pageOf<Row>(await readEvents(events, seekOf(page), position, page.size + 1), page, total, keyOf);
}

const OLDEST_FIRST: Seek = { beyond: '>', order: OrderDirection.ASC };

/** Yields every event of a filter as NDJSON lines, in bounded memory. */
export async function* exportEvents(database: Database, filter: AuditFilter): AsyncGenerator<string> {
  const BATCH = 500;
  for (let after: unknown[] | null = null; ; ) {
    const rows: Row[] = await readEvents(selectListed(database, filter), OLDEST_FIRST, after, BATCH);
    for (const { exactAt, ...row } of rows) yield `${JSON.stringify({ ...row, at: exactAt })}\n`;
    if (rows.length < BATCH) return;
    after = keyOf(rows[rows.length - 1]);
  }
}
