import { Logger, type Runner, run, type TaskList } from 'graphile-worker';
import { createTransport } from 'nodemailer';
import type { DataSource } from 'typeorm';
import {
  type CheckedAnew,
  checkAgenciesAnew,
  checkOutdatedAnew,
  isAnyOutdated,
} from '../report/checking/checkAnew';
import { queuePool } from '../shared/concurrency/queuePool';
import { deliver, NotDelivered } from './deliver';
import type { Letter } from './mail';
import { notifyOfNewFindings, notifyOfStep, remindOfDeadlines } from './notices';
import { NotSent, sendLetter } from './sendLetter';

/** How people and programs are reached. */
export interface NoticeSettings {
  /** Such as smtps://user:password@host:465; null sends no mail. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  /** Whether webhooks may reach private networks. */
  readonly allowPrivateWebhooks: boolean;
}

/** Where the jobs note what they did and what went wrong. */
export interface JobLog {
  readonly note: (line: string) => void;
  readonly noteError: (error: unknown) => void;
  readonly noteWarning: (line: string) => void;
}

const inWords = ({ checked, changed }: CheckedAnew) =>
  `${checked} reports were checked anew by other rules, something else was found in ${changed} revisions`;

/**
 * Works on queued jobs in this process until stopped: notices, and reports that are to be checked anew. Jobs survive restarts and are
 * shared between processes. Reports that were checked by other rules than those of this hub are checked anew from the start on.
 */
export async function startJobs(
  database: DataSource,
  settings: NoticeSettings,
  { note, noteError, noteWarning }: JobLog,
): Promise<Runner> {
  const { smtpUrl, mailFrom, allowPrivateWebhooks } = settings;
  const transport = smtpUrl === null ? null : createTransport(smtpUrl);
  const tasks: TaskList = {
    tell: (payload) => notifyOfStep(database, (payload as { step: string }).step),
    tellFindings: (payload) =>
      notifyOfNewFindings(database, payload as { revision: number; renewal: number }),
    deadlines: async () => void (await remindOfDeadlines(database)),
    findings: async (payload) =>
      void (await checkAgenciesAnew(database, (payload as { agencies: number[] }).agencies)),
    rules: async () => void (await checkOutdatedAnew(database, (done) => note(inWords(done)))),
    deliver: (payload, { job }) =>
      deliver(database, (payload as { delivery: string }).delivery, job.attempts, allowPrivateWebhooks),
    mail: async (payload) => {
      if (transport) await sendLetter(database, transport, mailFrom, payload as Letter);
    },
  };
  const runner = await run({
    pgPool: queuePool(database),
    taskList: tasks,
    crontab: '0 1 * * * deadlines\n30 17 * * * rules',
    concurrency: 2,
    noHandleSignals: true,
    logger: new Logger(() => (level, message, meta) => {
      if (level !== 'error' || meta?.error instanceof NotDelivered) return;
      if (meta?.error instanceof NotSent) noteWarning(`a letter was not sent: ${meta.error.message}`);
      else noteError(new Error(message));
    }),
  });
  if (await isAnyOutdated(database)) await runner.addJob('rules', {}, { jobKey: 'rules' });
  return runner;
}
