/** How many years a trend is shorter than all years, at most. */
const SHORTER = 3;

/** Returns each year alone. */
export const singleYears = (years) => years.map((year) => [year]);

/** Returns all runs of consecutive years that leave out at most three, the longest first: ten of ten years. */
export function periodsOf(years) {
  const shortest = Math.max(1, years.length - SHORTER);
  const periods = [];
  for (let length = years.length; length >= shortest; length -= 1)
    for (let from = 0; from + length <= years.length; from += 1)
      periods.push(years.slice(from, from + length));
  return periods;
}

/** Returns all runs of five consecutive years. */
export const fiveYears = (years) =>
  years.slice(0, Math.max(1, years.length - 4)).map((_, from) => years.slice(from, from + 5));

/** Returns every period of every place once. Neighbours differ in both where there are several places. */
export function variantsOver(periods, places) {
  return places.flatMap((_, step) =>
    periods.map((years, at) => ({ years, place: places[(at + step) % places.length] })),
  );
}
