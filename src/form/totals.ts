import { type Cell, cellOf } from './cells';
import { EQUATIONS } from './checks';
import { addReported, type Figures, setFigure } from './figures';

/** A total of the form with the ways to add it up: 办理结果总计 adds its row, and also its column. */
interface Total {
  readonly cell: Cell;
  readonly ways: readonly (readonly Cell[])[];
}

/** The totals in the order in which they depend on one another: each comes after every total that is a part of it. */
function orderTotals(): Total[] {
  const waysOf = new Map<string, Cell[][]>();
  for (const { about, right, computesTotal } of EQUATIONS)
    if (computesTotal)
      waysOf.set(about, [...(waysOf.get(about) ?? []), right.map((term) => cellOf(term.cell))]);
  const ordered = new Map<string, Total>();
  const visit = (code: string, path: readonly string[]) => {
    const ways = waysOf.get(code);
    if (!ways || ordered.has(code)) return;
    if (path.includes(code)) throw new Error(`the total ${code} is a part of itself`);
    for (const part of ways.flat()) visit(part.code, [...path, code]);
    ordered.set(code, { cell: cellOf(code), ways });
  };
  for (const code of waysOf.keys()) visit(code, []);
  return [...ordered.values()];
}

/** Every total of the form, each after the totals that are parts of it. */
export const TOTALS: readonly Total[] = orderTotals();

const countIn = (figures: Figures, cell: Cell) => figures.counts[cell.position - 1] ?? null;

/**
 * Fills totals that were left out, and returns their codes. A total is filled when its parts determine it:
 * no part is unknown, none is itself a total that could not be filled, and all ways to add it up agree. A total of
 * which no part is reported stays out: it is blank like they are.
 */
export function computeTotals(
  figures: Figures,
  isUnknown: (code: string) => boolean = () => false,
): string[] {
  const computed: string[] = [];
  const undetermined = new Set<string>();
  const isMissing = (cell: Cell) =>
    undetermined.has(cell.code) || (countIn(figures, cell) === null && isUnknown(cell.code));
  for (const { cell, ways } of TOTALS) {
    if (countIn(figures, cell) !== null) continue;
    const usable = ways.filter((parts) => !parts.some(isMissing));
    const sums = new Set(usable.map((parts) => addReported(parts.map((part) => countIn(figures, part)))));
    sums.delete(null);
    const [sum = null] = sums;
    if (sums.size === 1) {
      setFigure(figures, cell, sum);
      computed.push(cell.code);
    } else if (sums.size > 1 || usable.length === 0) undetermined.add(cell.code);
  }
  return computed;
}

/**
 * Returns the totals that are blank although one of their parts is reported. Equations with them are not checked: another finding says
 * why they could not be computed.
 */
export function undeterminedTotals(figures: Figures): ReadonlySet<string> {
  const undetermined = new Set<string>();
  for (const { cell, ways } of TOTALS)
    if (
      countIn(figures, cell) === null &&
      ways.flat().some((part) => countIn(figures, part) !== null || undetermined.has(part.code))
    )
      undetermined.add(cell.code);
  return undetermined;
}
