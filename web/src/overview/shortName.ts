/** Returns a name without that of the place it is in, which all beside it begin with too. */
export const shortName = (name: string, place: string): string =>
  name.startsWith(place) && name.length > place.length ? name.slice(place.length) : name;
