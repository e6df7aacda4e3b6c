/** Returns what stays of an address when one goes to another page, as the search of that: the year and day, and the place or another. */
export function sharedSearch(search: string, place?: string): string {
  const own = new URLSearchParams(search);
  const shared = new URLSearchParams();
  for (const name of ['place', 'year', 'asOf']) {
    const value = name === 'place' ? (place ?? own.get(name)) : own.get(name);
    if (value) shared.set(name, value);
  }
  const text = shared.toString();
  return text ? `?${text}` : '';
}
