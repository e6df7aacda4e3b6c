import { WebTrend, type WebTrendQuery } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { endOfDay } from '../place/day';
import { useStart } from '../place/usePlaceAndYear';
import { overviewValues } from './values';

/** The years of a place, each with the values of the overview. */
export type TrendAnswer = WebTrendQuery;
type Row = NonNullable<NonNullable<TrendAnswer['rollup']>['rows']>['nodes'][number];

/** Reads the values of the overview over all years of a place, or of some agencies. */
export function useTrend(
  reports: { readonly place: string } | { readonly agencies: readonly string[] },
  years: readonly number[],
  asOf: string | null,
) {
  const { data: start } = useStart();
  const values = start && overviewValues(start.indicators ?? []).map(({ code }) => code);
  return useAnswer(
    WebTrend,
    values && years.length > 0 ? { years, ...reports, values, asOf: asOf && endOfDay(asOf) } : null,
  );
}

/** Returns the rows of an answer by year. */
export const rowsByYear = (answer: TrendAnswer): ReadonlyMap<number, Row> =>
  new Map((answer.rollup?.rows?.nodes ?? []).map((row) => [Number(row.keys[0].code), row]));
