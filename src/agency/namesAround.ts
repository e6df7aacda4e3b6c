import { type Queryable, queryRows } from '../shared/database';

/** Another name than the present one that a report of an agency may go by: its own of another time, or that of an agency that was merged into it. */
export interface OtherName {
  readonly name: string;
  readonly isOfPredecessor: boolean;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** A report by its agency and year; without a year it is of any. */
export interface NamedReport {
  readonly agencyKey: number;
  readonly year: number | null;
}

/**
 * The names by which reports of agencies ($1) on years ($2) may go: those that an agency bore in the year, the one before or the one after, and those of agencies
 * that were merged into it by the end of the year. What it did not bear in the year itself is not its name where another agency of the place was called so then.
 */
const NAMES_AROUND = `
  with recursive own as (
    select o.agency as owner, o.year, o.agency as id from unnest($1::int[], $2::int[]) as o(agency, year)
    union
    select own.owner, own.year, s.predecessor_id from own join agency_succession s on s.successor_id = own.id
     where s.kind = 'MERGE' and coalesce(s.effective_on < make_date(own.year + 1, 1, 1), true))
  select own.owner as "agencyKey", own.year, v.name, own.id <> own.owner as "isOfPredecessor", v.valid_from::text as "validFrom", v.valid_to::text as "validTo"
    from own join agency_version v on v.agency_id = own.id
   where (coalesce(v.valid_from < make_date(own.year + 2, 1, 1) and coalesce(v.valid_to > make_date(own.year - 1, 1, 1), true), true)
          or own.id <> own.owner and not exists (select 1 from agency_version n where n.agency_id = v.agency_id and n.valid_from > v.valid_from))
     and (own.year is null or v.valid_from < make_date(own.year + 1, 1, 1) and coalesce(v.valid_to > make_date(own.year, 1, 1), true)
          or not exists (select 1 from agency_version n
                where n.name = v.name and n.jurisdiction_id = v.jurisdiction_id and n.first_year <= own.year and own.year < n.end_year
                  and n.agency_id not in (select k.id from own k where k.owner = own.owner and k.year = own.year)))
   order by own.owner, own.year, own.id <> own.owner, v.valid_from desc`;

type NameRow = OtherName & NamedReport;

const keyOf = ({ agencyKey, year }: NamedReport) => `${agencyKey} ${year}`;

/** Returns the names by which each of several reports may go, the latest of the agency itself first. One statement. */
export async function loadNamesAround(
  database: Queryable,
  reports: readonly NamedReport[],
): Promise<OtherName[][]> {
  if (reports.length === 0) return [];
  const wanted = [...new Map(reports.map((report) => [keyOf(report), report])).values()];
  const rows = await queryRows<NameRow>(database, NAMES_AROUND, [
    wanted.map(({ agencyKey }) => agencyKey),
    wanted.map(({ year }) => year),
  ]);
  return reports.map((report) => rows.filter((row) => keyOf(row) === keyOf(report)));
}

/** Returns the texts by which a report of an agency on a year, or on any, may name it: its present name first. */
export async function listNames(
  database: Queryable,
  { key, name }: { readonly key: number; readonly name: string },
  year: number | null,
): Promise<string[]> {
  const [others] = await loadNamesAround(database, [{ agencyKey: key, year }]);
  return [...new Set([name, ...others.map((other) => other.name)])];
}
