import { formatDay } from '../figures/formatFigure';
import type { Translate } from '../language/language';

/** Whether a report was published in time, or is missing, in words. */
export const TIMELINESS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  IN_TIME: ['按时', 'in time'],
  LATE: ['逾期公布', 'late'],
  RECORDED: ['补录（时间不详）', 'recorded, time not known'],
  WITHDRAWN: ['已撤回公布', 'withdrawn'],
  OVERDUE: ['缺报', 'missing'],
  AWAITED: ['未到期', 'not due yet'],
};

/** Returns how a report is in time, in words; of one that was withdrawn that it was, and when: it is not one that was never filed. */
export const expectedInWords = (
  { timeliness, withdrawnAt }: { readonly timeliness: string; readonly withdrawnAt: string | null },
  t: Translate,
): string => (withdrawnAt === null ? t(...TIMELINESS[timeliness]) : withdrawnInWords(withdrawnAt, t));

/** Returns that a report was withdrawn from publication, and on which day. */
export const withdrawnInWords = (withdrawnAt: string, t: Translate): string =>
  t(`已于 ${formatDay(withdrawnAt)} 撤回公布`, `withdrawn ${formatDay(withdrawnAt)}`);
