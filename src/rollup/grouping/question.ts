import { cellOf, editionInForce } from '../../form/cells';
import { cellsOfFormula, type Formula, leavesOf } from '../../form/formula';
import { FIRST_YEAR } from '../../form/reportingYears';
import { distinct } from '../../shared/distinct';
import type { GroupDimension, MemberDimension } from '../request/dimensions';
import { GroupFigure } from '../request/groupFigure';
import { projectionOfCells, type SumProjection } from '../request/projection';
import type { Selection } from '../request/selection';
import type { Cut } from './cuts';
import type { Value } from './value';

/** A value of groups, or what is formed of it. */
export interface FigureRef {
  readonly value: Value;
  readonly figure: GroupFigure;
}
/** Between which bounds a figure of a group lies, both included. */
export interface Condition extends FigureRef {
  readonly min: number | null;
  readonly max: number | null;
}
/** How groups are sorted: by a figure, or by their codes where it is null. */
export interface GroupOrder {
  readonly by: FigureRef | null;
  readonly isDescending: boolean;
}

/** A question for groups of a roll-up. */
export interface GroupQuestion {
  readonly selection: Selection;
  readonly by: readonly GroupDimension[];
  /** What a client said of the order and of which groups there are; null where nothing: ranks and shares depend on it. */
  readonly input: object | null;
  /** Those of the dimensions by which reports are grouped. */
  readonly members: readonly MemberDimension[];
  /** The parts of the table that each group of reports is cut into. */
  readonly cuts: readonly Cut[];
  readonly order: GroupOrder;
  readonly conditions: readonly Condition[];
  /** Whether the year before each is read too. */
  readonly isCompared: boolean;
  /** Which parts of the sums of the groups on the page are read. */
  readonly projection: SumProjection;
}

/** Which of the groups in order are wanted: so many beyond the one with a value and sort keys. */
export interface GroupPageArguments {
  readonly size: number;
  /** Whether those before it are wanted, the nearest first. */
  readonly isBackward: boolean;
  readonly position: readonly unknown[] | null;
}

/** Whether a figure needs the year before. */
export const isOverYears = ({ figure }: FigureRef) =>
  figure === GroupFigure.DIFFERENCE || figure === GroupFigure.GROWTH;

/** Returns the selection with the year before each of its years, those that have a form. */
export const withYearsBefore = (selection: Selection): Selection => ({
  ...selection,
  years: distinct(selection.years.flatMap((year) => [year - 1, year])).filter((year) => year >= FIRST_YEAR),
});

/** Whether the forms of a year and of the year before have what a formula reads. A sum of rows is the same in all forms. */
export function isComparable(formula: Formula, year: number): boolean {
  if (year - 1 < FIRST_YEAR) return false;
  return leavesOf(formula).every((leaf) => {
    if (leaf.kind !== 'CELL') return true;
    const { editions, aggregation } = cellOf(leaf.cell);
    return (
      aggregation !== 'NONE' && [year - 1, year].every((item) => editions.includes(editionInForce(item)))
    );
  });
}

/** Returns which parts of sums these values read of groups that are some parts of the table. */
export const projectionOfValues = (values: readonly Value[], cuts: readonly Cut[]): SumProjection =>
  projectionOfCells(
    values.flatMap((value) => cuts.flatMap((cut) => cellsOfFormula(value.formulaOf(cut)).map(cellOf))),
  );
