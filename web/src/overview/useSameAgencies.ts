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
  /** Returns the change of a value of these agencies. */
  readonly changeOf: (code: string) => Changed | null;
}

/** Reads the change of the agencies that reported in a year and in the year before. Undefined until it is read; null where no other agency reported, and where there is no year before. */
export function useSameAgencies(
  { place, year, asOf }: Where,
  codes: readonly string[],
  hasBase: boolean,
): SameAgencies | null | undefined {
  const { data, isPlaceholderData } = useAnswer(
    WebSameAgencies,
    hasBase
      ? { years: [year], year, base: year - 1, place, asOf: asOf && endOfDay(asOf), values: codes }
      : null,
  );
  if (!hasBase) return null;
  if (!data || isPlaceholderData) return undefined;
  const change = data.rollup?.change;
  if (!change?.cautionZh) return null;
  return {
    count: change.sameAgencies,
    cautionZh: change.cautionZh,
    cautionEn: change.cautionEn ?? '',
    changeOf: (code) => change.values?.find((one) => one.code === code) ?? null,
  };
}
