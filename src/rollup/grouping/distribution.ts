/** A bin of a histogram. It holds its lower edge, and the last one its upper edge too. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** How figures are spread. What no figure has is null. */
export interface Spread {
  /** How many figures there are. */
  readonly count: number;
  readonly minimum: number | null;
  readonly lowerQuartile: number | null;
  readonly median: number | null;
  readonly upperQuartile: number | null;
  readonly maximum: number | null;
  readonly mean: number | null;
  /** That of all figures, not of a sample. */
  readonly standardDeviation: number | null;
  /** The last figures that are not outliers. */
  readonly lowerWhisker: number | null;
  readonly upperWhisker: number | null;
  readonly lowOutliers: number;
  readonly highOutliers: number;
  readonly bins: readonly Bin[];
}

/** What a figure beyond the quartiles may differ from them by, in interquartile ranges (Tukey). */
export const FENCE = 1.5;
/** Bins are this wide: 1, 2 or 5 times a power of ten between these. */
export const STEPS = { digits: [1, 2, 5], least: -9, most: 22 } as const;

const NOTHING: Spread = {
  count: 0,
  minimum: null,
  lowerQuartile: null,
  median: null,
  upperQuartile: null,
  maximum: null,
  mean: null,
  standardDeviation: null,
  lowerWhisker: null,
  upperWhisker: null,
  lowOutliers: 0,
  highOutliers: 0,
  bins: [],
};

/** Returns the quantile of sorted figures by linear interpolation, as percentile_cont of PostgreSQL does. */
function quantileOf(sorted: readonly number[], fraction: number): number {
  const position = fraction * (sorted.length - 1);
  const at = Math.floor(position);
  const low = sorted[at];
  return at === position ? low : low + (position - at) * (sorted[at + 1] - low);
}

/** Returns the edges of at most so many bins, multiples of their width: the narrowest that hold all figures. Whole figures have whole edges. */
function edgesOf(minimum: number, maximum: number, areIntegers: boolean, most: number): number[] {
  if (minimum === maximum) return [minimum, maximum];
  for (let power: number = areIntegers ? 0 : STEPS.least; power <= STEPS.most; power += 1)
    for (const digit of STEPS.digits) {
      const [factor, divisor] = [
        digit * Number(`1e${Math.max(power, 0)}`),
        Number(`1e${Math.max(-power, 0)}`),
      ];
      const edgeOf = (multiple: number) => (multiple * factor) / divisor;
      const low = Math.floor((minimum * divisor) / factor);
      const high = Math.ceil((maximum * divisor) / factor);
      // What is multiplied and divided may be rounded past a figure.
      const first = edgeOf(low) > minimum ? low - 1 : low;
      const last = edgeOf(high) < maximum ? high + 1 : high;
      if (last - first <= most)
        return Array.from({ length: last - first + 1 }, (_, at) => edgeOf(first + at));
    }
  return [minimum, maximum];
}

function binsOf(sorted: readonly number[], edges: readonly number[]): Bin[] {
  const counts = edges.slice(1).map(() => 0);
  let bin = 0;
  for (const figure of sorted) {
    while (bin + 1 < counts.length && figure >= edges[bin + 1]) bin += 1;
    counts[bin] += 1;
  }
  return counts.map((count, at) => ({ from: edges[at], to: edges[at + 1], count }));
}

/** Returns how far a figure lies beyond the fences of a spread; 0 for one that is no outlier. */
export function beyondFences(figure: number, spread: Spread): number {
  const { low, high } = fencesOf(spread);
  return figure < low ? low - figure : figure > high ? figure - high : 0;
}

function fencesOf({ lowerQuartile, upperQuartile }: Pick<Spread, 'lowerQuartile' | 'upperQuartile'>) {
  const [lower, upper] = [lowerQuartile ?? 0, upperQuartile ?? 0];
  return { low: lower - FENCE * (upper - lower), high: upper + FENCE * (upper - lower) };
}

/** Returns how figures are spread, with a histogram of at most so many bins. The same that `distributionSql` reads of groups of agencies. */
export function spreadOf(figures: readonly number[], mostBins: number): Spread {
  if (figures.length === 0) return NOTHING;
  const sorted = figures.toSorted((one, other) => one - other);
  const [minimum, maximum] = [sorted[0], sorted[sorted.length - 1]];
  const [lowerQuartile, median, upperQuartile] = [0.25, 0.5, 0.75].map((part) => quantileOf(sorted, part));
  const { low, high } = fencesOf({ lowerQuartile, upperQuartile });
  const mean = sorted.reduce((sum, figure) => sum + figure, 0) / sorted.length;
  const squares = sorted.reduce((sum, figure) => sum + (figure - mean) ** 2, 0);
  return {
    count: sorted.length,
    minimum,
    lowerQuartile,
    median,
    upperQuartile,
    maximum,
    mean,
    standardDeviation: Math.sqrt(squares / sorted.length),
    lowerWhisker: sorted.find((figure) => figure >= low) ?? null,
    upperWhisker: sorted.findLast((figure) => figure <= high) ?? null,
    lowOutliers: sorted.filter((figure) => figure < low).length,
    highOutliers: sorted.filter((figure) => figure > high).length,
    bins: binsOf(sorted, edgesOf(minimum, maximum, sorted.every(Number.isInteger), mostBins)),
  };
}
