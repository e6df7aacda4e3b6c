import { useQuery } from '@tanstack/react-query';
import { START } from '../api/start';
import { usePageState } from './usePageState';

/** What every page needs of the hub, read once. */
export const useStart = () => useQuery(START);

/** The place and the year that a page is about. */
export interface PlaceAndYear {
  readonly place: string;
  readonly year: number;
  /** All years with a form, oldest first. */
  readonly years: readonly number[];
}

/** Returns the place and year of the address; without them the whole real tree and the last year that has a form. Null while what there is is being read. */
export function usePlaceAndYear(): PlaceAndYear | null {
  const { state } = usePageState();
  const { data: start } = useStart();
  if (!start?.years) return null;
  const years = start.years.map(({ year }) => year);
  const nations = start.jurisdictions?.edges.map(({ node }) => node) ?? [];
  const first = nations.find(({ demonstration }) => !demonstration) ?? nations[0];
  const year = Number(state.get('year'));
  return {
    place: state.get('place') ?? first?.code ?? '',
    year: years.includes(year) ? year : (years.at(-1) ?? new Date().getFullYear() - 1),
    years,
  };
}
