import { disputeTables, proactiveTable, requestTable } from './habitTables';
import { dropSpans, flatten, type Table } from './statutoryTables';
import { plainly, printerOf, type TableHabits, type Truth, type Writing } from './tableHabits';

const breaks = (text: string) => text.replaceAll('\n', '<br>');

function htmlOf(table: Table): string {
  const rows = table.map(
    (row) =>
      `<tr>${row.map(({ text, down = 1, right = 1 }) => `<td${down > 1 ? ` rowspan="${down}"` : ''}${right > 1 ? ` colspan="${right}"` : ''}>${breaks(text)}</td>`).join('')}</tr>`,
  );
  return `<table>${rows.join('')}</table>`;
}

const asCells = (rows: readonly string[][]): Table => rows.map((row) => row.map((text) => ({ text })));

/** Returns a table in the format of the habits. */
export function writeTable(table: Table, { format, padding }: TableHabits): string {
  const flat = flatten(table);
  const dropped = dropSpans(table);
  const inOneLine = (rows: readonly string[][]) =>
    rows.map((row) => row.map((text) => text.replaceAll('\n', '')));
  const bars = (rows: readonly string[][]) =>
    inOneLine(rows)
      .map((row) => `| ${row.join(' | ')} |${'|'.repeat(padding)}`)
      .join('\n');
  switch (format) {
    case 'SPANS':
      return htmlOf(table);
    case 'BLANKS':
      return htmlOf(asCells(flat));
    case 'DROPPED':
      return htmlOf(asCells(dropped));
    case 'BARS':
      return bars(flat);
    case 'BARS_DROPPED':
      return bars(dropped);
    case 'TABS':
      return inOneLine(flat)
        .map((row) => row.join('\t') + '\t'.repeat(padding))
        .join('\n');
    case 'LINES':
      return dropped.map((row) => row.join('\n')).join('\n');
    case 'SPACES':
      return inOneLine(dropped)
        .map((row) => row.map((text) => (text === '' ? '/' : text)).join(' '))
        .join('\n');
  }
}

/** A line of a document, or a table. */
export type Part = { readonly line: string } | { readonly table: Table };

/** The organ and the year of the documents. */
export const AGENCY = '青禾县水利局';
export const YEAR = 2025;

/** The parts of a document of a report with its tables as the habits print them, and what each of its cells says. */
export function partsOf(
  habits: TableHabits,
  writing: Writing = plainly,
): { parts: Part[]; truth: Truth; written: ReadonlyMap<string, string> } {
  const printer = printerOf(habits, writing);
  const { truth, written } = printer;
  const proactive = proactiveTable(printer);
  const requests = requestTable(printer);
  const parts: Part[] = [];
  if (habits.lastYear !== 'NONE') {
    const other = printerOf({ ...habits, seed: habits.seed + 1, odd: 0, zero: 'ZERO' });
    const table = requestTable(other);
    parts.push(
      ...(habits.lastYear === 'CAPTION'
        ? [{ line: `${YEAR - 1}年情况：` }, { table }, { line: `${YEAR}年情况：` }]
        : [{ table }, { line: '' }]),
    );
    if (habits.lastYear === 'NO_CAPTION')
      for (const code of [...truth.keys(), ...other.truth.keys()])
        if (code.startsWith('requests.') && truth.get(code) !== other.truth.get(code)) truth.set(code, null);
  }
  const middle = habits.isCut && !habits.isTransposed ? requests.length - 8 : 0;
  // Spans do not reach over a page.
  const split =
    middle > 4 && habits.format !== 'SPANS'
      ? [requests.slice(0, middle), requests.slice(middle)]
      : [requests];
  for (const table of split) parts.push({ table }, { line: '— 3 —' });
  const disputes = disputeTables(printer).flatMap(({ caption, table }) => [
    ...(caption === '' ? [] : [{ line: caption }]),
    { table },
  ]);
  return {
    parts: [
      { line: `${AGENCY}${YEAR}年政府信息公开工作年度报告` },
      { line: '一、总体情况' },
      { line: '本机关按时办理各项公开工作。' },
      { line: '二、主动公开政府信息情况' },
      { table: proactive },
      { line: '三、收到和处理政府信息公开申请情况' },
      ...parts,
      { line: '四、政府信息公开行政复议、行政诉讼情况' },
      ...disputes,
      { line: '五、存在的主要问题及改进情况' },
      { line: '培训不足，将加强培训。' },
      { line: '六、其他需要报告的事项' },
      { line: '本年度未收取信息处理费。' },
    ],
    truth,
    written,
  };
}

/** A document of a report with its tables as the habits print them, and what each of its cells says. */
export function documentOf(habits: TableHabits): { text: string; truth: Truth } {
  const { parts, truth } = partsOf(habits);
  const isHtml = habits.format === 'SPANS' || habits.format === 'BLANKS' || habits.format === 'DROPPED';
  const text = parts
    .map((part) =>
      'line' in part ? (isHtml ? `<p>${part.line}</p>` : part.line) : writeTable(part.table, habits),
    )
    .join('\n');
  return {
    text: isHtml ? `<html><head><meta charset="utf-8"></head><body>${text}</body></html>` : text,
    truth,
  };
}
