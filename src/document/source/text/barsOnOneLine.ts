import type { NumberedLine } from './drawnLines';

const RULE = /^\s*:?-{2,}:?\s*$/u;

/**
 * Returns the rows of a Markdown table that stands on one line with its rule: the cells of the rule say how many a row has, and a blank
 * piece parts each row from the next. A line that is no such table is returned as it is.
 */
export function partBarRows(line: NumberedLine): NumberedLine[] {
  const pieces = line.text.split('|');
  const from = pieces.findIndex((piece) => RULE.test(piece));
  if (from < 0) return [line];
  const end = pieces.findIndex((piece, at) => at > from && !RULE.test(piece));
  const count = end - from;
  const [head, body] = [pieces.slice(0, from), pieces.slice(end)];
  if (count < 2 || head.length < count + 2 || body.length < count + 2) return [line];
  const rows: string[][] = [head.slice(-count - 1, -1)];
  const borders = [head[head.length - 1]];
  for (let at = 0; at + 1 < body.length; at += count + 1) {
    borders.push(body[at]);
    rows.push(body.slice(at + 1, at + 1 + count));
  }
  const isComplete =
    rows.every((row) => row.length === count) && borders.every((piece) => piece.trim() === '');
  if (!isComplete) return [line];
  const before = head
    .slice(0, -count - 1)
    .join('|')
    .trim();
  return [...(before === '' ? [] : [before]), ...rows.map((row) => `|${row.join('|')}|`)].map((text) => ({
    text,
    line: line.line,
  }));
}
