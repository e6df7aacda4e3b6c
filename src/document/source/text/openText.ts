import type { Block, SourceCell } from '../blocks';
import { unifyRadicals } from '../unifyRadicals';
import { partBarRows } from './barsOnOneLine';
import { joinDrawnLines, type NumberedLine } from './drawnLines';
import { openSeparatedValues } from './separatedValues';
import { splitRunOn } from './splitRunOn';

const RULE = /^[\s|:+=-]*-{2,}[\s|:+=-]*$/;
const isTableLine = ({ text }: NumberedLine) => /[\t|]/.test(text) && text.trim() !== '';

/** The cells of a line of a table in text: by tabs, or by bars with or without bars at its ends. */
function cellsOf(line: string): string[] {
  if (line.includes('\t') && !line.includes('|')) return line.split('\t');
  return line
    .trim()
    .replace(/\\\|/g, '\u0000')
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

/** A cell that was copied with its line breaks stands in quotes; in one line it needs none. */
const unquoteCells = (text: string) =>
  text.replace(/(?<=^|[\t\n])"((?:[^"\t]|""){0,2000})"(?=[\t\n]|$)/gu, (_, cell: string) =>
    cell.replaceAll('""', '"').replace(/\s*\n\s*/gu, ''),
  );

function textBlocks({ text, line }: NumberedLine): Block[] {
  const trimmed = text.trim();
  const marks = /^#{0,6}/.exec(trimmed)?.[0] ?? '';
  const words = unmark(trimmed.slice(marks.length).replace(/#{1,6}$/, ''));
  return splitRunOn(words)
    .filter((part) => part.text !== '')
    .map((part) => ({
      kind: 'TEXT',
      ...part,
      isHeading: marks !== '',
      isWrappable: true,
      where: { line },
    }));
}

function tableBlock(lines: readonly NumberedLine[], table: number): Block {
  const rows = lines.map(({ text }) => cellsOf(text));
  return {
    kind: 'TABLE',
    cells: rows.flatMap((row, at) =>
      row.map(
        (cell, column): SourceCell => ({
          text: unmark(cell),
          row: at,
          column,
          rowSpan: 1,
          columnSpan: 1,
        }),
      ),
    ),
    hasGeometry: new Set(rows.map((row) => row.length)).size === 1,
    where: { table },
    lines: lines.map(({ line }) => line),
  };
}

/**
 * Text and tables of plain, separated or Markdown text. Tables are cut here and not by a Markdown parser, because
 * that would drop the cells of a row that is longer than its header, and real texts have such rows.
 */
export function openText(source: string): Block[] {
  const unified = unifyRadicals(source).replace(/\r\n?|\f|\u2028/gu, '\n');
  const text = unified.includes('\t') ? unquoteCells(unified) : unified;
  const separated = /[\t|｜│┃]/u.test(text) ? null : openSeparatedValues(text);
  if (separated) return separated;
  const lines = joinDrawnLines(
    text.split('\n').flatMap((own, at) => partBarRows({ text: own, line: at + 1 })),
  );
  const blocks: Block[] = [];
  let tables = 0;
  for (let at = 0; at < lines.length; ) {
    if (!isTableLine(lines[at])) {
      blocks.push(...textBlocks(lines[at]));
      at += 1;
      continue;
    }
    let end = at;
    while (end < lines.length && isTableLine(lines[end])) end += 1;
    const own = lines.slice(at, end).filter((line) => !RULE.test(line.text));
    at = end;
    if (own.length === 0) continue;
    tables += 1;
    blocks.push(tableBlock(own, tables));
  }
  return blocks;
}
