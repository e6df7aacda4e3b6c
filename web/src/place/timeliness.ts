/** Whether a report was published in time, or is missing, in words. */
export const TIMELINESS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  IN_TIME: ['按时', 'in time'],
  LATE: ['逾期公布', 'late'],
  RECORDED: ['补录（时间不详）', 'recorded, time not known'],
  OVERDUE: ['缺报', 'missing'],
  AWAITED: ['未到期', 'not due yet'],
};
