import { nameInYearJson } from '../../agency/agencyInYear';
import { type AgencyColumn, agencyJson } from '../../agency/agencyQueries';
import { AgencyKind, JurisdictionLevel } from '../../agency/agencyTypes';
import { treeSql } from '../../agency/treeSql';
import { cellOf } from '../../form/cells';
import { cellsOfFormula, type Formula, type FormulaIndicator, indicatorsOfFormula } from '../../form/formula';
import { IndicatorAggregation } from '../../report/model/reportEnums';
import { GroupDimension, MEMBER_KEYS } from '../request/dimensions';
import { isNothing, type SumProjection } from '../request/projection';
import { expectedReportsCte, hiddenCells, type Selection } from '../request/selection';
import { countsSql } from '../scanned/sums';
import { type Cut, cellsOfCut } from './cuts';
import { exactnessSql, figureSql, readsExactness } from './figureSql';
import { formulaSql, isHiddenFormula } from './formulas';
import { tableOrder } from './inMemory';
import { type FigureRef, type GroupQuestion, isComparable, isOverYears } from './question';

/** What the statement of a page of groups of agencies is written for. */
export interface AgencyPage {
  readonly question: GroupQuestion;
  /** The selection that is read: with the year before each year, where it is compared. */
  readonly read: Selection;
  /** What is sorted by, if anything, and then what is filtered by. */
  readonly refs: readonly FigureRef[];
  /** The keys of the indicators among them. */
  readonly indicators: readonly number[];
  readonly projection: SumProjection;
  /** Whether it begins at a group. */
  readonly isContinued: boolean;
  /** Whether groups are read from the end of their order. */
  readonly isBackward: boolean;
  readonly agencyColumns: readonly AgencyColumn[] | null;
  /** Whether the names of the agencies are read. */
  readonly withNames: boolean;
}

/**
 * The numbers of the parameters after $1 to $7, those of the selection. After the keys of indicators come the bounds of conditions, and then
 * value and sort keys of the group that the page begins beyond.
 */
export const PARAMETERS = { years: 8, limit: 9, indicators: 10 } as const;

const isYearly = ({ members, isCompared }: GroupQuestion) =>
  isCompared || members.includes(GroupDimension.YEAR);

/** The columns that tell the groups of an agency apart, with the SQL of each over a row of members. */
function columnsOf(question: GroupQuestion): { name: string; sql: string }[] {
  const others = question.members.filter(
    (dimension) => dimension !== GroupDimension.AGENCY && dimension !== GroupDimension.YEAR,
  );
  return [
    ...(isYearly(question) ? [{ name: 'year', sql: 'year' }] : []),
    ...others.map((dimension) => ({ name: dimension.toLowerCase(), sql: MEMBER_KEYS[dimension] })),
  ];
}

const OVER_YEARS: Readonly<Record<IndicatorAggregation, (value: string) => string>> = {
  SUM: (value) => `sum(${value})`,
  LAST: (value) => `(array_agg(${value} order by year desc) filter (where ${value} is not null))[1]`,
  NONE: (value) => `case when count(${value}) = 1 then sum(${value}) end`,
};

const formulasOf = ({ question, refs }: AgencyPage): Formula[] =>
  refs.flatMap(({ value }) => question.cuts.map((cut) => value.formulaOf(cut)));

/** Whether the figures of an agency are those of several years. */
const isAddedOverYears = (question: GroupQuestion) =>
  !isYearly(question) && question.selection.years.length > 1;

/** The SQL of what stands in the year before, of the same agency and the same other columns. */
const beforeSql = (column: string, others: readonly string[]) =>
  `first_value(${column}) over (partition by ${['agency_id', ...others].join(', ')} order by year range between 1 preceding and 1 preceding)`;

/** The SQL of the figures of agencies that values are formed of, with the revisions they come from, one for each expected report or null. In one year an agency is one member, and nothing is added. */
function baseSql(page: AgencyPage): string {
  const { question, indicators } = page;
  const isAdded = isAddedOverYears(question);
  const cells = [
    ...formulasOf(page).flatMap(cellsOfFormula).map(cellOf),
    ...question.cuts.filter(({ outcome }) => outcome?.isOptional).flatMap(cellsOfCut),
  ];
  const positions = new Set(cells.filter(({ kind }) => kind !== 'AMOUNT').map(({ position }) => position));
  const formulas = formulasOf(page);
  const named = formulas.flatMap(indicatorsOfFormula);
  const others = columnsOf(question).flatMap(({ name, sql }) => (name === 'year' ? [] : [sql]));
  const aggregationOf = (key: number) =>
    named.find((indicator) => indicator.key === key)?.aggregation as IndicatorAggregation;
  const columns = [
    'agency_id',
    'a.code',
    ...columnsOf(question).map(({ name, sql }) => `${sql} as ${name}`),
    `${isAdded ? 'array_agg(members.revision_id)' : 'array[members.revision_id]'} as revisions`,
    ...(question.isCompared ? [`${beforeSql('array[members.revision_id]', others)} as before`] : []),
    ...[...positions].map((at) => `${isAdded ? `sum(counts[${at}])` : `counts[${at}]::bigint`} as c${at}`),
    `${isAdded ? 'sum(fees_amount)' : 'fees_amount'} as fees`,
    ...indicators.map(
      (key, at) => `${isAdded ? OVER_YEARS[aggregationOf(key)](`r${at}.value`) : `r${at}.value`} as i${at}`,
    ),
    ...indicators.map((_, at) =>
      isAdded ? `count(r${at}.value) > 1 as n${at}` : `r${at}.qualifier as q${at}`,
    ),
  ];
  const joins = indicators.map(
    (_, at) =>
      ` left join report_indicator r${at} on r${at}.revision_id = members.revision_id and r${at}.indicator_id = $${PARAMETERS.indicators + at}`,
  );
  const group = columnsOf(question).map((_, at) => at + 3);
  return `select ${columns.join(', ')} from members join agency a on a.id = agency_id${joins.join('')}${isAdded ? ` group by ${['1', '2', ...group].join(', ')}` : ''}`;
}

/** Whether a cell means nothing added over the years of a group. */
const isHidden = (formula: Formula, question: GroupQuestion) =>
  isHiddenFormula(
    formula,
    hiddenCells(isYearly(question) ? question.selection.years.slice(0, 1) : question.selection.years),
  );

const comparableYears = (formula: Formula, { selection }: GroupQuestion) =>
  selection.years.filter((year) => isComparable(formula, year));

/** The SQL of the values of one part of the table: its number, the numbers of its codes, whether it is listed, each value, and the years in which that can be compared. */
function cutSql(page: AgencyPage, cut: Cut, at: number): string {
  const { question, refs, indicators } = page;
  const sources = {
    count: (position: number) => `b.c${position}`,
    fees: 'b.fees',
    indicator: (key: number) => `b.i${indicators.indexOf(key)}`,
    qualifier: (key: number) => `b.q${indicators.indexOf(key)}`,
    isNotAdded: ({ key, aggregation }: FormulaIndicator) =>
      aggregation === IndicatorAggregation.NONE && isAddedOverYears(question)
        ? `b.n${indicators.indexOf(key)}`
        : null,
  };
  const values = refs.map(({ value }) => {
    const formula = value.formulaOf(cut);
    return isHidden(formula, question) ? 'null::float8' : formulaSql(formula, sources);
  });
  const years = refs
    .filter(isOverYears)
    .map(({ value }) => `'{${comparableYears(value.formulaOf(cut), question)}}'::int[]`);
  const exactnesses = refs.flatMap((ref) => {
    const formula = ref.value.formulaOf(cut);
    return readsExactness(ref, formula) ? exactnessSql(formula, sources) : [];
  });
  const isListed = cut.outcome?.isOptional
    ? `num_nonnulls(${cellsOfCut(cut)
        .map(({ position }) => `b.c${position}`)
        .join(', ')}) > 0`
    : 'true';
  const numberIn = tableOrder(question);
  const [applicant, outcome] = [GroupDimension.APPLICANT, GroupDimension.OUTCOME].map((dimension) =>
    numberIn(dimension, cut),
  );
  return `(${[at, applicant, outcome, isListed, ...values, ...years, ...exactnesses].join(', ')})`;
}

/** The SQL by which groups are sorted where values are equal, for each dimension. */
const SORT_KEYS: Readonly<Record<GroupDimension, string>> = {
  AGENCY: 'v.code collate "C"',
  CHILD: 'v.child collate "C"',
  YEAR: 'v.year',
  LEVEL: `array_position(array['${Object.values(JurisdictionLevel).join("', '")}'], v.level) - 1`,
  KIND: `array_position(array['${Object.values(AgencyKind).join("', '")}'], v.kind) - 1`,
  APPLICANT: 'v.applicant',
  OUTCOME: 'v.outcome',
};

/** The SQL of the reports of the groups on the page, each with the counts that are read: those of the group, and those of the year before. */
function reportsSql({ question, projection }: AgencyPage): string {
  if (isNothing(projection)) return '';
  const revisions = [
    'select id, false as "isBefore" from unnest(p.revisions) id',
    ...(question.isCompared ? ['select id, true from unnest(p.before) id'] : []),
  ];
  return ` left join lateral (select u."isBefore", 1 as expected, (r.id is not null)::int as included,
          coalesce(r.error_count > 0, false)::int as "withErrors", coalesce(r.blank_cells, 0) as "blankCells",
          coalesce(r.not_applicable_cells, 0) as "notApplicableCells",
          coalesce(r.proactive_edition = 2019 or r.requests_edition = 2019, false)::int as "edition2019",
          ${countsSql(projection, (position) => `r.counts[${position}]`)} as counts, ${projection.fees ? 'r.fees_amount::text' : 'null'} as fees
     from (${revisions.join(' union all ')}) u left join report_revision r on r.id = u.id offset 0) r on true`;
}

/** Returns the SQL of all groups of agencies that a question is for, as tables for `with`: `ranked` has each with what it is sorted by. */
export function rankedSql(page: AgencyPage): string {
  const { question, read, refs } = page;
  const { by, cuts, order, conditions } = question;
  const names = columnsOf(question).map(({ name }) => name);
  const values = refs.map((_, at) => `v${at}`);
  const years = refs.flatMap((ref, at) => (isOverYears(ref) ? [`y${at}`] : []));
  const formulaOf = ({ value }: FigureRef) => value.formulaOf(cuts[0]);
  const exactnesses = refs.flatMap((ref, at) => (readsExactness(ref, formulaOf(ref)) ? [`${at}`] : []));
  const formed = [...values, ...years, ...exactnesses.map((at) => `x${at}`)];
  const bound = PARAMETERS.indicators + page.indicators.length;
  const filters = conditions.map((_, at) => {
    const figure = `v.f${at + (order.by ? 1 : 0)}`;
    return `${figure} >= coalesce($${bound + 2 * at}::float8, '-infinity') and ${figure} <= coalesce($${bound + 2 * at + 1}::float8, 'infinity')`;
  });
  const direction = order.isDescending ? 'desc' : 'asc';
  const before = question.isCompared ? ['before'] : [];
  const groupColumns = ['agency_id', 'code', ...names, 'revisions', ...before].join(', ');
  const cutColumns = ['cut', 'applicant', 'outcome'];
  const others = names.filter((name) => name !== 'year');
  return `${expectedReportsCte(read).replace('members as (', 'members as not materialized (')},
  base as materialized (${baseSql(page)}),
  parts as (select ${[groupColumns, ...cutColumns, ...formed].join(', ')} from base b
    cross join lateral (values ${cuts.map((cut, at) => cutSql(page, cut, at)).join(', ')}) c(${[...cutColumns, 'is_listed', ...formed].join(', ')}) where c.is_listed),
  compared as (select parts.*${refs.map((ref, at) => (isOverYears(ref) ? `, ${beforeSql(`v${at}`, [...others, 'cut'])} as b${at}` : '')).join('')}${exactnesses.map((at) => `, ${beforeSql(`x${at}`, [...others, 'cut'])} as z${at}`).join('')} from parts),
  valued as (select ${[groupColumns, ...cutColumns].join(', ')}${refs.map((ref, at) => `, ${figureSql(ref, formulaOf(ref), at, isYearly(question))} as f${at}`).join('')}
    from compared g where ${isYearly(question) ? `g.year = any($${PARAMETERS.years}::int[])` : `$${PARAMETERS.years}::int[] is null or true`}),
  ranked as (select v.*${by.map((dimension, at) => `, ${SORT_KEYS[dimension]} as k${at}`).join('')},
      ${order.by ? `case when v.f0 is not null then rank() over (order by v.f0 ${direction} nulls last)::int end` : 'null::int'} as rank, count(*) over ()::int as total
    from valued v${filters.length > 0 ? ` where ${filters.join(' and ')}` : ''})`;
}

/** SQL: the name that the agency of a group bears in the year of the group, the last where it adds several, as JSON. */
function nameSql({ question, read, withNames }: AgencyPage): string {
  if (!withNames) return 'null::json';
  const years = `$${PARAMETERS.years}::int[]`;
  const year = isYearly(question) ? 'page.year' : `(${years})[cardinality(${years})]`;
  return nameInYearJson('page.agency_id', year, treeSql(read.asOf && '$7'));
}

/** Returns the SQL of the rows of an answer: the groups of the table `page` in order, one for each of their reports; beside the only row of another table, which has a row without groups too. */
export function rowsOfPageSql(page: AgencyPage, sorted: string, beside?: string): string {
  const { question, read, agencyColumns, projection } = page;
  const names = columnsOf(question).map(({ name }) => name);
  const own = ['agency_id', 'code', ...names, 'cut', 'rank', 'total', 'agency', 'name'].map(
    (name) => `p.${name}`,
  );
  const groups = `(select page.*, ${agencyColumns ? agencyJson('page.agency_id', agencyColumns, treeSql(read.asOf && '$7')) : 'null'} as agency, ${nameSql(page)} as name from page offset 0) p`;
  return `select ${beside ? `${beside}.*, ` : ''}${own.join(', ')}, ${question.order.by ? 'p.f0' : 'null::float8'} as value${isNothing(projection) ? '' : ', r.*'}
    from ${beside ? `${beside} left join ${groups} on true` : groups}${reportsSql(page)}
   order by ${sorted}`;
}

/** Returns the number of the first parameter that the tables of `rankedSql` have no use for. */
export const nextParameter = ({ indicators, question }: AgencyPage) =>
  PARAMETERS.indicators + indicators.length + 2 * question.conditions.length;
