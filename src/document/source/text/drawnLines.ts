/** Letters that draw the lines of tables, and the bars that part cells in other texts. */
const DRAWN = /[│┃║┆┇┊┋]/gu;
const RULED = /^[\s─━═┄┅┈┉┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋╒-╬+|:=-]+$/u;
const HAS_RULE = /[─━═╌┄┈]|--|==/u;

/** A line of a text with its number, or several that are one row of a drawn table. */
export interface NumberedLine {
  readonly text: string;
  readonly line: number;
}

const isRule = ({ text }: NumberedLine) => RULED.test(text) && HAS_RULE.test(text);
/** A rule that also has bars or corners draws a table; one of dashes alone may part anything. */
const isTableRule = (line: NumberedLine) => isRule(line) && /[+|┌-╬]/u.test(line.text);

const cellsOf = (text: string) => text.trim().replace(/^\|/u, '').replace(/\|$/u, '').split('|');
const isFigure = (cell: string) => /^\s*[-−]?[\d０-９][\d０-９,.]*\s*$/u.test(cell);

/** Whether lines between two rules are one row: no column has figures in two of them. */
function isOneRow(lines: readonly NumberedLine[]): boolean {
  const rows = lines.map(({ text }) => cellsOf(text));
  const width = rows[0].length;
  return (
    rows.every((row) => row.length === width) &&
    rows[0].every((_, column) => rows.filter((row) => isFigure(row[column])).length <= 1)
  );
}

function joinRow(lines: readonly NumberedLine[]): NumberedLine {
  const rows = lines.map(({ text }) => cellsOf(text));
  const cells = rows[0].map((_, column) => rows.map((row) => row[column].trim()).join(''));
  return { text: `|${cells.join('|')}|`, line: lines[0].line };
}

/**
 * Joins rows whose cells stand in lines of their own: a table of them begins with a bar alone, and so does each row. In
 * other tables a bar alone is a blank cell.
 */
function joinOpenBars(lines: readonly NumberedLine[]): NumberedLine[] {
  const joined: NumberedLine[] = [];
  let [isInTable, isOpenTable] = [false, false];
  for (const line of lines) {
    const text = line.text.trim();
    const hasBar = text.includes('|');
    const before = joined.at(-1);
    if (hasBar && !isInTable) isOpenTable = text === '|';
    if (hasBar && isInTable && isOpenTable && before && !text.startsWith('|'))
      joined[joined.length - 1] = { ...before, text: `${before.text} ${text}` };
    else joined.push(line);
    isInTable = hasBar;
  }
  return joined;
}

/**
 * Returns the lines of a text with every row of a table in one line, its cells parted by bars: tables drawn with lines,
 * whose cells may have several lines, and rows that begin with a bar alone.
 */
export function joinDrawnLines(lines: readonly NumberedLine[]): NumberedLine[] {
  const plain = lines.map(({ text, line }) => ({
    text: text.replace(DRAWN, '|').replaceAll('｜', '|'),
    line,
  }));
  if (!plain.some(isTableRule)) return joinOpenBars(plain);
  const joined: NumberedLine[] = [];
  let group: NumberedLine[] = [];
  let isInTable = false;
  const flush = (isClosed: boolean) => {
    if (isClosed && isInTable && group.length > 1 && isOneRow(group)) joined.push(joinRow(group));
    else joined.push(...group);
    group = [];
  };
  for (const line of plain) {
    if (isTableRule(line)) {
      flush(true);
      isInTable = true;
    } else if (line.text.includes('|')) group.push(line);
    else {
      flush(false);
      isInTable = false;
      joined.push(line);
    }
  }
  flush(false);
  return joinOpenBars(joined);
}
