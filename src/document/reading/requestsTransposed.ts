import { hanOnly } from '../../form/labels';
import { REQUEST_COLUMNS } from '../../form/lines';
import type { TableBlock } from '../source/blocks';
import { type Axes, type NamedCell, readByAxes } from './axes';
import { type MatchedFigure, placeOf, type SectionFigures, type UnmatchedFigure } from './placedFigures';
import { requestCode } from './requestCells';
import { applicantNamed } from './requestColumns';
import { ALL_WORDS, matchLabel } from './requestLabels';
import type { Row } from './rows';

const SECTION = 3;
/** A table with fewer cells found this way is read as the form prints it. */
const FEWEST_CELLS = 6;

/** The cell of the form whose applicant is named to the left and whose row above. */
function nameCell({ left, above }: Axes): NamedCell {
  const applicant = left.map((text) => applicantNamed(text, null)).find((code) => code !== null) ?? null;
  const match = matchLabel({ labels: above.toReversed() }, null);
  if (applicant === null || match === null || match.score < ALL_WORDS) return null;
  return applicant === 'EXTRA'
    ? { extra: `“${left[0]}”不在表格之内 "${left[0]}" is not in the form` }
    : { code: requestCode(match.row, applicant) };
}

/** Reads the tables of section three that print the applicants as rows and the rows of the form as columns. */
export function readTransposed(rows: readonly Row[]): SectionFigures & { tables: ReadonlySet<TableBlock> } {
  const placed: MatchedFigure[] = [];
  const strays: UnmatchedFigure[] = [];
  const tables = new Set<TableBlock>();
  for (const table of new Set(rows.flatMap((row) => (row.table?.hasGeometry ? [row.table] : [])))) {
    const own = rows.filter((row) => row.table === table);
    const applicants = own.filter((row) =>
      REQUEST_COLUMNS.some(({ zh }) =>
        row.pieces.some((piece) => piece.column < 3 && hanOnly(piece.text) === hanOnly(zh)),
      ),
    );
    if (applicants.length < 3) continue;
    const { cells, extra, lost } = readByAxes(own, nameCell);
    if (cells.length < FEWEST_CELLS || lost.length > cells.length) continue;
    tables.add(table);
    const isSure = lost.length === 0;
    for (const { row, piece, code } of cells)
      placed.push({
        code,
        row,
        piece,
        where: placeOf(row, piece, SECTION),
        confidence: isSure ? 1 : 0.7,
        reason: isSure ? null : '表中有数值无法定位 some figures of the table have no place',
      });
    for (const { row, piece, reason } of extra) strays.push({ row, pieces: [piece], reason });
    for (const { row, piece } of lost)
      strays.push({
        row,
        pieces: [piece],
        reason: '找不到对应的行或列 no row or column of the form could be found for it',
      });
  }
  return { placed, strays, tables };
}
