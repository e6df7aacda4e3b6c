import { normalize } from '../../form/labels';
import { lettersOf, type Seen } from './seen/seen';

/** The line that the hub prints in the foot of a report, with the code of its agency and the editions of its tables. */
const CODE_LINE = /机关代码:?([\dA-Za-z-]{3,40})[，,]统计口径/u;

/** Returns the code of an agency from the line in which the hub prints it; null in other lines. */
export const codeInLine = (text: string): string | null => CODE_LINE.exec(normalize(text))?.[1] ?? null;

/** Returns the lines of a foot that are of the report: the one in which the hub prints the code of its agency. What else stands in a foot is of the site or the page. */
export const codeLines = (foot: readonly Seen[]): Seen[] =>
  foot.filter((one) => one.kind === 'PARAGRAPH' && codeInLine(lettersOf(one.children)) !== null);
