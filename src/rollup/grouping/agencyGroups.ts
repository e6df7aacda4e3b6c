import type { AgencyName } from '../../agency/agencyInYear';
import { asAgency } from '../../agency/agencyQueries';
import type { Agency } from '../../agency/agencyTypes';
import { indicatorsOfFormula } from '../../form/formula';
import { queryRows } from '../../shared/database';
import { groupBy } from '../../shared/groupBy';
import type { Context } from '../../shared/request/context';
import { GroupDimension, isTableDimension, joinCodes, sortKeyOf } from '../request/dimensions';
import { parametersOf } from '../request/selection';
import { addSums, type Sum } from '../request/sum';
import { asSum, type SumRow } from '../scanned/sums';
import { agencyPageSql } from './agencyPageSql';
import type { AgencyPage } from './agencySql';
import type { Spread } from './distribution';
import { distributionSql } from './distributionSql';
import type { DistributionSize, Group, GroupDistribution, GroupPage } from './group';
import { codeOfCut, refsOf, tableOrder } from './inMemory';
import { type GroupPageArguments, type GroupQuestion, withYearsBefore } from './question';

/** A row of the page: a group, and one of its reports where sums are read. */
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
  readonly name: AgencyName | null;
  /** Whether its report is that of the year before; null where none is expected. */
  readonly isBefore?: boolean | null;
}

/** Returns the sum of the reports of a group, or of those of the year before. */
function sumOf(rows: readonly PageRow[], isBefore: boolean, { projection }: AgencyPage): Sum {
  const sums = rows
    .filter((row) => row.isBefore === isBefore)
    .map(({ expected, included, withErrors, blankCells, notApplicableCells, edition2019, counts, fees }) =>
      asSum(
        { expected, included, withErrors, blankCells, notApplicableCells, edition2019, counts, fees },
        '',
        projection,
      ),
    );
  return sums.length === 1 ? sums[0] : addSums(sums, '');
}

/** Forms the groups of a page. Those of one year share the list that holds it. */
function groupFormer(page: AgencyPage): (rows: readonly PageRow[]) => Group {
  const { by, members, cuts, selection, isCompared } = page.question;
  const keyed = members.filter((dimension) => dimension !== GroupDimension.YEAR);
  const numberOf = tableOrder(page.question);
  const years = new Map(page.read.years.map((year) => [year, [year]]));
  return (rows) => {
    const [row] = rows;
    const cut = cuts[row.cut];
    const { code, year, child, level, kind } = row;
    const own = { AGENCY: code, CHILD: child, YEAR: String(year), LEVEL: level, KIND: kind };
    const codes = by.map((dimension) =>
      isTableDimension(dimension) ? codeOfCut(dimension, cut) : (own[dimension] ?? ''),
    );
    const keys = { ...own, AGENCY: String(row.agency_id) };
    return {
      codes,
      memberKey: joinCodes(keyed.map((dimension) => keys[dimension] ?? '')),
      sortKeys: by.map((dimension, at) =>
        isTableDimension(dimension) ? numberOf(dimension, cut) : sortKeyOf(dimension, codes[at]),
      ),
      cut,
      years: year === undefined ? selection.years : (years.get(year) ?? [year]),
      sum: sumOf(rows, false, page),
      before: isCompared ? sumOf(rows, true, page) : null,
      agency: {
        key: row.agency_id,
        row: row.agency ? asAgency(row.agency, selection.asOf) : null,
        name: row.name,
      },
      rank: row.rank,
      sortValue: row.value,
    };
  };
}

/** What is read of the agencies of groups. */
export type AgencyParts = Pick<AgencyPage, 'agencyColumns' | 'withNames'>;

/** Returns what the statement of groups of agencies is written for. */
function pageFor(
  question: GroupQuestion,
  seek: Pick<AgencyPage, 'isContinued' | 'isBackward'>,
  { agencyColumns, withNames }: AgencyParts,
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
    withNames,
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
    ({ agency_id, year, child, level, kind, cut }) => `${agency_id} ${year} ${child} ${level} ${kind} ${cut}`,
  );
  return [...grouped.values()].map(groupFormer(page));
};

/** Returns a page of groups of agencies, ranked where the reports are. One statement, however many groups there are. */
export async function pageOfAgencies(
  context: Context,
  question: GroupQuestion,
  { size, isBackward, position }: GroupPageArguments,
  parts: AgencyParts,
): Promise<GroupPage> {
  const page = pageFor(question, { isContinued: position !== null, isBackward }, parts);
  const rows = await queryRows<PageRow>(context.database, agencyPageSql(page), [
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
  parts: AgencyParts,
): Promise<GroupDistribution> {
  const page = pageFor(question, { isContinued: false, isBackward: false }, parts);
  const rows = await queryRows<DistributionRow>(context.database, distributionSql(page), [
    ...parametersOfPage(page, outliers),
    bins,
  ]);
  const [{ groups, spread }] = rows;
  return { groups, spread, outliers: groupsOf(rows.filter(isOfGroup), page) };
}
