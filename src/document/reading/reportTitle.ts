import { normalize } from '../../form/labels';
import { type Row, soleText } from './rows';

/** What the title of a report says, in the statutory words and in those offices use instead. */
export const REPORT_TITLES =
  /政府信息公开(?:工作)?(?:的)?年度?(?:工作)?报告|信息公开(?:工作)?年度?报告|信息公开年报/u;
const AT_THE_END = new RegExp(`(?:${REPORT_TITLES.source})$`, 'u');
const LONGEST_TITLE = 70;

/** Returns whether a row is the title of a report, in one line. */
export function isReportTitle(row: Row): boolean {
  const text = normalize(soleText(row) ?? '');
  return text.length <= LONGEST_TITLE && AT_THE_END.test(text.replace(/[(（《》）)].*$/u, ''));
}
