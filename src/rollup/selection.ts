import { CELLS, editionInForce } from '../form/cells';

/** Which agencies and years a roll-up covers. Conditions are combined. */
export interface Selection {
  /** Path of a jurisdiction: its whole subtree. Null means every place. */
  readonly path: string | null;
  /** Only agencies of the jurisdiction itself, not of places below it. */
  readonly onlyPlace?: boolean;
  readonly agencyKeys: readonly number[] | null;
  readonly kinds: readonly string[] | null;
  readonly level: string | null;
  readonly years: readonly number[];
}

/** The SQL parameters of a selection, $1 to $6 of MEMBERS. */
export function parametersOf({ path, onlyPlace, agencyKeys, kinds, level, years }: Selection): unknown[] {
  // A path ends with "/"; "0" is the character after it, so the subtree is one range of the index; so is the place alone.
  return [years, path, path && (onlyPlace ? `${path}!` : `${path.slice(0, -1)}0`), agencyKeys, kinds, level];
}

/**
 * Expected reports: one row for each agency in force on 31 December of each year, in its place of that year, with
 * its published own report if there is one. A government is expected only when it has a report of its own; its
 * consolidated report is never here.
 */
export const MEMBERS = `members as (
  select y.year, m.agency_id, m.kind, j.level, j.path, j.code as place, r.id as revision_id, r.counts, r.fees_amount,
         r.blank_cells, r.not_applicable_cells, r.error_count, r.proactive_edition, r.requests_edition
    from unnest($1::int[]) as y(year)
    join agency_version m on m.first_year <= y.year and y.year < m.end_year
    join jurisdiction j on j.id = m.jurisdiction_id
    left join report_revision r on r.agency_id = m.agency_id and r.year = y.year and r.scope = 'OWN'
         and r.published_at is not null and r.superseded_at is null
   where ($2::text is null or (j.path >= $2 and j.path < $3)) and ($4::int[] is null or m.agency_id = any($4))
     and ($5::text[] is null or m.kind = any($5)) and ($6::text is null or j.level = $6)
     and (m.kind <> 'GOVERNMENT' or r.id is not null))`;

/**
 * Cells whose sum over these years would mean nothing: a state at the year's end over several years, cells that do
 * not stand in every edition in force, and amounts printed without a unit.
 */
export function hiddenCells(years: readonly number[]): ReadonlySet<string> {
  const editions = new Set(years.map(editionInForce));
  const isHidden = (cell: (typeof CELLS)[number]) =>
    cell.aggregation === 'NONE' ||
    (cell.aggregation === 'STOCK' && years.length > 1) ||
    (editions.size > 1 && [...editions].some((edition) => !cell.editions.includes(edition)));
  return new Set(CELLS.filter(isHidden).map((cell) => cell.code));
}
