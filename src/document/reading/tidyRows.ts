import type { TableBlock } from '../source/blocks';
import { readValue } from '../source/value';
import type { Row } from './rows';

const PAGE_MARK =
  /^(?:[-—–~=_]{1,3}\s*\d{1,3}\s*[-—–~=_]{1,3}|[-—–~=_]{1,3}\s*page\s*\d{1,3}.{0,4}|[—–~=_]{1,3}\s*\d{1,3}|第\s*\d{1,3}\s*[页頁](?:.{0,3}共\s*\d{1,3}\s*[页頁])?)$/iu;
const NOTE = /^\s*[(（].+[)）]\s*$/u;

const isPageMark = (row: Row) =>
  PAGE_MARK.test(row.text) && row.pieces.filter(({ text }) => text.trim() !== '').length === 1;

/**
 * Rows without page marks, and with a note in a line of its own put back to the figure above it. A page mark among the rows of a table parts
 * them: what follows may have other columns.
 */
export function tidyRows(all: readonly Row[]): Row[] {
  const parts = new Map<TableBlock, TableBlock>();
  const rows = all.flatMap((row): Row[] => {
    if (isPageMark(row)) {
      if (row.table) parts.set(row.table, { ...row.table });
      return [];
    }
    const part = row.table && parts.get(row.table);
    return [part ? { ...row, table: part } : row];
  });
  const tidied: Row[] = [];
  for (const row of rows) {
    const before = tidied.at(-1);
    const figure = before && !before.table && before.pieces.length === 1 ? before.pieces[0] : undefined;
    const noted =
      figure?.value?.kind === 'NUMBER' && !row.table && NOTE.test(row.text)
        ? readValue(figure.text + row.text)
        : null;
    if (before && figure && noted)
      tidied[tidied.length - 1] = {
        ...before,
        text: figure.text + row.text,
        pieces: [{ ...figure, text: figure.text + row.text, value: noted }],
      };
    else tidied.push(row);
  }
  return tidied;
}
