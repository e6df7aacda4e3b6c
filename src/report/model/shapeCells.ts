import { CELLS_IN_ORDER, type Cell } from '../../form/cells';
import { exactFigure, getFigure } from '../../form/figures';
import { cellsOfCodes } from './cellsOfCodes';
import { type Absence, type CellSource, type CellValue, FigureState, labelsOf } from './cellTypes';

/** Returns the cells of codes, or without codes all of the form in its order. */
export const cellsSelected = (codes: readonly string[] | null | undefined): readonly Cell[] =>
  codes ? cellsOfCodes(codes) : CELLS_IN_ORDER;

/** Returns what is shown of an absence beside a figure that may be there. */
export const absenceFields = (absence: Absence | null) => ({
  state: absence?.state ?? FigureState.REPORTED,
  reasonZh: absence?.zh ?? null,
  reasonEn: absence?.en ?? null,
});

/** Returns a cell of anything that has the shape of a report, with its figure or why there is none. */
export function shapeCell(shaped: CellSource, cell: Cell): CellValue {
  const figure = shaped.hidden?.has(cell.code) ? null : getFigure(shaped.figures, cell);
  const mark = shaped.marksByCode?.[cell.code];
  const fields = absenceFields(figure === null ? shaped.explainNull(cell) : null);
  return {
    ...labelsOf(cell),
    value: figure === null ? null : exactFigure(figure),
    ...fields,
    ...(figure !== null && mark?.computed ? { state: FigureState.COMPUTED } : {}),
    note: mark?.note ?? null,
  };
}
