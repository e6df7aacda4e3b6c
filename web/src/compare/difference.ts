import { isExact, type ShownValue } from '../figures/shownValue';

/** How a value differs from that of the first column. */
export type Difference =
  | { readonly kind: 'SAME' }
  | {
      readonly kind: 'CHANGE';
      readonly by: number;
      /** Over the first value; null where that is zero. */
      readonly growth: number | null;
      /** Whether one of the two is not exact. */
      readonly isAbout: boolean;
    }
  /** There is no figure on one side, or the form of one of the years has no such cell. */
  | { readonly kind: 'NOT_COMPARABLE' };

/** A millionth of a unit is the least that an amount says. */
const rounded = (value: number) => Math.round(value * 1e6) / 1e6;

/** Returns how a value differs from the first; a column without a report has no values. Without a figure on both sides nothing is compared: blank is not equal to blank. */
export function differenceOf(first: ShownValue | undefined, other: ShownValue | undefined): Difference {
  const [before, after] = [first?.value ?? null, other?.value ?? null];
  if (!first || !other || before === null || after === null) return { kind: 'NOT_COMPARABLE' };
  const by = rounded(Number(after) - Number(before));
  const isAbout = !isExact(first) || !isExact(other);
  if (by === 0 && (!isAbout || first.qualifier === other.qualifier)) return { kind: 'SAME' };
  return { kind: 'CHANGE', by, growth: Number(before) === 0 ? null : by / Math.abs(Number(before)), isAbout };
}
