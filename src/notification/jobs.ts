import { Logger, type Runner, run, type TaskList } from 'graphile-worker';
import { createTransport } from 'nodemailer';
import type { DataSource, EntityManager } from 'typeorm';
import { isInForce } from '../agency/treeSql';
import { REPORT_TITLE } from '../form/sections';
import type { ReportState } from '../report/model/reportEnums';
import { waitsFor } from '../report/workflow/transitions';
import { queuePool } from '../shared/concurrency/queuePool';
import { PERMISSIONS } from '../shared/request/permissions';
import { NoticeEvent } from './notificationTypes';
import { deliver, enqueueDelivery } from './webhooks';

/** How people and programs are reached. */
export interface NoticeSettings {
  /** Such as smtps://user:password@host:465; null sends no mail. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  /** Whether webhooks may reach private networks. */
  readonly allowPrivateWebhooks: boolean;
}

type Queryable = Pick<EntityManager, 'query'>;

interface Subject {
  readonly event: NoticeEvent;
  readonly agencyKey: number;
  readonly agency: string;
  readonly agencyName: string;
  readonly path: string;
  readonly year: number;
  readonly state: ReportState;
  readonly comment: string | null;
  readonly dueOn: string;
}

const WORDS: Record<NoticeEvent, { zh: string; en: string }> = {
  RETURNED: { zh: '报告被退回', en: 'report returned' },
  WAITING: { zh: '报告待您处理', en: 'report waiting for you' },
  DEADLINE_NEAR: { zh: '报送期限临近', en: 'deadline near' },
  OVERDUE: { zh: '报告已逾期', en: 'report overdue' },
  PUBLISHED: { zh: '报告已公布', en: 'report published' },
  WITHDRAWN: { zh: '报告已撤回公布', en: 'report withdrawn from publication' },
};

const SUBJECT = `a.id as "agencyKey", a.code as agency, v.name as "agencyName", j.path, d.due_on::text as "dueOn"`;
const AT = `cross join lateral agency_now(a.id) v
  join jurisdiction j on j.id = v.jurisdiction_id`;

/** Queues a message to everyone who is to know of something: the accounts by mail, the programs by webhook. */
async function spread(database: Queryable, subject: Subject): Promise<void> {
  const { event, agencyKey, path, state, ...told } = subject;
  const people: { email: string }[] = await database.query(
    `select distinct c.email from account c join role_grant g on g.account_id = c.id left join jurisdiction p on p.id = g.jurisdiction_id
      where c.email is not null and c.disabled_at is null and g.role = any($1) and (g.agency_id = $2 or $3 ^@ p.path or g.whole_hub)`,
    [PERMISSIONS[waitsFor(state)].roles, agencyKey, path],
  );
  for (const { email } of people)
    await database.query(`select graphile_worker.add_job('mail', $1::json, max_attempts := 12)`, [
      JSON.stringify({ to: email, event, state, ...told }),
    ]);
  const hooks: { id: number }[] = await database.query(
    `select w.id from webhook w left join jurisdiction p on p.id = w.jurisdiction_id
      where w.disabled_at is null and $1 = any(w.events) and (w.agency_id = $2 or $3 ^@ p.path)`,
    [event, agencyKey, path],
  );
  for (const { id } of hooks) await enqueueDelivery(database, id, event, { ...told, state });
}

const EVENT_OF_ACTION: Record<string, NoticeEvent> = {
  RETURN: NoticeEvent.RETURNED,
  SUBMIT: NoticeEvent.WAITING,
  APPROVE: NoticeEvent.WAITING,
  ACCEPT: NoticeEvent.PUBLISHED,
  RETRACT: NoticeEvent.WITHDRAWN,
};

/** Tells of a step of the review. */
async function tellStep(database: Queryable, step: string): Promise<void> {
  const [row] = await database.query(
    `select s.action, s.to_state as state, s.comment, r.year, ${SUBJECT} from report_step s join report r on r.id = s.report_id
       join agency a on a.id = r.agency_id ${AT} cross join lateral agency_deadline(a.id, r.year) d where s.id = $1`,
    [step],
  );
  const event = row && EVENT_OF_ACTION[row.action];
  if (event) await spread(database, { ...row, event });
}

/**
 * Tells the agencies that were in force when the year ended and whose report of it is neither filed nor was ever published:
 * once when at most seven days are left, then once in every week it is late. What was told is kept, so a day on which nothing ran is made up for. Returns how many.
 */
export function tellDeadlines(database: DataSource): Promise<number> {
  return database.transaction(async (manager) => {
    const rows = await manager.query(
      `with today as (select (now() at time zone 'Asia/Shanghai')::date as day),
       due as (
         select case when d.due_on < t.day then 'OVERDUE' else 'DEADLINE_NEAR' end as event, r.year, d.due_on,
                greatest(0, (t.day - d.due_on + 6) / 7) as weeks_late, ${SUBJECT}
           from today t cross join lateral (select extract(year from t.day)::int - 1 as year) r, agency a ${AT}
           cross join lateral agency_deadline(a.id, r.year) d
          where not a.demonstration and d.due_on - t.day <= 7
            and exists (select 1 from agency_version m where m.agency_id = a.id and ${isInForce('m', 'r')})
            and not exists (select 1 from report f where f.agency_id = a.id and f.year = r.year
                  and (f.state in ('FILED', 'PUBLISHED', 'WITHDRAWN') or exists (
                    select 1 from report_revision p where p.report_id = f.id and p.published_at is not null)))),
       told as (
         insert into deadline_notice (agency_id, year, event, due_on, weeks_late)
           select "agencyKey", year, event, due_on, weeks_late from due
         on conflict do nothing returning agency_id)
       select event, 'DRAFT' as state, null as comment, year, "agencyKey", agency, "agencyName", path, "dueOn"
         from due where "agencyKey" in (select agency_id from told)`,
    );
    for (const row of rows) await spread(manager, row);
    return rows.length;
  });
}

interface Letter extends Omit<Subject, 'agencyKey' | 'path'> {
  readonly to: string;
}

function letterOf({ event, agencyName, agency, year, comment, dueOn }: Letter) {
  const { zh, en } = WORDS[event];
  return {
    subject: `${zh}：${agencyName} ${year} 年 / ${en}: ${agency} ${year}`,
    text: [
      `${agencyName}（${agency}）${year} 年${REPORT_TITLE}：${zh}。期限 ${dueOn}。`,
      `Annual report ${year} of ${agency}: ${en}. Due ${dueOn}.`,
      ...(comment ? [`意见 Comment: ${comment}`] : []),
    ].join('\n\n'),
  };
}

/** Works on queued notices in this process until stopped. Jobs survive restarts and are shared between processes. */
export function startJobs(
  database: DataSource,
  settings: NoticeSettings,
  logError: (error: unknown) => void,
): Promise<Runner> {
  const { smtpUrl, mailFrom, allowPrivateWebhooks } = settings;
  const transport = smtpUrl === null ? null : createTransport(smtpUrl);
  const tasks: TaskList = {
    tell: (payload) => tellStep(database, (payload as { step: string }).step),
    deadlines: async () => void (await tellDeadlines(database)),
    deliver: (payload, { job }) =>
      deliver(database, (payload as { delivery: string }).delivery, job.attempts, allowPrivateWebhooks),
    mail: async (payload) => {
      const letter = payload as Letter;
      if (transport) await transport.sendMail({ from: mailFrom, to: letter.to, ...letterOf(letter) });
    },
  };
  return run({
    pgPool: queuePool(database),
    taskList: tasks,
    crontab: '0 1 * * * deadlines',
    concurrency: 2,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => {
      if (level === 'error') logError(new Error(message));
    }),
  });
}
