import type { DataSource } from 'typeorm';
import { isInForce } from '../agency/treeSql';
import type { ReportState } from '../report/model/reportEnums';
import { waitsFor } from '../report/workflow/transitions';
import { type Queryable, queryRows } from '../shared/database';
import { PERMISSIONS } from '../shared/request/permissions';
import { enqueueDelivery } from './deliveries';
import { type NoticeContent, writeNotice } from './letters';
import { findAddresses, queueLetters } from './mail';
import { NoticeEvent } from './notificationTypes';

/** What a notice is about. */
export interface Notice extends NoticeContent {
  readonly agencyKey: number;
  readonly path: string;
  readonly state: ReportState;
  /** The action of a step; a deadline has none. */
  readonly action?: string;
}

/** The webhooks of the event $1 about the agency $2 or a subtree with the path $3. */
const WEBHOOKS_OF_EVENT = `
  select w.id from webhook w left join jurisdiction p on p.id = w.jurisdiction_id
   where w.disabled_at is null and $1 = any(w.events) and (w.agency_id = $2 or $3 ^@ p.path)`;

/** Queues a message to everyone who is to know of something: the accounts by mail, the programs by webhook. */
async function notifyRecipients(database: Queryable, notice: Notice): Promise<void> {
  const { event, agencyKey, path, state, ...content } = notice;
  const roles = PERMISSIONS[waitsFor(state)].roles;
  const addresses = (await findAddresses(database, roles, [notice])).get(agencyKey) ?? [];
  await queueLetters(
    database,
    addresses.map((to) => ({ to, ...writeNotice(notice) })),
  );
  for (const { id } of await queryRows<{ id: number }>(database, WEBHOOKS_OF_EVENT, [event, agencyKey, path]))
    await enqueueDelivery(database, id, event, { ...content, state });
}

const EVENT_OF_ACTION: Record<string, NoticeEvent> = {
  RETURN: NoticeEvent.RETURNED,
  SUBMIT: NoticeEvent.WAITING,
  APPROVE: NoticeEvent.WAITING,
  ACCEPT: NoticeEvent.PUBLISHED,
  RETRACT: NoticeEvent.WITHDRAWN,
};

/** The columns of a notice about an agency (a), its version (v) and jurisdiction (j) of today, and its deadline (d). */
const NOTICE = `a.id as "agencyKey", a.code as agency, v.name as "agencyName", j.path, d.due_on::text as "dueOn"`;
const AT = `cross join lateral agency_now(a.id) v
  join jurisdiction j on j.id = v.jurisdiction_id`;

/** The step $1 with what a notice of it says. */
const STEP = `
  select s.action, s.to_state as state, s.comment, r.year, ${NOTICE} from report_step s join report r on r.id = s.report_id
    join agency a on a.id = r.agency_id ${AT} cross join lateral agency_deadline(a.id, r.year) d where s.id = $1`;

/** Announces a step of the review. */
export async function notifyOfStep(database: Queryable, step: string): Promise<void> {
  const [row] = await queryRows<Omit<Notice, 'event'> & { readonly action: string }>(database, STEP, [step]);
  const event = row && EVENT_OF_ACTION[row.action];
  if (event) await notifyRecipients(database, { ...row, event });
}

/** Stores the notices of deadlines that are due and not stored yet, and returns them. */
const STORE_DEADLINE_NOTICES = `
  with today as (select (now() at time zone 'Asia/Shanghai')::date as day),
  due as (
    select case when d.due_on < t.day then 'OVERDUE' else 'DEADLINE_NEAR' end as event, r.year, d.due_on,
           greatest(0, (t.day - d.due_on + 6) / 7) as weeks_late, ${NOTICE}
      from today t cross join lateral (select extract(year from t.day)::int - 1 as year) r, agency a ${AT}
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
