import type { Block, SourceCell } from './blocks';

const RULE = /^[\s|:+=-]*-{2,}[\s|:+=-]*$/;
const isTableLine = (line: string) => /[\t|｜]/.test(line) && line.trim() !== '';

/** The cells of a line of a table in text: by tabs, or by bars with or without bars at its ends. */
function cellsOf(line: string): string[] {
  if (line.includes('\t') && !/[|｜]/.test(line)) return line.split('\t');
  const bare = line.trim().replaceAll('｜', '|').replace(/\\\|/g, '\u0000');
  return bare
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split('|')
    .map((cell) => cell.replaceAll('\u0000', '|'));
}

const unmark = (text: string) =>
  text
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(/\*\*|__|`/g, '')
    .replace(/&nbsp;/g, ' ')
    .trim();

/**
 * Text and tables of plain, tab-separated or Markdown text. Tables are cut here and not by a Markdown parser, because
 * that would drop the cells of a row that is longer than its header, and real texts have such rows.
 */
export function openText(text: string): Block[] {
  const lines = text.split(/\r\n|\r|\n|\f|\u2028/);
  const blocks: Block[] = [];
  let tables = 0;
  for (let at = 0; at < lines.length; at += 1) {
    if (!isTableLine(lines[at])) {
      const line = lines[at].trim();
      const marks = /^#{0,6}/.exec(line)?.[0] ?? '';
      const words = unmark(line.slice(marks.length).replace(/#{1,6}$/, ''));
      if (words !== '')
        blocks.push({
          kind: 'TEXT',
          text: words,
          isHeading: marks !== '',
          isWrappable: true,
          where: { line: at + 1 },
        });
      continue;
    }
    tables += 1;
    const cells: SourceCell[] = [];
    const numbers: number[] = [];
    const widths = new Set<number>();
    for (; at < lines.length && isTableLine(lines[at]); at += 1) {
      if (RULE.test(lines[at])) continue;
      const row = numbers.length;
      numbers.push(at + 1);
      const found = cellsOf(lines[at]);
      widths.add(found.length);
      for (const [column, cell] of found.entries())
        cells.push({ text: unmark(cell), row, column, rowSpan: 1, columnSpan: 1 });
    }
    at -= 1;
    blocks.push({
      kind: 'TABLE',
      cells,
      hasGeometry: widths.size === 1,
      where: { table: tables },
      lines: numbers,
    });
  }
  return blocks;
}
