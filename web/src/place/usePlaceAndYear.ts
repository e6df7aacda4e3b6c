import { useQuery } from '@tanstack/react-query';
import { START } from '../api/start';
import { readDay } from './day';
import { usePageState } from './usePageState';

/** A code that no place has, where the hub has no places yet: an empty code is refused. */
const NO_PLACE = '000000';

/** What every page needs of the hub, read once. */
export const useStart = () => useQuery(START);

/** The place, the year and the day that a page is about. */
export interface PlaceAndYear {
  readonly place: string;
  readonly year: number;
  /** All years with a form, oldest first. */
  readonly years: readonly number[];
  /** The day before today whose state is shown; null for the present one. */
  readonly asOf: string | null;
}

/** Returns the place, year and day of the address; without them the whole real tree and the last year that has a form. Null while what there is is being read. */
export function usePlaceAndYear(): PlaceAndYear | null {
  const { state } = usePageState();
  const { data: start } = useStart();
  if (!start?.years) return null;
  const years = start.years.map(({ year }) => year);
  const nations = start.jurisdictions?.edges.map(({ node }) => node) ?? [];
  const first = nations.find(({ demonstration }) => !demonstration) ?? nations[0];
  const year = Number(state.get('year'));
  return {
    place: state.get('place') || first?.code || NO_PLACE,
    year: years.includes(year) ? year : (years.at(-1) ?? new Date().getFullYear() - 1),
    years,
    asOf: readDay(state.get('asOf')),
  };
}
