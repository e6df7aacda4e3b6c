import type { WebCoveredVariables } from '../api/generated/documents';

/** Which reports of a coverage are listed. */
export type CoveragePart = WebCoveredVariables['part'];

/** The parts of a coverage in words. */
export const PARTS: Readonly<Record<CoveragePart, readonly [zh: string, en: string]>> = {
  EXPECTED: ['应报的报告', 'Reports that are expected'],
  INCLUDED: ['已公布的报告', 'Published reports'],
  IN_TIME: ['按时公布的报告', 'Reports published in time'],
  LATE: ['逾期公布的报告', 'Reports published late'],
  RECORDED: [
    '补录的报告（原已在别处公布，时间不详）',
    'Recorded reports, published elsewhere before, it is not known when',
  ],
  WITHDRAWN: ['已撤回公布的报告', 'Reports withdrawn from publication'],
  OVERDUE: ['缺报（已过截止日）', 'Missing reports, past their deadlines'],
  AWAITED: ['未到期的报告', 'Reports not due yet'],
  WITH_ERRORS: ['有勾稽错误的报告', 'Reports with arithmetic errors'],
  BLANK_SECTIONS: ['有整表空白的报告', 'Reports with a table in which nothing is filled in'],
  EDITION_2019: ['2019 版式的报告', 'Reports in the form of 2019'],
};
