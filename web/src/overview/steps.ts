/** The most steps of a legend. */
export const MOST_STEPS = 5;

/** A step of a legend: what lies from one figure to another, both included, and how many do. */
export interface Step {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Returns the steps of figures, about as many in each, so that a few large ones do not make all others look alike. Equal figures are in one step. */
export function stepsOf(figures: readonly number[]): Step[] {
  const sorted = figures.toSorted((one, other) => one - other);
  const steps: Step[] = [];
  for (let begin = 0; begin < sorted.length; ) {
    const left = MOST_STEPS - steps.length;
    let end = begin + Math.ceil((sorted.length - begin) / left);
    while (end < sorted.length && sorted[end] === sorted[end - 1]) end += 1;
    steps.push({ from: sorted[begin], to: sorted[end - 1], count: end - begin });
    begin = end;
  }
  return steps;
}

/** Returns the number of the step that a figure is in, from 1; null where it is in none. */
export function stepOf(figure: number, steps: readonly Step[]): number | null {
  const at = steps.findIndex(({ from, to }) => figure >= from && figure <= to);
  return at < 0 ? null : at + 1;
}
