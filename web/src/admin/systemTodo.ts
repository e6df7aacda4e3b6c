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

/** What is verified, what to do where that was not done for long, and where faults were found. */
const VERIFIED = {
  AUDIT: {
    subject: ['审计记录', 'The audit'],
    verify: ['请在“审计”页点“核对全部审计记录”。', 'Press "Verify the whole audit" under "Audit".'],
    mend: [
      '记录可能被改动：请保留数据库现状，报告安全负责人；查明原因后再核对。',
      'It may have been tampered with: leave the database as it is and report it to who is responsible for security; verify it again once the cause is known.',
    ],
  },
  SUMS: {
    subject: ['各区划的合计（随报告自动更新）', 'The sums of places, which follow the reports'],
    verify: [
      '请运维人员从各份报告重新计算并比对一次，不改动数据（命令 npm run rollup:verify）。',
      'Ask the operator to compute them again from the reports and compare, which changes nothing (the command is npm run rollup:verify).',
    ],
    mend: [
      '页面上的合计可能不对：请运维人员重建合计（命令 npm run rollup:rebuild）后再核对（npm run rollup:verify），并查明原因。',
      'Sums on the pages may be wrong: ask the operator to build them anew (the command is npm run rollup:rebuild), to verify them again (npm run rollup:verify) and to find the cause.',
    ],
  },
} as const;

/** The tasks of the queue in words. */
export const TASKS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  tell: ['通知', 'Notices'],
  mail: ['邮件', 'Mail'],
  deliver: ['回调投递', 'Messages to webhooks'],
  deadlines: ['期限提醒', 'Reminders of deadlines'],
};

/** Returns what is to be done about the verification of a subject. */
function todoOfVerification(system: System, name: keyof typeof VERIFIED, now: Date): Todo[] {
  const last = system.verifications.find(({ subject }) => subject === name);
  const { subject, verify, mend } = VERIFIED[name];
  if (last && last.faultCount > 0)
    return [
      {
        isUrgent: true,
        zh: `${subject[0]}：上次核对发现 ${last.faultCount} 处不符。${mend[0]}`,
        en: `${subject[1]}: the last verification found ${last.faultCount} faults. ${mend[1]}`,
      },
    ];
  const days = last ? Math.floor((now.getTime() - Date.parse(last.verifiedAt)) / DAY_MS) : null;
  if (days !== null && days <= MOST_DAYS) return [];
  return [
    {
      isUrgent: false,
      zh: `${subject[0]}${days === null ? '从未核对过' : `已 ${days} 天未核对`}，不表示有误。${verify[0]}`,
      en: `${subject[1]}: ${days === null ? 'never verified' : `last verified ${days} days ago`}, which does not say that anything is wrong. ${verify[1]}`,
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
  for (const { address, letters, reply, usernames } of system.refusedAddresses)
    add(
      false,
      `发往 ${address}（账户 ${usernames.join('、')}）的邮件被永久拒收 ${letters} 封，邮件服务器答复：${reply}。请在“账户”核对其邮箱。`,
      `${letters} letters to ${address} (account ${usernames.join(', ')}) were refused for good; the mail server replied: ${reply}. Look whether the address is right under "Accounts".`,
    );
  todo.push(...todoOfVerification(system, 'AUDIT', now), ...todoOfVerification(system, 'SUMS', now));
  return todo.sort((one, other) => Number(other.isUrgent) - Number(one.isUrgent));
}
