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
import { type AgencyPage, agencyPageSql, textOfYears } from './agencySql';
import type { Group, GroupPage } from './group';
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
    'agencies',
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

/** Returns a page of groups of agencies, ranked where the reports are. One statement, however many groups there are. */
export async function pageOfAgencies(
  context: Context,
  question: GroupQuestion,
  { size, isBackward, position }: GroupPageArguments,
  agencyColumns: readonly AgencyColumn[] | null,
): Promise<GroupPage> {
  const { selection, conditions, isCompared, projection, order } = question;
  const refs = refsOf(question);
  const indicators = refs.flatMap(({ value }) =>
    indicatorsOfFormula(value.formulaOf(question.cuts[0])).map(({ key }) => key),
  );
  const read = isCompared ? withYearsBefore(selection) : selection;
  const page: AgencyPage = {
    question,
    read,
    refs,
    indicators: [...new Set(indicators)],
    projection,
    isContinued: position !== null,
    isBackward,
    agencyColumns,
  };
  const text = cachedStatement(partsOf(page), () => agencyPageSql(page));
  const rows = await queryRows<PageRow>(context.database, text, [
    ...parametersOf(read),
    selection.years,
    size + 1,
    ...page.indicators,
    ...conditions.flatMap(({ min, max }) => [min, max]),
    ...((position && (order.by ? position : position.slice(1))) ?? []),
  ]);
  const grouped = groupBy(rows, (row) => `${row.agency_id} ${question.by.map((_, at) => row[`k${at}`])}`);
  return {
    groups: [...grouped.values()].map((own) => groupOfRows(own, page)),
    total: rows[0]?.total ?? 0,
  };
}
