import { type Exactness, exactnessOfDifference, growthOfDifference } from '../../../src/form/exactness';
import type { ShownValue } from '../figures/shownValue';

/** How a value differs from that of the first column. */
export type Difference =
  | { readonly kind: 'SAME' }
  | {
      readonly kind: 'CHANGE';
      readonly by: number;
      /** Over the first value; null where that is zero. */
      readonly growth: number | null;
      readonly exactness: Exactness;
    }
  /** Both are bounds of the same side, of which no difference follows. */
  | { readonly kind: 'UNCERTAIN' }
  /** There is no figure on one side, or the form of one of the years has no such cell. */
  | { readonly kind: 'NOT_COMPARABLE' };

/** A millionth of a unit is the least that an amount says. */
const rounded = (value: number) => Math.round(value * 1e6) / 1e6;

/** What qualifies a value; a value that nothing qualifies is exact. */
const exactnessOf = ({ qualifier }: ShownValue) => (qualifier ?? 'EXACT') as Exactness;

/** Returns how a value differs from the first; a column without a report has no values. Without a figure on both sides nothing is compared: blank is not equal to blank. */
export function differenceOf(first: ShownValue | undefined, other: ShownValue | undefined): Difference {
  const [before, after] = [first?.value ?? null, other?.value ?? null];
  if (!first || !other || before === null || after === null) return { kind: 'NOT_COMPARABLE' };
  const exactness = exactnessOfDifference(exactnessOf(other), exactnessOf(first));
  if (exactness === null) return { kind: 'UNCERTAIN' };
  const by = rounded(Number(after) - Number(before));
  if (by === 0 && exactness === 'EXACT') return { kind: 'SAME' };
  return {
    kind: 'CHANGE',
    by,
    growth: growthOfDifference(by, Number(before), exactnessOf(first)),
    exactness,
  };
}
