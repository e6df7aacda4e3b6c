import { REPORT_TITLE } from '../form/sections';
import type { FindingType } from '../shared/graphql/finding';
import type { Letter } from './mail';
import { NoticeEvent } from './notificationTypes';
import { ReminderKind } from './reminderTypes';

const WORDS: Record<NoticeEvent, { zh: string; en: string }> = {
  RETURNED: { zh: '报告被退回', en: 'report returned' },
  WAITING: { zh: '报告待您处理', en: 'report waiting for you' },
  DEADLINE_NEAR: { zh: '报送期限临近', en: 'deadline near' },
  OVERDUE: { zh: '报告已逾期', en: 'report overdue' },
  PUBLISHED: { zh: '报告已公布', en: 'report published' },
  WITHDRAWN: { zh: '报告已撤回公布', en: 'report withdrawn from publication' },
  NEW_FINDINGS: { zh: '已公布的报告出现新的核查问题', en: 'new findings in the published report' },
};

/** What a letter says beside whom it is to. */
type Content = Omit<Letter, 'to'>;

/** What the letter of a notice says. */
export interface NoticeContent {
  readonly event: NoticeEvent;
  readonly agency: string;
  readonly agencyName: string;
  readonly year: number;
  readonly comment: string | null;
  readonly dueOn: string;
  /** What is found in a published report since then; nothing where the notice is of something else. */
  readonly findings?: readonly Pick<FindingType, 'messageZh' | 'messageEn'>[];
}

/** Returns the subject and the text of the letter of a notice. */
export function writeNotice(notice: NoticeContent): Content {
  const { event, agencyName, agency, year, comment, dueOn, findings = [] } = notice;
  const { zh, en } = WORDS[event];
  return {
    subject: `${zh}：${agencyName} ${year} 年 / ${en}: ${agency} ${year}`,
    text: [
      `${agencyName}（${agency}）${year} 年${REPORT_TITLE}：${zh}。期限 ${dueOn}。`,
      `Annual report ${year} of ${agency}: ${en}. Due ${dueOn}.`,
      ...(comment ? [`意见 Comment: ${comment}`] : []),
      ...findings.flatMap(({ messageZh, messageEn }) => [messageZh, messageEn]),
    ].join('\n\n'),
  };
}

/** What a letter says in which an officer reminds an agency. */
export interface ReminderContent {
  readonly kind: ReminderKind;
  readonly agency: string;
  readonly agencyName: string;
  readonly year: number;
  readonly dueOn: string;
  readonly daysLate: number;
  /** With what the report was returned; null where it was not. */
  readonly comment: string | null;
  readonly note: string | null;
  /** Who reminds. */
  readonly sender: string;
}

const REMINDERS: Record<ReminderKind, (content: ReminderContent) => { zh: string; en: string }> = {
  [ReminderKind.NOT_BEGUN]: ({ dueOn }) => ({
    zh: `尚未开始填报，期限 ${dueOn}，请及时填报`,
    en: `is not begun. It is due ${dueOn}: please fill it in`,
  }),
  [ReminderKind.LATE]: ({ dueOn, daysLate }) => ({
    zh: `期限 ${dueOn} 已过 ${daysLate} 天，尚未报送，请尽快报送`,
    en: `was due ${dueOn}, ${daysLate} days ago, and is not filed: please file it`,
  }),
  [ReminderKind.RETURNED]: ({ dueOn }) => ({
    zh: `已被退回，期限 ${dueOn}，请按退回意见更正后重新报送`,
    en: `was returned. It is due ${dueOn}: please put it right as the comment says and file it again`,
  }),
};

/** Returns the subject and the text of a reminder. */
export function writeReminder(content: ReminderContent): Content {
  const { kind, agency, agencyName, year, comment, note, sender } = content;
  const { zh, en } = REMINDERS[kind](content);
  return {
    subject: `催报：${agencyName} ${year} 年 / Reminder: ${agency} ${year}`,
    text: [
      `${agencyName}（${agency}）：${year} 年${REPORT_TITLE}${zh}。`,
      `The annual report ${year} of ${agency} ${en}.`,
      ...(kind === ReminderKind.RETURNED && comment ? [`退回意见 Comment: ${comment}`] : []),
      ...(note ? [`附言 Note: ${note}`] : []),
      `${sender}`,
    ].join('\n\n'),
  };
}
