import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Info,
  InputType,
  Int,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { agencyLoader, findPlace, jurisdictionCodeLoader, jurisdictionLoader } from '../agency/agencyQueries';
import { reportingYear } from '../agency/agencyResolver';
import { Agency, Jurisdiction, ReportingYear } from '../agency/agencyTypes';
import { CELLS, editionInForce, findCell } from '../form/cells';
import {
  addAmounts,
  emptyFigures,
  figureOf,
  formatAmount,
  parseAmount,
  setValue,
  type Tables,
} from '../form/figures';
import { evaluateMeasure, MEASURES } from '../form/measures';
import { AS_OF } from '../report/asOf';
import { findReport, loadIndicators } from '../report/reportQueries';
import { type IndicatorValue, ReportScope } from '../report/reportTypes';
import type { Context } from '../shared/context';
import {
  AFTER,
  badInput,
  type Connection,
  checkFirst,
  checkLength,
  decodeCursor,
  FIRST,
  pageOf,
} from '../shared/paging';
import { ANONYMOUS, authorise, mayDo } from '../shared/permissions';
import { DateTime } from '../shared/scalars';
import { indicatorsOf } from './indicatorSums';
import { groupBy, isKept } from './kept';
import { keptIndicators } from './keptIndicators';
import { keptChildren } from './keptSums';
import { allOf, EVERYTHING, HOLDINGS, isNothing, needsOf, type SumNeeds } from './needs';
import {
  needsOfOrder,
  type Order,
  type Ranked,
  type RankPage,
  rankGroups,
  rankSums,
  readOrder,
} from './ranking';
import {
  CellChange,
  Coverage,
  MissingReport,
  MissingReportConnection,
  Reconciliation,
  RollUp,
  RollUpChange,
  RollUpGroup,
  RollUpGroupConnection,
  RollUpSelection,
} from './rollUpTypes';
import { Basis, FEWEST_AGENCIES, hiddenCells, type Selection } from './selection';
import { addSums, type Sum } from './sum';
import { type Dimension, listMissing, sumBy, sumYears } from './sums';

const LARGEST_LIST = 1000;
const MOST_YEARS = 20;

@InputType({ description: '分组排序。Order of groups.' })
class GroupOrder {
  @Field({
    description:
      '依据：栏目代码、measures.<代码> 或 indicators.<代码>。A cell code such as `requests.received.total`, `measures.<code>` or `indicators.<code>`.',
  })
  by: string;
  @Field({
    defaultValue: true,
    description: '是否降序。Largest first; groups without a value come last either way.',
  })
  descending: boolean;
}

const DEFAULT_ORDER: GroupOrder = { by: 'requests.received.total', descending: true };

/** The years asked for, each once and in order; refuses none, too many, and years without a form. */
export function checkYears(years: readonly number[]): number[] {
  const distinct = [...new Set(checkLength('years', years, MOST_YEARS))].sort();
  if (distinct.length === 0 || distinct.length > MOST_YEARS)
    throw badInput('years', `请给出 1 至 ${MOST_YEARS} 个年度。`, `Give 1 to ${MOST_YEARS} years.`);
  for (const year of distinct) reportingYear(year);
  return distinct;
}

/** A preview shows unpublished work in sums: to those entitled for every place in it. */
async function authorisePreview(context: Context, path: string | null, agencyKeys: readonly number[] | null) {
  if (agencyKeys) await authoriseWork(context, agencyKeys);
  else authorise(context.actor, 'READ_PREVIEW', { agencyKey: null, path: path ?? '' });
}

/** Figures of single agencies are their work. */
async function authoriseWork(context: Context, agencyKeys: readonly number[]) {
  const agencies = await agencyLoader(context).loadMany(agencyKeys);
  for (const agency of agencies) {
    if (!agency || agency instanceof Error) continue;
    const place = await jurisdictionLoader(context).load(agency.jurisdictionKey);
    authorise(context.actor, 'READ_WORK', { agencyKey: agency.key, path: place?.path ?? '' });
  }
}

/** The selection that a client asks for. Refuses what there is not, and previews to who is not entitled. */
export async function selectionOf(
  context: Context,
  select: RollUpSelection | null,
  years: readonly number[],
  asOf: Date | null,
  basis: Basis,
): Promise<Selection> {
  const place = select?.jurisdiction ? await findPlace(context.database, select.jurisdiction) : null;
  const path = place?.path ?? null;
  if (select?.jurisdiction && place === null)
    throw badInput(
      'select.jurisdiction',
      `行政区划 ${select.jurisdiction} 不存在。`,
      `There is no jurisdiction ${select.jurisdiction}.`,
    );
  const codes = checkLength('select.agencies', select?.agencies ?? null, LARGEST_LIST);
  checkLength('select.kinds', select?.kinds, MOST_YEARS);
  const found: { id: number; code: string }[] = codes
    ? await context.database.query('select id, code from agency where code = any($1)', [codes])
    : [];
  const unknown = codes?.filter((code) => !found.some((row) => row.code === code)) ?? [];
  if (unknown.length > 0)
    throw badInput(
      'select.agencies',
      `机关不存在：${unknown.slice(0, 10).join('、')}。`,
      `No such agencies: ${unknown.slice(0, 10).join(', ')}.`,
    );
  const agencyKeys = codes && found.map((row) => row.id).sort((a, b) => a - b);
  if (asOf && basis !== Basis.PUBLISHED)
    throw badInput('asOf', '预览只看现在。', 'A preview is of now: leave asOf out, or take PUBLISHED.');
  if (basis !== Basis.PUBLISHED) await authorisePreview(context, path, agencyKeys);
  const readsWork =
    agencyKeys !== null || mayDo(context.actor, 'READ_WORK', { agencyKey: null, path: path ?? '' });
  return {
    // Left out, the argument is undefined.
    asOf: asOf ?? null,
    basis,
    sumsOnly: basis !== Basis.PUBLISHED && !readsWork,
    path,
    placeKey: place?.key ?? null,
    agencyKeys,
    kinds: select?.kinds ?? null,
    level: null,
    years,
  };
}

/** A selection narrowed to one of its groups. */
function narrow(selection: Selection, dimension: Dimension, key: string): Selection {
  if (dimension === 'year') return { ...selection, years: [Number(key)] };
  if (dimension === 'agency') return { ...selection, agencyKeys: [Number(key)] };
  if (dimension === 'level') return { ...selection, level: key };
  const own = selection.path?.endsWith(`${key}/`);
  return own
    ? { ...selection, onlyPlace: true }
    : { ...selection, path: `${selection.path ?? ''}${key}/`, placeKey: null };
}

const SUPPRESSED = `未公布数据涉及的机关不足 ${FEWEST_AGENCIES} 个，不予显示。 Kept back: it holds unpublished figures of fewer than ${FEWEST_AGENCIES} agencies.`;

const coverageOf = (sum: Sum, selection: Selection): Coverage => ({ selection, ...sum });

interface GroupPlace {
  readonly dimension: Dimension;
  readonly pageKeys: readonly string[] | null;
  readonly ranked?: Ranked;
}

const makeGroup = (given: Omit<RollUpGroup, 'nodeType' | keyof Tables>): RollUpGroup =>
  Object.assign(new RollUpGroup(), given);

function groupOf(sum: Sum, selection: Selection, place: GroupPlace): RollUpGroup {
  const { dimension, pageKeys, ranked } = place;
  const whole = sum.key === 'total';
  const narrowed = whole ? selection : narrow(selection, dimension, sum.key);
  return makeGroup({
    key: sum.key,
    rank: ranked?.rank ?? null,
    sortValue: ranked?.value ?? null,
    year: dimension === 'year' && !whole ? Number(sum.key) : null,
    level: dimension === 'level' ? (sum.key as RollUpGroup['level']) : null,
    agencyKey: dimension === 'agency' ? Number(sum.key) : undefined,
    jurisdictionCode: dimension === 'child' ? sum.key : undefined,
    figures: sum.figures,
    hidden: hiddenCells(narrowed.years),
    coverage: coverageOf(sum, narrowed),
    suppressed: sum.isSuppressed ? SUPPRESSED : null,
    loadIndicators: async (context, withSentences): Promise<IndicatorValue[]> =>
      sum.isSuppressed
        ? []
        : indicatorsOf(
            context,
            selection,
            { dimension, key: whole ? null : sum.key, pageKeys },
            withSentences,
          ),
  });
}

/** The sum over a whole selection. */
export const totalOf = async (context: Context, selection: Selection, needs: SumNeeds) =>
  addSums(await sumYears(context, selection, needs), 'total');

async function pageOfGroups(
  context: Context,
  selection: Selection,
  dimension: Dimension,
  { by, descending }: GroupOrder,
  first: number,
  after: string | null,
  needs: SumNeeds,
): Promise<Connection<RollUpGroup>> {
  const page = { first: checkFirst(first), after: decodeCursor(after, 2) };
  const order = readOrder(by, descending);
  const { ranked, sums } =
    (dimension === 'child' &&
      isKept(selection) &&
      (await keptPage(context, selection, order, page, needs))) ||
    (await scannedPage(context, selection, dimension, order, page, needs));
  const keys = ranked.slice(0, first).map((row) => row.key);
  const { edges, ...rest } = pageOf(ranked, first, after, ranked[0]?.total ?? 0, (row: Ranked) => [
    row.value,
    row.key,
  ]);
  return {
    ...rest,
    edges: edges.map(({ cursor, node }) => ({
      cursor,
      node: groupOf(sums.get(node.key) ?? addSums([], node.key), selection, {
        dimension,
        pageKeys: keys,
        ranked: node,
      }),
    })),
  };
}

/** Groups in order, with the sums of those on the page. */
interface RankedSums {
  readonly ranked: readonly Ranked[];
  readonly sums: ReadonlyMap<string, Sum>;
}

const byKey = (sums: readonly Sum[]) => new Map(sums.map((sum) => [sum.key, sum]));

/** Children in order by their kept sums; null where they must be added up. */
async function keptPage(
  context: Context,
  selection: Selection,
  order: Order,
  page: RankPage,
  needs: SumNeeds,
): Promise<RankedSums | null> {
  const [sums, values] = await Promise.all([
    keptChildren(context, selection, allOf([needs, needsOfOrder(order)])),
    'indicator' in order.key ? keptValues(context, selection, order.key.indicator) : undefined,
  ]);
  return sums && { ranked: rankSums(sums, order, page, values), sums: byKey(sums) };
}

/** The sums of an indicator by child, over all years. */
async function keptValues(
  context: Context,
  selection: Selection,
  code: string,
): Promise<ReadonlyMap<string, number>> {
  const [catalogue, rows] = await Promise.all([
    loadIndicators(context),
    keptIndicators(context, selection, 'child'),
  ]);
  const key = catalogue.find((indicator) => indicator.code === code)?.key;
  const own = groupBy(
    rows.filter(({ indicatorKey }) => indicatorKey === key),
    (row) => row.key,
  );
  return new Map(
    [...own].map(([child, parts]) => [child, Number(addAmounts(parts.map(({ value }) => value)))]),
  );
}

/** Groups in order by the reports themselves. */
async function scannedPage(
  context: Context,
  selection: Selection,
  dimension: Dimension,
  order: Order,
  page: RankPage,
  needs: SumNeeds,
): Promise<RankedSums> {
  const ranked = await rankGroups(context, selection, dimension, order, page);
  const keys = ranked.slice(0, page.first).map((row) => row.key);
  const isAsked = keys.length > 0 && !isNothing(needs);
  return { ranked, sums: byKey(isAsked ? await sumBy(context, selection, dimension, keys, needs) : []) };
}

const text = (value: number | string | null) => (value === null ? null : String(value));

/** The change of a cell from one sum to another; null with a reason where the two cannot be compared. */
function changeOf(
  code: string,
  before: Pick<Sum, 'figures' | 'isSuppressed'>,
  after: Pick<Sum, 'figures' | 'isSuppressed'>,
  years: readonly number[],
): CellChange {
  const cell = findCell(code);
  if (!cell) throw badInput('codes', `表格中没有栏目 ${code}。`, `The form has no cell ${code}.`);
  const missing = years.filter((year) => !cell.editions.includes(editionInForce(year)));
  const [base, value] = [text(figureOf(before.figures, cell)), text(figureOf(after.figures, cell))];
  const comparable = base !== null && value !== null && missing.length === 0;
  const difference = comparable ? parseAmount(value) - parseAmount(base) : null;
  const reason =
    before.isSuppressed || after.isSuppressed
      ? SUPPRESSED
      : missing.length > 0
        ? `${missing.join('、')} 年版式无此栏。 The form of ${missing.join(', ')} has no such cell.`
        : base === null || value === null
          ? '一期未填报。 Not reported in one of the years.'
          : null;
  return {
    code,
    label: cell.zh,
    labelEn: cell.en,
    base,
    value,
    reason,
    absolute: difference === null ? null : formatAmount(difference),
    relative: difference === null || Number(base) === 0 ? null : Number(difference) / 1e6 / Number(base),
  };
}

@Resolver()
export class RollUpQueries {
  @Query(() => RollUp, {
    description:
      '汇总：任意机关范围、任意年度。Sums of published own reports over any set of agencies and years.',
  })
  async rollup(
    @Ctx() context: Context,
    @Arg('years', () => [Int], { description: `年度，1 至 ${MOST_YEARS} 个。The years, 1 to ${MOST_YEARS}.` })
    years: number[],
    @Arg('select', () => RollUpSelection, {
      nullable: true,
      description: '范围，默认全部。Which agencies; default all, demonstration included.',
    })
    select: RollUpSelection | null,
    @Arg('asOf', () => DateTime, AS_OF) asOf: Date | null,
    @Arg('basis', () => Basis, {
      defaultValue: Basis.PUBLISHED,
      description: '依据；预览须有权限。What is added; previews need a role.',
    })
    basis: Basis,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RollUp> {
    const distinct = checkYears(years);
    const selection = await selectionOf(context, select, distinct, asOf, basis);
    return { years: distinct, selection, needs: needsOf(info) };
  }
}

@Resolver(() => RollUp)
export class RollUpFields {
  @FieldResolver(() => RollUpGroup, { description: '合计。The sum over all agencies and years.' })
  async total(@Root() { selection, needs }: RollUp, @Ctx() context: Context): Promise<RollUpGroup> {
    return groupOf(await totalOf(context, selection, needs), selection, {
      dimension: 'year',
      pageKeys: null,
    });
  }

  @FieldResolver(() => Coverage, { description: '覆盖情况。What the total holds.' })
  async coverage(@Root() { selection, needs }: RollUp, @Ctx() context: Context): Promise<Coverage> {
    return coverageOf(await totalOf(context, selection, needs), selection);
  }

  @FieldResolver(() => [RollUpGroup], {
    description: '按年度，每年一组。By year, one group for each year asked for.',
  })
  async byYear(@Root() { selection, needs }: RollUp, @Ctx() context: Context): Promise<RollUpGroup[]> {
    const sums = await sumYears(context, selection, needs);
    return selection.years.map((year) => {
      const key = String(year);
      const own = sums.filter((sum) => sum.key === key);
      return groupOf(addSums(own, key), selection, { dimension: 'year', pageKeys: null });
    });
  }

  @FieldResolver(() => RollUpGroupConnection, {
    description: '按机关。By agency, those without a report too.',
  })
  byAgency(
    @Root() { selection }: RollUp,
    @Ctx() context: Context,
    @Arg('orderBy', () => GroupOrder, {
      nullable: true,
      description: '排序，默认按新收申请降序。Default: requests received, most first.',
    })
    orderBy: GroupOrder | null,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<RollUpGroup>> {
    if (selection.basis !== Basis.PUBLISHED)
      authorise(context.actor, 'READ_WORK', { agencyKey: null, path: selection.path ?? '' });
    return pageOfGroups(context, selection, 'agency', orderBy ?? DEFAULT_ORDER, first, after, needsOf(info));
  }

  @FieldResolver(() => RollUpGroupConnection, {
    description:
      '按下一级区划。By the next level of the tree; agencies of the place itself stand under its own code.',
  })
  byChild(
    @Root() { selection }: RollUp,
    @Ctx() context: Context,
    @Arg('orderBy', () => GroupOrder, {
      nullable: true,
      description: '排序，默认按新收申请降序。Default: requests received, most first.',
    })
    orderBy: GroupOrder | null,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<RollUpGroup>> {
    return pageOfGroups(context, selection, 'child', orderBy ?? DEFAULT_ORDER, first, after, needsOf(info));
  }

  @FieldResolver(() => [RollUpGroup], {
    description: '按行政级别。By level of the jurisdiction the agency belongs to.',
  })
  async byLevel(
    @Root() { selection }: RollUp,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RollUpGroup[]> {
    const sums = await sumBy(context, selection, 'level', null, needsOf(info));
    return sums.map((sum) => groupOf(sum, selection, { dimension: 'level', pageKeys: null }));
  }

  @FieldResolver(() => RollUpChange, {
    description: '同比：一年与另一年之差。The difference between two years of the same agencies.',
  })
  async change(
    @Root() { selection }: RollUp,
    @Ctx() context: Context,
    @Arg('year', () => Int, { description: '本期。The year.' }) year: number,
    @Arg('base', () => Int, { description: '基期。The year to compare with.' }) base: number,
  ): Promise<RollUpChange> {
    const years = checkYears([year, base]);
    const sums = await sumYears(context, { ...selection, years }, EVERYTHING);
    const [after, before] = [year, base].map((of) =>
      addSums(
        sums.filter((sum) => sum.key === String(of)),
        String(of),
      ),
    );
    const figures = emptyFigures();
    for (const cell of CELLS) setValue(figures, cell, changeOf(cell.code, before, after, years).absolute);
    const ownMeasures: Record<string, unknown> = { denialRateByGround: {} };
    for (const measure of MEASURES) {
      const [now, then] = [after, before].map((sum) => evaluateMeasure(sum.figures, measure));
      const [group, ground] = measure.code.split('.');
      const value = now === null || then === null ? null : now - then;
      if (ground) (ownMeasures[group] as Record<string, unknown>)[ground] = value;
      else ownMeasures[group] = value;
    }
    const narrowed = { ...selection, years: [year] };
    const difference = Object.assign(groupOf(after, narrowed, { dimension: 'year', pageKeys: null }), {
      figures,
      ownMeasures,
      suppressed: before.isSuppressed || after.isSuppressed ? SUPPRESSED : null,
      loadIndicators: async () => [],
    });
    return { year, base, before, after, difference };
  }

  @FieldResolver(() => [Reconciliation], {
    description:
      '与本级政府汇总报告核对。Consolidated reports of governments of this very place, each beside the sum of its year.',
  })
  async reconciliations(@Root() { selection }: RollUp, @Ctx() context: Context): Promise<Reconciliation[]> {
    const rows: { code: string; year: number }[] = await context.database.query(
      `select a.code, r.year from report r join agency a on a.id = r.agency_id
         join agency_version v on v.agency_id = a.id and v.first_year <= r.year and r.year < v.end_year
         join jurisdiction j on j.id = v.jurisdiction_id
        where r.scope = 'CONSOLIDATED' and j.path = $1 and r.year = any($2) order by r.year, a.code limit 100`,
      [selection.path, selection.years],
    );
    const sums = await sumYears(context, selection, EVERYTHING);
    const reports = await Promise.all(
      rows.map((row) =>
        findReport(context.database, row.code, row.year, ReportScope.CONSOLIDATED, ANONYMOUS, selection.asOf),
      ),
    );
    return reports.flatMap((report) => {
      if (!report) return [];
      const sum = addSums(
        sums.filter((item) => item.key === String(report.year)),
        String(report.year),
      );
      const differences = CELLS.map((cell) =>
        changeOf(cell.code, sum, { figures: report.figures, isSuppressed: false }, [report.year]),
      ).filter((change) => change.base !== change.value);
      return [{ report, differences }];
    });
  }
}

@Resolver(() => RollUpGroup)
export class RollUpGroupFields {
  @FieldResolver(() => Agency, {
    nullable: true,
    description: '机关，按机关分组时。The agency, when grouped by agency.',
  })
  agency(@Root() group: RollUpGroup, @Ctx() context: Context) {
    return group.agencyKey === undefined ? null : agencyLoader(context).load(group.agencyKey);
  }

  @FieldResolver(() => Jurisdiction, {
    nullable: true,
    description: '区划，按下级分组时。The place, when grouped by child.',
  })
  jurisdiction(@Root() group: RollUpGroup, @Ctx() context: Context) {
    return group.jurisdictionCode === undefined
      ? null
      : jurisdictionCodeLoader(context).load(group.jurisdictionCode);
  }
}

@Resolver(() => RollUpChange)
export class RollUpChangeFields {
  @FieldResolver(() => [CellChange], {
    description: '逐格变化。The change of each cell asked for, at most 250.',
  })
  cells(
    @Root() { before, after, year, base }: RollUpChange,
    @Arg('codes', () => [ID], { description: '栏目代码。Codes of the cells.' }) codes: string[],
  ): CellChange[] {
    checkLength('codes', codes, 250);
    return codes.map((code) => changeOf(code, before, after, [base, year]));
  }
}

@Resolver(() => Coverage)
export class CoverageFields {
  @FieldResolver(() => MissingReportConnection, {
    description: '缺报名单。Expected reports that are not there, by year and agency code.',
  })
  async missing(
    @Root() { selection }: Coverage,
    @Ctx() context: Context,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null,
  ): Promise<Connection<MissingReport>> {
    const { rows, total } = await listMissing(context, selection, checkFirst(first), decodeCursor(after, 2));
    return pageOf(rows as MissingReport[], first, after, total, (row: MissingReport) => [
      row.year,
      row.agencyCode,
    ]);
  }
}

@Resolver(() => MissingReport)
export class MissingReportFields {
  @FieldResolver(() => Agency, { description: '机关。The agency that owes it.' })
  agency(@Root() missing: MissingReport, @Ctx() context: Context) {
    return agencyLoader(context).load(missing.agencyKey);
  }
}

/** How complete a place is in a year. */
export async function completenessOf(
  context: Context,
  jurisdiction: string,
  year: number,
): Promise<Coverage> {
  const selection = await selectionOf(context, { jurisdiction }, [year], null, Basis.PUBLISHED);
  return coverageOf(await totalOf(context, selection, HOLDINGS), selection);
}

@Resolver(() => ReportingYear)
export class ReportingYearFields {
  @FieldResolver(() => Coverage, { description: '报送完成情况。Completeness of a place in this year.' })
  async completeness(
    @Root() { year }: ReportingYear,
    @Ctx() context: Context,
    @Arg('jurisdiction', () => ID, { description: '区划代码。GB/T 2260 code; its whole subtree.' })
    jurisdiction: string,
  ): Promise<Coverage> {
    return completenessOf(context, jurisdiction, year);
  }
}
