import { Logger, type Runner, run, type TaskList } from 'graphile-worker';
import { createTransport } from 'nodemailer';
import type { DataSource } from 'typeorm';
import { queuePool } from '../shared/concurrency/queuePool';
import { deliver, NotDelivered } from './deliver';
import type { Letter } from './mail';
import { notifyOfStep, remindOfDeadlines } from './notices';
import { NotSent, sendLetter } from './sendLetter';

/** How people and programs are reached. */
export interface NoticeSettings {
  /** Such as smtps://user:password@host:465; null sends no mail. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  /** Whether webhooks may reach private networks. */
  readonly allowPrivateWebhooks: boolean;
}

/** Where the jobs note what went wrong. */
export interface JobLog {
  readonly noteError: (error: unknown) => void;
  readonly noteWarning: (line: string) => void;
}

/** Works on queued notices in this process until stopped. Jobs survive restarts and are shared between processes. */
export function startJobs(
  database: DataSource,
  settings: NoticeSettings,
  { noteError, noteWarning }: JobLog,
): Promise<Runner> {
  const { smtpUrl, mailFrom, allowPrivateWebhooks } = settings;
  const transport = smtpUrl === null ? null : createTransport(smtpUrl);
  const tasks: TaskList = {
    tell: (payload) => notifyOfStep(database, (payload as { step: string }).step),
    deadlines: async () => void (await remindOfDeadlines(database)),
    deliver: (payload, { job }) =>
      deliver(database, (payload as { delivery: string }).delivery, job.attempts, allowPrivateWebhooks),
    mail: async (payload) => {
      if (transport) await sendLetter(database, transport, mailFrom, payload as Letter);
    },
  };
  return run({
    pgPool: queuePool(database),
    taskList: tasks,
    crontab: '0 1 * * * deadlines',
    concurrency: 2,
    noHandleSignals: true,
    logger: new Logger(() => (level, message, meta) => {
      if (level !== 'error' || meta?.error instanceof NotDelivered) return;
      if (meta?.error instanceof NotSent) noteWarning(`a letter was not sent: ${meta.error.message}`);
      else noteError(new Error(message));
    }),
  });
}
