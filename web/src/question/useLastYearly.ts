import { useStart } from '../place/usePlaceAndYear';
import type { Question } from './question';

/** Returns the codes of the values of a question that are not added over its years: indicators of which each row is of its own last year. */
export function useLastYearly({ from, to, by, values }: Question): ReadonlySet<string> {
  const { data: start } = useStart();
  if (from === to || by.includes('YEAR')) return new Set();
  const last = (start?.indicators ?? [])
    .filter(({ aggregation }) => aggregation === 'LAST')
    .map(({ code }) => `indicators.${code}`);
  return new Set(values.filter((code) => last.includes(code)));
}
