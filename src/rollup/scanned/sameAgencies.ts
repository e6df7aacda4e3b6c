import { queryRows } from '../../shared/database';
import { type Context, memoize } from '../../shared/request/context';
import { expectedReportsCte, parametersOf, type Selection } from '../request/selection';

/** Which agencies of a selection have a report in each of its years. */
interface SameAgencies {
  /** How many they are. */
  readonly same: number;
  /** Whether `keys` are those of these agencies, and not of the others, which are fewer. */
  readonly areSame: boolean;
  readonly keys: readonly number[];
}

/** The SQL of them: $8 is the number of years. Of the two lists it returns the shorter one, since a nation has 180,000 agencies. */
const sameAgenciesSql = (selection: Selection) =>
  `with ${expectedReportsCte(selection)},
   agencies as materialized (select agency_id, count(distinct year) filter (where revision_id is not null) = $8 as is_same from members group by agency_id),
   counted as (select count(*) filter (where is_same)::int as same, count(*)::int as agencies from agencies)
   select c.same, c.same <= c.agencies - c.same as "areSame",
          array(select agency_id from agencies where is_same = (c.same <= c.agencies - c.same) order by agency_id) as keys from counted c`;

/** Finds the agencies that have a report in each year of a selection. One statement in a request. */
export function findSameAgencies(context: Context, selection: Selection): Promise<SameAgencies> {
  return memoize(context, `same agencies ${JSON.stringify(selection)}`, async () => {
    const [found] = await queryRows<SameAgencies>(context.database, sameAgenciesSql(selection), [
      ...parametersOf(selection),
      selection.years.length,
    ]);
    return found;
  });
}

/** Returns the selection of the agencies that have a report in each year of one: by their names, or without the others where these are fewer. */
export async function narrowToSameAgencies(context: Context, selection: Selection): Promise<Selection> {
  const { areSame, keys } = await findSameAgencies(context, selection);
  if (areSame) return { ...selection, agencyKeys: keys };
  if (selection.agencyKeys === null) return { ...selection, exceptAgencyKeys: keys };
  const others = new Set(keys);
  return { ...selection, agencyKeys: selection.agencyKeys.filter((key) => !others.has(key)) };
}
