import { WebSameAgencies } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import type { Changed } from '../figures/change';
import { endOfDay } from '../place/day';
import type { Where } from './useWall';

/** What the agencies that reported in both years changed; where these are all that reported, nothing else is to be said. */
export interface SameAgencies {
  /** How many there are; null where only sums may be seen. */
  readonly count: number | null;
  readonly cautionZh: string;
  readonly cautionEn: string;
  /** Returns the change of a value of these agencies; null where it is not formed of them. */
  readonly changeOf: (code: string) => Pick<Changed, 'difference' | 'growth'> | null;
}

/** Reads how the agencies that reported in a year and in the year before changed. Undefined until it is read; null where they are all that reported, and where there is no year before. */
export function useSameAgencies(
  { place, year, asOf }: Where,
  codes: readonly string[],
  hasBase: boolean,
): SameAgencies | null | undefined {
  const cells = codes.filter((code) => !/^(measures|indicators)\./.test(code));
  const { data, isPlaceholderData } = useAnswer(
    WebSameAgencies,
    hasBase ? { years: [year], year, base: year - 1, place, asOf: asOf && endOfDay(asOf), cells } : null,
  );
  if (!hasBase) return null;
  if (!data || isPlaceholderData) return undefined;
  const change = data.rollup?.change;
  if (!change?.cautionZh) return null;
  const measures: Readonly<Record<string, number | string | null>> = change.difference.measures;
  return {
    count: change.sameAgencies,
    cautionZh: change.cautionZh,
    cautionEn: change.cautionEn ?? '',
    changeOf: (code) => {
      const cell = change.cells?.find((one) => one.code === code);
      if (cell) return { difference: cell.absolute, growth: cell.relative };
      const measure = measures[code.replace('measures.', '')];
      return measure === undefined ? null : { difference: measure, growth: null };
    },
  };
}
