import type { WebSystemQuery } from '../api/generated/documents';

/** How the hub is. */
export type System = NonNullable<WebSystemQuery['system']>;

/** Something to do, in words, and whether it cannot wait. */
export interface Todo {
  readonly isUrgent: boolean;
  readonly zh: string;
  readonly en: string;
}

/** How old a verification may be. */
const MOST_DAYS = 31;
const DAY_MS = 86_400_000;

const COMMANDS = {
  AUDIT: ['在“审计”页核对', 'verify it under "Audit"'],
  SUMS: [
    '由运维人员在服务器上从各份报告重新计算汇总，并与存储的比对（命令 npm run rollup:verify）',
    'let who runs the server compute the sums again from the reports and compare them (the command is npm run rollup:verify)',
  ],
} as const;
const SUBJECTS = { AUDIT: ['审计记录', 'the audit'], SUMS: ['存储的汇总', 'the maintained sums'] } as const;

/** The tasks of the queue in words. */
export const TASKS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  tell: ['通知', 'Notices'],
  mail: ['邮件', 'Mail'],
  deliver: ['回调投递', 'Messages to webhooks'],
  deadlines: ['期限提醒', 'Reminders of deadlines'],
};

/** Returns what is to be done about the verification of a subject. */
function todoOfVerification(system: System, subject: keyof typeof COMMANDS, now: Date): Todo[] {
  const last = system.verifications.find((one) => one.subject === subject);
  const [zh, en] = SUBJECTS[subject];
  const [commandZh, commandEn] = COMMANDS[subject];
  if (last && last.faultCount > 0)
    return [
      {
        isUrgent: true,
        zh: `上次核对${zh}发现 ${last.faultCount} 处不符：请查明原因，再${commandZh}。`,
        en: `The last verification of ${en} found ${last.faultCount} faults: find out why, then ${commandEn}.`,
      },
    ];
  const days = last ? Math.floor((now.getTime() - Date.parse(last.verifiedAt)) / DAY_MS) : null;
  if (days !== null && days <= MOST_DAYS) return [];
  return [
    {
      isUrgent: false,
      zh: `${zh}${days === null ? '从未核对过' : `已 ${days} 天未核对`}：请${commandZh}。`,
      en: `${days === null ? 'Never verified' : `Last verified ${days} days ago`}: ${en}. Please ${commandEn}.`,
    },
  ];
}

/** Returns what an administrator has to do, what cannot wait first; nothing where all is well. */
export function todoOf(system: System, now: Date): Todo[] {
  const todo: Todo[] = [];
  const add = (isUrgent: boolean, zh: string, en: string) => todo.push({ isUrgent, zh, en });
  if (!system.canWrite)
    add(
      true,
      '数据库不能写入：填报、审核都不能保存。请检查数据库是否运行、磁盘是否已满。',
      'The database takes no changes: nothing can be saved. See whether it runs and whether its disk is full.',
    );
  system.replicas.forEach(({ state }, at) => {
    if (state === 'IN_USE') return;
    const [zh, en] = {
      BEHIND: ['落后过多，已停用', 'is too far behind and not used'],
      UNREACHABLE: ['连接不上', 'cannot be reached'],
      NOT_A_REPLICA: ['不是主库的副本', 'is no replica of the primary'],
    }[state];
    add(true, `只读副本 ${at + 1} ${zh}。`, `Replica ${at + 1} ${en}.`);
  });
  for (const { task, late, failed } of system.jobs) {
    const [zh, en] = TASKS[task] ?? [task, task];
    if (late > 0)
      add(
        true,
        `${zh}：${late} 项到时未办。请看平台是否在运行、日志有无错误。`,
        `${en}: ${late} are late. See whether the hub runs, and its log.`,
      );
    if (failed > 0 && task !== 'deliver')
      add(
        false,
        `${zh}：${failed} 项多次尝试后失败，不再尝试。请看日志${task === 'mail' ? '和邮件服务器设置（SMTP_URL）' : ''}。`,
        `${en}: ${failed} failed for good. See the log${task === 'mail' ? ' and the mail server (SMTP_URL)' : ''}.`,
      );
  }
  const { retrying, dead } = system.deliveries;
  if (dead > 0)
    add(
      false,
      `${dead} 条回调消息未送达，不再尝试：请由设立者在“网络回调”查看原因并重新投递。`,
      `${dead} messages to webhooks were not delivered: who set them up sees why under "Webhooks" and sends them again.`,
    );
  if (retrying > 0)
    add(
      false,
      `${retrying} 条回调消息投递失败，正在重试，无需处理。`,
      `${retrying} messages to webhooks failed and are tried again; nothing needs doing.`,
    );
  todo.push(...todoOfVerification(system, 'AUDIT', now), ...todoOfVerification(system, 'SUMS', now));
  return todo.sort((one, other) => Number(other.isUrgent) - Number(one.isUrgent));
}
