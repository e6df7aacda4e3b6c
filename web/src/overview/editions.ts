import { editionInForce } from '../../../src/form/cells';

/** Returns the years in which another edition of the form comes into force than in the year before, each with that edition. */
export const editionChanges = (years: readonly number[]): ReadonlyMap<number, number> =>
  new Map(
    years
      .filter((year, at) => at > 0 && editionInForce(year) !== editionInForce(years[at - 1]))
      .map((year) => [year, editionInForce(year)]),
  );
