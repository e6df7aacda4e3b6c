import { useSearch } from 'wouter';
import { loadable } from '../look/loadable';
import { useMisreads } from './misreads';

const Misread = loadable(() => import('./Misread'), null);

/** Says above a page what of its address is not understood, and what is shown instead; an address without parts needs nothing for that. */
export function AddressNotice() {
  const search = useSearch();
  const said = useMisreads();
  return search !== '' || said.length > 0 ? <Misread search={search} said={said} /> : null;
}
