import { type AgencyColumn, asAgency } from '../../agency/agencyQueries';
import type { Agency } from '../../agency/agencyTypes';
import { indicatorsOfFormula } from '../../form/formula';
import { queryRows } from '../../shared/database';
import { groupBy } from '../../shared/groupBy';
import type { Context } from '../../shared/request/context';
import { GroupDimension, isTableDimension, joinCodes } from '../request/dimensions';
import { parametersOf, shapeOf } from '../request/selection';
import { cachedStatement } from '../request/statementCache';
import { addSums, type Sum } from '../request/sum';
import { asSum, type SumRow } from '../scanned/sums';
import { agencyPageSql } from './agencyPageSql';
import { type AgencyPage, textOfYears } from './agencySql';
import type { Spread } from './distribution';
import { distributionSql } from './distributionSql';
import type { DistributionSize, Group, GroupDistribution, GroupPage } from './group';
import { codeOfCut, refsOf } from './inMemory';
import { type GroupPageArguments, type GroupQuestion, withYearsBefore } from './question';

/** A row of the page: a group, and one of its members where sums are read. */
interface PageRow extends SumRow {
  readonly agency_id: number;
  readonly code: string;
  readonly year?: number;
  readonly child?: string;
  readonly level?: string;
  readonly kind?: string;
  readonly cut: number;
  readonly value: number | null;
  readonly rank: number | null;
  readonly total: number;
  readonly agency: Agency | null;
  readonly member_year?: number | null;
  readonly [sortKey: `k${number}`]: string | number;
}

/** Returns what the text of the statement depends on. */
const partsOf = (page: AgencyPage): unknown[] => {
  const { question, read, refs, projection, isContinued, isBackward, agencyColumns } = page;
  const { by, order, conditions, isCompared, cuts } = question;
  const aggregations = refs.map(({ value }) =>
    indicatorsOfFormula(value.formulaOf(cuts[0])).map(({ aggregation }) => aggregation),
  );
  return [
    shapeOf(read),
    by,
    refs.map(({ value, figure }) => [value.code, value.text, figure]),
    aggregations,
    order.by !== null,
    order.isDescending,
    conditions.length,
    isCompared,
    isContinued,
    isBackward,
    projection,
    agencyColumns,
    textOfYears(page),
    cuts.map(({ applicant, outcome }) => [applicant?.code, outcome?.code]),
  ];
};

/** Returns the sum of members, or of none. */
const sumOf = (rows: readonly PageRow[], page: AgencyPage, year: (own: number) => boolean): Sum =>
  addSums(
    rows
      .filter(({ member_year: own }) => own !== undefined && own !== null && year(own))
      .map(({ expected, included, withErrors, blankCells, notApplicableCells, edition2019, counts, fees }) =>
        asSum(
          { expected, included, withErrors, blankCells, notApplicableCells, edition2019, counts, fees },
          '',
          page.projection,
        ),
      ),
    '',
  );

function groupOfRows(rows: readonly PageRow[], page: AgencyPage): Group {
  const { by, members, cuts, selection, isCompared } = page.question;
  const [row] = rows;
  const cut = cuts[row.cut];
  const year = row.year ?? null;
  const codes = { AGENCY: row.code, CHILD: row.child, YEAR: String(year), LEVEL: row.level, KIND: row.kind };
  const keyed = { ...codes, AGENCY: String(row.agency_id) };
  return {
    codes: by.map((dimension) =>
      isTableDimension(dimension) ? codeOfCut(dimension, cut) : (codes[dimension] ?? ''),
    ),
    memberKey: joinCodes(
      members
        .filter((dimension) => dimension !== GroupDimension.YEAR)
        .map((dimension) => keyed[dimension] ?? ''),
    ),
    sortKeys: by.map((_, at) => row[`k${at}`]),
    cut,
    years: year === null ? selection.years : [year],
    sum: sumOf(rows, page, (own) => year === null || own === year),
    before: isCompared ? sumOf(rows, page, (own) => own + 1 === year) : null,
    agency: { key: row.agency_id, row: row.agency ? asAgency(row.agency, selection.asOf) : null },
    rank: row.rank,
    sortValue: row.value,
  };
}

/** Returns what the statement of groups of agencies is written for. */
function pageFor(
  question: GroupQuestion,
  seek: Pick<AgencyPage, 'isContinued' | 'isBackward'>,
  agencyColumns: readonly AgencyColumn[] | null,
): AgencyPage {
  const { selection, isCompared, projection } = question;
  const refs = refsOf(question);
  const indicators = refs.flatMap(({ value }) =>
    indicatorsOfFormula(value.formulaOf(question.cuts[0])).map(({ key }) => key),
  );
  return {
    question,
    read: isCompared ? withYearsBefore(selection) : selection,
    refs,
    indicators: [...new Set(indicators)],
    projection,
    ...seek,
    agencyColumns,
  };
}

/** Returns the parameters of the statement of at most so many groups, up to those of the conditions. */
const parametersOfPage = ({ read, question, indicators }: AgencyPage, limit: number): unknown[] => [
  ...parametersOf(read),
  question.selection.years,
  limit,
  ...indicators,
  ...question.conditions.flatMap(({ min, max }) => [min, max]),
];

const groupsOf = (rows: readonly PageRow[], page: AgencyPage): Group[] => {
  const grouped = groupBy(
    rows,
    (row) => `${row.agency_id} ${page.question.by.map((_, at) => row[`k${at}`])}`,
  );
  return [...grouped.values()].map((own) => groupOfRows(own, page));
};

/** Returns a page of groups of agencies, ranked where the reports are. One statement, however many groups there are. */
export async function pageOfAgencies(
  context: Context,
  question: GroupQuestion,
  { size, isBackward, position }: GroupPageArguments,
  agencyColumns: readonly AgencyColumn[] | null,
): Promise<GroupPage> {
  const page = pageFor(question, { isContinued: position !== null, isBackward }, agencyColumns);
  const text = cachedStatement(['page', ...partsOf(page)], () => agencyPageSql(page));
  const rows = await queryRows<PageRow>(context.database, text, [
    ...parametersOfPage(page, size + 1),
    ...((position && (question.order.by ? position : position.slice(1))) ?? []),
  ]);
  return { groups: groupsOf(rows, page), total: rows[0]?.total ?? 0 };
}

/** A row of a distribution, with an outlier or without. */
interface DistributionRow extends Omit<PageRow, 'agency_id'> {
  readonly agency_id: number | null;
  readonly groups: number;
  readonly spread: Spread;
}
const isOfGroup = (row: DistributionRow): row is DistributionRow & PageRow => row.agency_id !== null;

/** Returns how the figures are spread that groups of agencies are sorted by. One statement, however many groups there are. */
export async function distributionOfAgencies(
  context: Context,
  question: GroupQuestion,
  { bins, outliers }: DistributionSize,
  agencyColumns: readonly AgencyColumn[] | null,
): Promise<GroupDistribution> {
  const page = pageFor(question, { isContinued: false, isBackward: false }, agencyColumns);
  const text = cachedStatement(['distribution', ...partsOf(page)], () => distributionSql(page));
  const rows = await queryRows<DistributionRow>(context.database, text, [
    ...parametersOfPage(page, outliers),
    bins,
  ]);
  const [{ groups, spread }] = rows;
  return { groups, spread, outliers: groupsOf(rows.filter(isOfGroup), page) };
}
