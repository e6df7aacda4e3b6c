import type { DataSource, EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { AgencyVersion } from '../agency/agencyEntities';
import { isInForce, versionNow } from '../agency/treeSql';
import { ReportEntity } from '../report/model/reportEntities';
import type { ReportState } from '../report/model/reportEnums';
import { ReportStep } from '../report/model/stepTypes';
import { waitsFor } from '../report/workflow/transitions';
import { findNewFindings } from '../review/newFindings';
import { type Database, queryRows } from '../shared/database';
import { PERMISSIONS } from '../shared/request/permissions';
import { enqueueDelivery } from './deliveries';
import { type NoticeContent, writeNotice } from './letters';
import { findAddresses, queueLetters } from './mail';
import { NoticeEvent, Webhook } from './notificationTypes';

/** What a notice is about. */
export interface Notice extends NoticeContent {
  readonly agencyKey: number;
  readonly path: string;
  readonly state: ReportState;
  /** The action of a step; a deadline has none. */
  readonly action?: string;
}

/** Returns the webhooks in use that are told of the event of a notice at its agency. */
const listWebhooksOf = (database: Database, { event, agencyKey, path }: Notice): Promise<Webhook[]> =>
  database
    .getRepository(Webhook)
    .createQueryBuilder('w')
    .leftJoin('w.jurisdictionEntity', 'p')
    .select('w.key')
    .where('w.disabledAt is null and :event = any(w.events)', { event })
    .andWhere('(w.agencyId = :agencyKey or :path ^@ p.path)', { agencyKey, path })
    .getMany();

/** Queues a message to everyone who is to know of something: the accounts by mail, the programs by webhook. */
async function notifyRecipients(manager: EntityManager, notice: Notice): Promise<void> {
  const { event, agencyKey, path, state, ...content } = notice;
  const roles = PERMISSIONS[waitsFor(state)].roles;
  const addresses = (await findAddresses(manager, roles, [notice])).get(agencyKey) ?? [];
  await queueLetters(
    manager,
    addresses.map((to) => ({ to, ...writeNotice(notice) })),
  );
  for (const { key } of await listWebhooksOf(manager, notice))
    await enqueueDelivery(manager, key, event, { ...content, state });
}

const EVENT_OF_ACTION: Record<string, NoticeEvent> = {
  RETURN: NoticeEvent.RETURNED,
  SUBMIT: NoticeEvent.WAITING,
  APPROVE: NoticeEvent.WAITING,
  ACCEPT: NoticeEvent.PUBLISHED,
  RETRACT: NoticeEvent.WITHDRAWN,
};

/** A step of the review with what a notice of it says. */
type StepNotice = Omit<Notice, 'event'> & { readonly action: string };

/** Adds to a query of reports (r) what every notice says of one. */
const addReport = <Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>): SelectQueryBuilder<Row> =>
  query
    .innerJoin('r.agency', 'a')
    .innerJoin(AgencyVersion, 'v', `v.id = ${versionNow('a.id')}`)
    .innerJoin('v.jurisdiction', 'j')
    .addSelect('r.year', 'year')
    .addSelect('a.id', 'agencyKey')
    .addSelect('a.code', 'agency')
    .addSelect('v.name', 'agencyName')
    .addSelect('j.path', 'path')
    .addSelect('(select d.due_on::text from agency_deadline(a.id, r.year) d)', 'dueOn');

const findStep = (database: Database, step: string): Promise<StepNotice | undefined> =>
  addReport(
    database
      .getRepository(ReportStep)
      .createQueryBuilder('s')
      .innerJoin('s.reportEntity', 'r')
      .select('s.action', 'action')
      .addSelect('s.toState', 'state')
      .addSelect('s.comment', 'comment'),
  )
    .where('s.key = :step', { step })
    .getRawOne<StepNotice>();

/** Announces a step of the review: to everyone, or where something fails to nobody yet. */
export function notifyOfStep(database: DataSource, step: string): Promise<void> {
  return database.transaction(async (manager) => {
    const row = await findStep(manager, step);
    const event = row && EVENT_OF_ACTION[row.action];
    if (event) await notifyRecipients(manager, { ...row, event });
  });
}

/** Announces what a renewal of the findings of a published revision was the first to find, where anything is new and still found. */
export function notifyOfNewFindings(
  database: DataSource,
  { revision, renewal }: { readonly revision: number; readonly renewal: number },
): Promise<void> {
  return database.transaction(async (manager) => {
    const item = await findNewFindings(manager, revision, renewal);
    if (!item) return;
    const report = await addReport(
      manager.getRepository(ReportEntity).createQueryBuilder('r').select('r.state', 'state'),
    )
      .where('r.id = :key', { key: item.reportKey })
      .getRawOne<Omit<Notice, 'event' | 'comment'>>();
    if (report)
      await notifyRecipients(manager, {
        ...report,
        event: NoticeEvent.NEW_FINDINGS,
        comment: null,
        findings: item.findings,
      });
  });
}

/** Stores the notices of deadlines that are due and not stored yet, and returns them. */
const STORE_DEADLINE_NOTICES = `
  with today as (select (now() at time zone 'Asia/Shanghai')::date as day),
  due as (
    select case when d.due_on < t.day then 'OVERDUE' else 'DEADLINE_NEAR' end as event, r.year, d.due_on,
           greatest(0, (t.day - d.due_on + 6) / 7) as weeks_late, a.id as "agencyKey", a.code as agency, v.name as "agencyName",
           j.path, d.due_on::text as "dueOn"
      from today t cross join lateral (select extract(year from t.day)::int - 1 as year) r, agency a
      cross join lateral agency_now(a.id) v join jurisdiction j on j.id = v.jurisdiction_id
      cross join lateral agency_deadline(a.id, r.year) d
     where not a.demonstration and d.due_on - t.day <= 7
       and exists (select 1 from agency_version m where m.agency_id = a.id and ${isInForce('m', 'r')})
       and not exists (select 1 from report f where f.agency_id = a.id and f.year = r.year
             and (f.state in ('FILED', 'PUBLISHED', 'WITHDRAWN') or exists (
               select 1 from report_revision p where p.report_id = f.id and p.published_at is not null)))),
  stored as (
    insert into deadline_notice (agency_id, year, event, due_on, weeks_late)
      select "agencyKey", year, event, due_on, weeks_late from due
    on conflict do nothing returning agency_id)
  select event, 'DRAFT' as state, null as comment, year, "agencyKey", agency, "agencyName", path, "dueOn"
    from due where "agencyKey" in (select agency_id from stored)`;

/**
 * Reminds the agencies that were in force when the year ended and whose report of it is neither filed nor was ever published:
 * once when at most seven days are left, then once in every week it is late. Reminders are stored, so those of a day on which
 * nothing ran are sent later. Returns how many.
 */
export function remindOfDeadlines(database: DataSource): Promise<number> {
  return database.transaction(async (manager) => {
    const notices = await queryRows<Notice>(manager, STORE_DEADLINE_NOTICES);
    for (const notice of notices) await notifyRecipients(manager, notice);
    return notices.length;
  });
}
