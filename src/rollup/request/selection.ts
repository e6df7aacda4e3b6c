import { registerEnumType } from 'type-graphql';
import { isHome, isInForce, treeSql } from '../../agency/treeSql';
import { CELLS, editionInForce } from '../../form/cells';
import { canonical } from '../../shared/canonical';
import { distinct } from '../../shared/distinct';

/** What a roll-up is asked for: its identifier says all of it, so that anyone who has that can ask again. */
export interface RollUpQuestion {
  /** The input as it was sent; null selects everything. */
  readonly filter: Readonly<Record<string, unknown>> | null;
  readonly years: readonly number[];
  readonly basis: Basis;
  /** Figures as published at this instant; null means now. */
  readonly asOf: Date | null;
}

/** Returns a question in the one form it has: sets without repetitions and in order. */
export function asQuestion({ filter, years, basis, asOf }: RollUpQuestion): RollUpQuestion {
  const selected = canonical(filter ?? {}) as Record<string, unknown>;
  return {
    filter: Object.keys(selected).length === 0 ? null : selected,
    years: [...new Set(years)].sort((a, b) => a - b),
    basis,
    asOf,
  };
}

/** Which agencies and years a roll-up covers. Conditions are combined. */
export interface Selection {
  /** What was asked for: the whole of the roll-up, also where this is only a part of it. */
  readonly question: RollUpQuestion;
  /** Path of a jurisdiction, for its subtree. Null means every jurisdiction. */
  readonly path: string | null;
  /** The key of that jurisdiction. */
  readonly placeKey: number | null;
  /** Only agencies of the jurisdiction itself, not of those below it. */
  readonly onlyPlace?: boolean;
  readonly agencyKeys: readonly number[] | null;
  /** All but these agencies. Only where none are named: what is subtracted from materialized sums instead of adding up all others. */
  readonly exceptAgencyKeys: readonly number[] | null;
  /** Whether demonstration agencies are left out. A place is in one tree or the other, so only where none is named. */
  readonly realOnly: boolean;
  readonly kinds: readonly string[] | null;
  readonly levels: readonly string[] | null;
  readonly years: readonly number[];
  /** Figures as published at this instant; null means now. */
  readonly asOf: Date | null;
  readonly basis: Basis;
  /** Whether the caller may see unpublished work in sums only: no sentences, and no sum that holds the work of one or two. */
  readonly sumsOnly: boolean;
}

/**
 * Returns the selection with each of its lists as a set: every value once and in order. Every selection passes here, so that sums,
 * statements, caches and cursors all see the same one, however the client wrote it.
 */
export const asSets = (selection: Selection): Selection => ({
  ...selection,
  years: distinct(selection.years),
  kinds: selection.kinds && distinct(selection.kinds),
  levels: selection.levels && distinct(selection.levels),
  agencyKeys: selection.agencyKeys && distinct(selection.agencyKeys),
  exceptAgencyKeys: selection.exceptAgencyKeys && distinct(selection.exceptAgencyKeys),
});

/** The fewest agencies whose unpublished work may stand in a sum for those who may not read the work itself. */
export const SUPPRESSION_THRESHOLD = 3;

/** SQL: whether a sum holds the unpublished work of some agencies, but of fewer than SUPPRESSION_THRESHOLD. */
export const isSmallCellSql = (rows: string, condition = 'true') =>
  `count(distinct ${rows}agency_id) filter (where ${rows}is_work and ${condition}) between 1 and ${SUPPRESSION_THRESHOLD - 1}`;

/** Which revisions a roll-up adds: PUBLISHED, or a preview that takes filed or even draft ones where there are any. */
export enum Basis {
  PUBLISHED = 'PUBLISHED',
  FILED = 'FILED',
  DRAFT = 'DRAFT',
}
registerEnumType(Basis, {
  name: 'RollUpBasis',
  description: '汇总依据。Which revisions a roll-up adds.',
  valuesConfig: {
    PUBLISHED: { description: '已公布。Published figures.' },
    FILED: { description: '预览：已报送待审的优先。Preview: filed reports in place of published ones.' },
    DRAFT: { description: '预览：最新修订，含草稿。Preview: the latest revisions, drafts too.' },
  },
});

/** SQL: the latest own revision of an agency and year (m, y) in these states, or else the published one. */
const isWorkingSql = (states: string) => `r.id = coalesce(
  (select w.id from report q join report_revision w on w.report_id = q.id and w.number = q.latest_revision
    where q.agency_id = m.agency_id and q.year = y.year and q.scope = 'OWN' and q.state ${states}),
  (select w.id from published_revision w where w.agency_id = m.agency_id and w.year = y.year and w.scope = 'OWN'))`;

/** SQL: a join with the own revision (r) of an agency and year (m, y) that counts. `offset 0`: it is found in the index by both, where a join would read all years of an agency for each. */
function countedRevisionSql({ asOf, basis }: Selection): string {
  const from = (table: string, condition = '') =>
    `lateral (select * from ${table} r where r.agency_id = m.agency_id and r.year = y.year and r.scope = 'OWN'${condition} offset 0) r on true`;
  if (asOf)
    return from('report_revision', ' and r.published_at <= $7 and coalesce(r.superseded_at > $7, true)');
  if (basis === Basis.PUBLISHED) return from('published_revision');
  const states = basis === Basis.FILED ? "= 'FILED'" : "not in ('PUBLISHED', 'WITHDRAWN')";
  return from('report_revision', ` and ${isWorkingSql(states)}`);
}

/** Returns the SQL parameters of a selection, $1 to $7 of expectedReportsCte. */
export function parametersOf({
  path,
  onlyPlace,
  agencyKeys,
  exceptAgencyKeys,
  kinds,
  levels,
  years,
  asOf,
}: Selection): unknown[] {
  // A path ends with "/", and "0" is the character after it. So the subtree is one range of the index, and so is the jurisdiction alone.
  return [
    years,
    path,
    path && (onlyPlace ? `${path}!` : `${path.slice(0, -1)}0`),
    agencyKeys ?? exceptAgencyKeys,
    kinds,
    levels,
    asOf,
  ];
}

/** Returns all that decides which reports a selection has. */
export const identityOf = (selection: Selection): unknown[] => [
  ...parametersOf(selection),
  selection.exceptAgencyKeys !== null,
  selection.realOnly,
  selection.basis,
];

/** The number of codes in the path of a county. A path with more codes has some hundred agencies at most. */
const SMALL = 4;

const isSmall = (path: string) => path.split('/').length > SMALL;

/**
 * Returns the SQL of a subtree. For a small one planning costs more than reading: the planner cannot look into a subquery, so one plan
 * serves all small subtrees. For a large one the plan depends on its size.
 */
const rangeSql = (path: string) =>
  isSmall(path)
    ? 'j.path >= (select $2::text) and j.path < (select $3::text)'
    : 'j.path >= $2 and j.path < $3';

/** Returns the SQL of the years. A single year is a value, by which an index finds the report. */
const yearsSql = ({ path, years }: Selection) =>
  years.length === 1
    ? '(select (select ($1::int[])[1]) as year) y'
    : `unnest(${path !== null && isSmall(path) ? '(select $1::int[])' : '$1::int[]'}) as y(year)`;

/**
 * Returns the SQL of the expected reports as a table `members`. It has one row for each agency in force on 31 December of a year, with its
 * published own report if there is one. It has one more row for each other agency that has such a report: governments, and agencies that
 * ended in the year or were founded later. Each stands in its jurisdiction of that year, or of the nearest. Consolidated reports are never
 * here. Only conditions of the selection are in the text, so that one plan serves every selection of the same shape; the parameters keep
 * their numbers.
 */
export const expectedReportsCte = (selection: Selection): string => {
  const { path, agencyKeys, exceptAgencyKeys, realOnly, kinds, levels, asOf } = selection;
  const named = agencyKeys ? 'm.agency_id = any($4)' : 'm.agency_id not in (select unnest($4::int[]))';
  const condition = (isSelected: boolean, sql: string, parameter: string) =>
    isSelected ? ` and ${sql}` : ` and (${parameter} is null or true)`;
  return `members as (
  select y.year, m.agency_id, m.kind, j.level, j.path, j.code as place, r.id as revision_id, r.counts, r.fees_amount,
         coalesce(r.published_at is null, false) and r.id is not null as is_work, r.report_id, r.published_at, r.blank_cells, r.not_applicable_cells, r.error_count, r.proactive_edition, r.requests_edition
    from ${yearsSql(selection)} join ${treeSql(asOf && '$7').versions} m on ${isHome('m', 'y')}
    join jurisdiction j on j.id = m.jurisdiction_id
    left join ${countedRevisionSql(selection)}
   where (r.id is not null or (m.kind <> 'GOVERNMENT' and ${isInForce('m', 'y')}))${[
     condition(path !== null, rangeSql(path ?? ''), '$2::text is null or $3::text'),
     condition((agencyKeys ?? exceptAgencyKeys) !== null, named, '$4::int[]'),
     condition(kinds !== null, 'm.kind = any($5)', '$5::text[]'),
     condition(levels !== null, 'j.level = any($6)', '$6::text[]'),
     condition(asOf !== null, 'true', '$7::timestamptz'),
     realOnly ? ' and not j.demonstration' : '',
   ].join('')})`;
};

const hiddenByEditions = new Map<string, ReadonlySet<string>>();
/** By the list of years, which the groups of one selection share. */
const hiddenByYears = new WeakMap<readonly number[], ReadonlySet<string>>();

/**
 * Returns the cells whose sum over these years would mean nothing: a state at the year's end over several years, cells that are
 * not in every edition in force, and amounts printed without a unit.
 */
export function hiddenCells(years: readonly number[]): ReadonlySet<string> {
  const found = hiddenByYears.get(years);
  if (found) return found;
  const editions = [...new Set(years.map(editionInForce))].sort();
  const isLong = years.length > 1;
  const name = `${editions} ${isLong}`;
  const isHidden = (cell: (typeof CELLS)[number]) =>
    cell.aggregation === 'NONE' ||
    (cell.aggregation === 'STOCK' && isLong) ||
    (editions.length > 1 && editions.some((edition) => !cell.editions.includes(edition)));
  const hidden = hiddenByEditions.get(name) ?? new Set(CELLS.filter(isHidden).map((cell) => cell.code));
  hiddenByEditions.set(name, hidden);
  hiddenByYears.set(years, hidden);
  return hidden;
}
