import { Any, type EntityManager } from 'typeorm';
import { cellOf } from '../../form/cells';
import { formatAmount, parseAmount } from '../../form/figures';
import { FIRST_YEAR, lastEndedYear } from '../../form/reportingYears';
import { queryRows } from '../../shared/database';
import { groupBy } from '../../shared/groupBy';
import { Jurisdiction } from '../agencyTypes';
import type { ChangedFounding } from './treeChangeTypes';
import type { TreeEffect, TreeEffectSum, TreeFigures } from './treeEffectTypes';

const MOST_PLACES = 20;
const RECEIVED = cellOf('requests.received.total').position;

/** SQL: the versions of agencies that this transaction changed: as they are now (sign 1), and as they were before it (sign -1). */
const TOUCHED = `touched as (
  select agency_id, name, jurisdiction_id, kind, first_year, end_year, home_from, home_to, 1 as sign from agency_version where recorded_at = tree_time()
  union all
  select agency_id, name, jurisdiction_id, kind, first_year, end_year, home_from, home_to, -1 from agency_version_past where superseded_at = tree_time())`;

/** SQL: the places (p) above those of changed versions, themselves too, with the versions (t). Townships have no materialized sums. */
const ABOVE = `touched t join jurisdiction j on j.id = t.jurisdiction_id
  cross join lateral unnest(string_to_array(j.path, '/')) as u(code) join jurisdiction p on p.code = u.code and length(p.code) = 6`;

/** What this transaction changed of agencies, with those whose founding it said anew ($1). */
const TOUCHED_COUNTS = `with ${TOUCHED}, concerned as (
    select agency_id, jurisdiction_id from touched
    union
    select v.agency_id, v.jurisdiction_id from unnest($1::int[]) as f(agency_id) cross join lateral agency_now(f.agency_id) v)
  select (select count(distinct agency_id)::int from concerned) as agencies,
         (select count(*)::int from touched t join report r on r.agency_id = t.agency_id and r.latest_revision > 0 and t.home_from <= r.year and r.year < t.home_to
           where t.sign = 1 and not exists (select 1 from touched o where o.sign = -1 and o.agency_id = t.agency_id
                  and o.home_from <= r.year and r.year < o.home_to and (o.name, o.jurisdiction_id, o.kind) = (t.name, t.jurisdiction_id, t.kind))) as reports,
         (select count(distinct g.account_id)::int from role_grant g where g.agency_id in (select agency_id from concerned)) as accounts,
         (select count(*)::int from api_key k where k.agency_id in (select agency_id from concerned) and k.revoked_at is null and k.expires_at > now()) as "apiKeys",
         (select max(y.year)::int from touched t cross join lateral (values (t.first_year), (t.end_year)) y(year) where y.year <= 2100) as "lastYear",
         array(select distinct agency_id from concerned order by 1) as "agencyIds",
         array(select distinct j.path from concerned t join jurisdiction j on j.id = t.jurisdiction_id order by 1) as paths`;

/** What this transaction changed of agencies. */
export interface Touched {
  readonly agencies: number;
  readonly reports: number;
  /** How many accounts have a role at them, and how many API keys are theirs. */
  readonly accounts: number;
  readonly apiKeys: number;
  /** The last year from which on something is otherwise; null where no version changed. */
  readonly lastYear: number | null;
  readonly agencyIds: number[];
  readonly paths: string[];
}

/** Returns what this transaction has changed of agencies so far. */
export const readTouched = async (
  manager: EntityManager,
  foundings: readonly ChangedFounding[],
): Promise<Touched> =>
  (await queryRows<Touched>(manager, TOUCHED_COUNTS, [foundings.map(({ id }) => id)]))[0];

/** The places whose sums this transaction changes, from the root down. */
const CHANGED_PLACES = `with ${TOUCHED} select p.id as key, p.code, min(length(p.path)) as depth from ${ABOVE} group by 1, 2 order by 3, 2 limit ${MOST_PLACES}`;

/** The expected reports that come (or go) with changed versions, by place ($1) and year ($2). */
const EXPECTED_CHANGES = `with ${TOUCHED}
  select p.id as "placeKey", y.year, sum(t.sign)::int as change from ${ABOVE}
    join unnest($2::int[]) as y(year) on t.first_year <= y.year and y.year < t.end_year
   where t.kind <> 'GOVERNMENT' and p.id = any($1) group by 1, 2`;

/** The sums of places ($1) in years ($2), as they are in this transaction. All cells stand in \`digest\`. */
const SUMS = `
  select j.id as "placeKey", y.year, coalesce(k.included, 0) as included, coalesce(k.unexpected, 0) as unexpected, coalesce(k.counts[${RECEIVED}], 0)::float8 as received,
         coalesce(k.fees, 0)::text as fees, (k.included <> 0 or k.counts <> zero_vector()) is true as "isAny",
         md5(concat(k.counts::text, k.reported::text, trim_scale(k.fees), k.included)) as digest,
         coalesce((select sum(t.change)::int from rollup_expected t where t.jurisdiction_id = j.id and t.kind = 'ALL' and t.year <= y.year), 0) as expected
    from unnest($1::int[]) as j(id) cross join unnest($2::int[]) as y(year)
    left join rollup_sum k on k.jurisdiction_id = j.id and k.year = y.year and k.kind = 'ALL'`;

/** Lets the triggers run that otherwise wait for the end of the transaction. */
const APPLY_DELTAS = ['set constraints all immediate', 'set constraints all deferred'];

interface SumRow {
  readonly placeKey: number;
  readonly year: number;
  readonly included: number;
  readonly unexpected: number;
  readonly received: number;
  readonly fees: string;
  readonly isAny: boolean;
  readonly digest: string;
  readonly expected: number;
}

/** Returns the years whose sums are shown: those up to the one that is running, and the later one from which on something is otherwise. */
function yearsShown({ lastYear }: Touched): number[] {
  const running = lastEndedYear() + 1;
  const years = Array.from({ length: running - FIRST_YEAR + 1 }, (_, at) => FIRST_YEAR + at);
  return lastYear !== null && lastYear > running ? [...years, lastYear] : years;
}
const nameRow = ({ placeKey, year }: { placeKey: number; year: number }) => `${placeKey} ${year}`;

const figuresOf = (row: SumRow, expectedBefore = 0): TreeFigures => ({
  expected: row.expected + row.unexpected - expectedBefore,
  included: row.included,
  requestsReceived: row.received,
  feesAmount: formatAmount(parseAmount(row.fees)),
});

/**
 * Returns what a change of the tree that this transaction has made does to sums. The figures of reports reach the sums at the end of a
 * transaction: until then they are those before the change, and this makes them those after it.
 */
export async function measureEffect(
  manager: EntityManager,
  changedPlaces: number,
  foundings: readonly ChangedFounding[] = [],
): Promise<TreeEffect> {
  const touched = await readTouched(manager, foundings);
  const places = await queryRows<{ key: number; code: string; depth: number }>(manager, CHANGED_PLACES, []);
  const parameters = [places.map(({ key }) => key), yearsShown(touched)];
  const readSums = () => queryRows<SumRow>(manager, SUMS, parameters);
  const before = await readSums();
  for (const statement of APPLY_DELTAS) await manager.query(statement);
  const after = new Map((await readSums()).map((row) => [nameRow(row), row]));
  const expected = await queryRows<{ placeKey: number; year: number; change: number }>(
    manager,
    EXPECTED_CHANGES,
    parameters,
  );
  const expectedChange = new Map(expected.map((row) => [nameRow(row), row.change]));
  const rows = await manager.getRepository(Jurisdiction).findBy({ key: Any(places.map(({ key }) => key)) });
  const placeOf = new Map(rows.map((row) => [row.key, row]));
  const isRoot = new Set(places.filter(({ depth }) => depth === places[0].depth).map(({ key }) => key));
  let totalsEqual = true;
  const sums: TreeEffectSum[] = [];
  const byPlace = groupBy(before, (row) => row.placeKey);
  for (const { key: placeKey } of places)
    for (const row of (byPlace.get(placeKey) ?? []).sort((one, other) => one.year - other.year)) {
      const now = after.get(nameRow(row)) ?? row;
      const change = expectedChange.get(nameRow(row)) ?? 0;
      const isChanged = change !== 0 || (row.digest !== now.digest && (row.isAny || now.isAny));
      const place = placeOf.get(placeKey);
      if (isRoot.has(placeKey) && row.digest !== now.digest && (row.isAny || now.isAny)) totalsEqual = false;
      if (place && (isChanged || isRoot.has(placeKey)))
        sums.push({
          place,
          placeCode: place.code,
          year: row.year,
          before: figuresOf(row, change),
          after: figuresOf(now),
        });
    }
  const { agencies, reports, accounts, apiKeys } = touched;
  return { agencies, places: changedPlaces, reports, accounts, apiKeys, totalsEqual, sums };
}
