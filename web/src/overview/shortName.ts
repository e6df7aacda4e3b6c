/** Returns a name without that of the place it is in, which all beside it begin with too: the place's name of the year, or another that it had or has, the longest that fits. */
export function shortName(name: string, places: readonly string[]): string {
  const fits = places.filter((place) => name.startsWith(place) && name.length > place.length);
  return name.slice(Math.max(0, ...fits.map(({ length }) => length)));
}
