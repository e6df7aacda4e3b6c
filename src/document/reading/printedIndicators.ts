import { isIndicatorValue } from '../../form/indicatorValue';
import { qualifierInWords } from '../../form/qualifiers';
import {
  beginsIndicator,
  INDICATOR_HEADS,
  indicatorInLine,
  type PrintedValue,
} from '../source/indicatorLine';
import type { ReadIndicator, StatedIndicators } from './extraction';
import type { Row } from './rows';

/** In a page a line goes on in so many lines at most. */
const MOST_LINES = 8;

/** Puts lines of a page together: words of letters are parted by a space, Chinese ones are not. */
const joinLines = (before: string, line: string) =>
  /[\w)(,:]$/u.test(before) || /^[\w(]/u.test(line) ? `${before} ${line}` : before + line;

/** Returns what the line that begins at a row states; a narrow page breaks it over several. */
function valueAt(rows: readonly Row[], at: number): PrintedValue | null {
  let text = rows[at].text;
  for (let next = at + 1; ; next += 1) {
    const found = indicatorInLine(text);
    const row = rows[next];
    if (found || !row || next - at >= MOST_LINES || row.table || beginsIndicator(row.text)) return found;
    text = joinLines(text, row.text);
  }
}

/** Whether a row has the heads of the sheet in which a workbook has its indicators. */
const isHead = ({ pieces }: Row) =>
  pieces.length >= INDICATOR_HEADS.length &&
  INDICATOR_HEADS.every((head, at) => pieces[at].text.trim() === head);

/** Returns what a row of that sheet states. */
function valueInRow({ pieces }: Row): PrintedValue | null {
  const [code = '', , value = '', unit = '', exactness = '', sentence = ''] = pieces.map(({ text }) =>
    text.trim(),
  );
  const qualifier = qualifierInWords(exactness);
  if (!/^[a-z]\w*$/iu.test(code) || !isIndicatorValue(value) || qualifier === null) return null;
  return { code, value, unit, qualifier, sentence: sentence || null };
}

/** Whether two readings of an indicator say the same figure. */
const isSame = (one: ReadIndicator, other: ReadIndicator) =>
  Number(one.value) === Number(other.value) && one.qualifier === other.qualifier;

/** Returns the supplementary indicators that the hub prints below a report, or in a sheet of a workbook. */
export function printedIndicatorsIn(rows: readonly Row[]): ReadIndicator[] {
  const found: ReadIndicator[] = [];
  const add = (value: PrintedValue | null, { where }: Row) => {
    if (value) found.push({ ...value, where });
  };
  for (const [at, row] of rows.entries()) {
    if (row.table === null && beginsIndicator(row.text)) add(valueAt(rows, at), row);
    if (!isHead(row)) continue;
    for (const below of rows.slice(at + 1).filter(({ table }) => table === row.table))
      add(valueInRow(below), below);
  }
  return found;
}

/**
 * Returns the indicators of a report: those that the hub printed with it, and those of its sentences. Where the two say another number, the
 * text was changed after it was printed, and neither is certain.
 */
export function joinIndicators(
  printed: readonly ReadIndicator[],
  { certain, doubtful }: StatedIndicators,
): StatedIndicators {
  const codes = new Set(printed.map(({ code }) => code));
  const groups = [...codes].map((code) =>
    [...printed, ...certain]
      .filter((one) => one.code === code)
      .filter((one, at, all) => all.findIndex((other) => isSame(one, other)) === at),
  );
  const isPrinted = ({ code }: { readonly code: string }) => codes.has(code);
  return {
    certain: [
      ...groups.flatMap((figures) => (figures.length === 1 ? figures : [])),
      ...certain.filter((one) => !isPrinted(one)),
    ],
    doubtful: [
      ...groups.flatMap((figures) => (figures.length > 1 ? [{ code: figures[0].code, figures }] : [])),
      ...doubtful.filter((one) => !isPrinted(one)),
    ],
  };
}
