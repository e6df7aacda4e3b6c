import { normalize } from '../../form/labels';
import { type PrintedScope, scopeInWords } from '../../form/scopes';
import { beginsIndicator } from './indicatorLine';
import { lettersOf, type Seen } from './seen/seen';

/** The line that the hub prints in the foot of a report, with the code of its agency, whose figures it holds and the editions of its tables. */
const CODE_LINE = /机关代码:?([\dA-Za-z-]{3,40})[，,]统计口径:?([\p{Script=Han}]*)/u;

/** What the hub prints in the foot of a report. */
export interface PrintedFoot {
  readonly code: string;
  readonly scope: PrintedScope | null;
}

/** Returns the code of an agency and whose figures a report holds from the line in which the hub prints them; null in other lines. */
export function footInLine(text: string): PrintedFoot | null {
  const found = CODE_LINE.exec(normalize(text));
  return found && { code: found[1], scope: scopeInWords(found[2]) };
}

/** Returns the lines of a foot that are of the report: those in which the hub prints the code of its agency and supplementary indicators. What else stands in a foot is of the site or the page. */
export const linesOfReport = (foot: readonly Seen[]): Seen[] =>
  foot.filter((one) => {
    if (one.kind !== 'PARAGRAPH') return false;
    const letters = lettersOf(one.children);
    return footInLine(letters) !== null || beginsIndicator(letters);
  });
