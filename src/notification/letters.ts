import { REPORT_TITLE } from '../form/sections';
import type { SentNotice } from './notices';
import { NoticeEvent } from './notificationTypes';

const WORDS: Record<NoticeEvent, { zh: string; en: string }> = {
  RETURNED: { zh: '报告被退回', en: 'report returned' },
  WAITING: { zh: '报告待您处理', en: 'report waiting for you' },
  DEADLINE_NEAR: { zh: '报送期限临近', en: 'deadline near' },
  OVERDUE: { zh: '报告已逾期', en: 'report overdue' },
  PUBLISHED: { zh: '报告已公布', en: 'report published' },
  WITHDRAWN: { zh: '报告已撤回公布', en: 'report withdrawn from publication' },
};

/** A notice to somebody by mail. */
export interface Letter extends SentNotice {
  readonly to: string;
}

/** Returns the subject and the text of a letter. */
export function writeLetter({ event, agencyName, agency, year, comment, dueOn }: Letter) {
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
