import type { TableBlock } from '../source/blocks';
import { isWritten } from '../source/value';
import { takeApart } from './placedFigures';
import { applicantNamed } from './requestColumns';
import { matchLabel, OTHER, TOTAL } from './requestLabels';
import type { Row } from './rows';

/** A row with so many names of applicants is of a header. */
const FEWEST_NAMES = 3;

const hasFigures = ({ pieces }: Row) => pieces.some(({ value }) => value !== null && isWritten(value));

/** Which applicants a row names in which columns; null where it is no row of a header. */
function headsIn(row: Row, year: number | null): string | null {
  if (hasFigures(row)) return null;
  const names = row.pieces.flatMap(({ text, column, value, isCarried }) => {
    const name = value === null && !isCarried ? applicantNamed(text, year) : null;
    return name === null ? [] : [`${column} ${name}`];
  });
  return names.length < FEWEST_NAMES ? null : names.join();
}

/** Whether a row above heads may be of their header too: it has no figures and no label of a row. */
function mayBeHead(row: Row): boolean {
  const named = matchLabel(takeApart(row), null)?.row;
  return !hasFigures(row) && (!named || named === OTHER || named === TOTAL);
}

/** Parts tables of section three where other heads than those above begin among their rows: each part has its own columns. */
export function partAtHeads(rows: readonly Row[], year: number | null): Row[] {
  const parted: Row[] = [];
  const parts = new Map<TableBlock, TableBlock>();
  const seen = new Map<TableBlock, Set<string>>();
  for (const row of rows) {
    const { table } = row;
    if (table === null) {
      parted.push(row);
      continue;
    }
    const heads = headsIn(row, year);
    const before = seen.get(table) ?? new Set<string>();
    if (heads !== null && !before.has(heads) && before.size > 0) {
      let start = parted.length;
      const isOfPart = (at: number) => at >= 0 && parted[at].table === (parts.get(table) ?? table);
      while (isOfPart(start - 1) && mayBeHead(parted[start - 1])) start -= 1;
      if (isOfPart(start - 1)) {
        const part = { ...table };
        parts.set(table, part);
        for (let at = start; at < parted.length; at += 1) parted[at] = { ...parted[at], table: part };
      }
    }
    if (heads !== null) seen.set(table, before.add(heads));
    const part = parts.get(table);
    parted.push(part ? { ...row, table: part } : row);
  }
  return parted;
}
