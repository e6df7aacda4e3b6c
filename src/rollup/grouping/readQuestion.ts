import { isDescending } from '../../shared/graphql/ordering';
import { badInput, checkLength } from '../../shared/graphql/paging';
import { checkBounded, checkOrder } from '../../shared/graphql/ranges';
import type { Context } from '../../shared/request/context';
import { authorise } from '../../shared/request/permissions';
import { haveShares } from '../../shared/shareInWords';
import type { GroupConditionInput, GroupOrderInput } from '../model/groupTypes';
import { checkDimensions, GroupDimension, memberDimensions } from '../request/dimensions';
import { GroupFigure } from '../request/groupFigure';
import { type SumProjection, union } from '../request/projection';
import { Basis, type Selection } from '../request/selection';
import { type CutFilter, cutsOf } from './cuts';
import {
  type Condition,
  type GroupOrder,
  type GroupQuestion,
  isOverYears,
  projectionOfValues,
} from './question';
import { readValues } from './values';

/** What a client asks of groups. */
export interface GroupArguments {
  readonly by: readonly GroupDimension[];
  readonly filter: CutFilter | null;
  readonly having: readonly GroupConditionInput[] | null;
  readonly orderBy: GroupOrderInput | null;
}
/** What an operation selects of each group. */
export interface GroupSelection {
  /** The codes of values. */
  readonly codes: readonly string[];
  /** The argument that names them. */
  readonly argument: string;
  /** Whether values of the year before are selected. */
  readonly withBase: boolean;
  readonly projection: SumProjection;
}

const MOST_CONDITIONS = 10;
const MOST_NAMED = 50;
/** The order of groups by what they stand for. */
const BY_KEYS = 'keys';

async function readOrder(
  context: Context,
  by: readonly GroupDimension[],
  order: GroupOrderInput | null,
): Promise<GroupOrder> {
  if (!order) return { by: null, isDescending: false };
  if (order.field === BY_KEYS) return { by: null, isDescending: isDescending(order.direction) };
  const [value] = await readValues(context, by, [order.field], 'orderBy.field');
  return { by: { value, figure: order.figure }, isDescending: isDescending(order.direction) };
}

async function readConditions(
  context: Context,
  by: readonly GroupDimension[],
  having: readonly GroupConditionInput[] | null,
): Promise<Condition[]> {
  const conditions = checkLength('having', having, MOST_CONDITIONS) ?? [];
  return Promise.all(
    conditions.map(async ({ value: code, figure, min, max }, at) => {
      checkBounded(`having.${at}`, { from: min, to: max });
      checkOrder({ from: min, to: max, fromPath: `having.${at}.min` });
      const [value] = await readValues(context, by, [code], `having.${at}.value`);
      return { value, figure, min: min ?? null, max: max ?? null };
    }),
  );
}

/** Returns a filter. Refuses one of a dimension that groups are not of: it would change nothing. */
function checkFilter(by: readonly GroupDimension[], filter: CutFilter | null): CutFilter | null {
  for (const [name, dimension] of [
    ['applicants', GroupDimension.APPLICANT],
    ['outcomes', GroupDimension.OUTCOME],
  ] as const)
    if (checkLength(`filter.${name}`, filter?.[name], MOST_NAMED) && !by.includes(dimension))
      throw badInput(
        `filter.${name}`,
        `只有按 ${dimension} 分组时才能用 ${name} 筛选：请在 by 中加入 ${dimension}。`,
        `Only groups by ${dimension} are filtered by ${name}: add ${dimension} to \`by\`.`,
      );
  return filter;
}

/** Returns the question of a client for groups. Refuses what groups of these dimensions do not have, and groups of agencies in previews to who may see sums only. */
export async function readQuestion(
  context: Context,
  selection: Selection,
  { by: dimensions, filter, having, orderBy }: GroupArguments,
  { codes, argument, withBase, projection }: GroupSelection,
): Promise<GroupQuestion> {
  const by = checkDimensions(dimensions);
  if (selection.basis !== Basis.PUBLISHED && by.includes(GroupDimension.AGENCY))
    authorise(context.actor, 'READ_WORK', { agencyKey: null, path: selection.path ?? '' });
  const [order, conditions, values] = await Promise.all([
    readOrder(context, by, orderBy),
    readConditions(context, by, having),
    readValues(context, by, codes, argument),
  ]);
  const isOfOneYear = by.includes(GroupDimension.YEAR) || selection.years.length === 1;
  const figures = [...(order.by ? [order.by] : []), ...conditions];
  if (!haveShares(by) && figures.some(({ figure }) => figure === GroupFigure.SHARE))
    throw badInput(
      'by',
      '只按年度分组没有占比：每组就是当年的合计。请再按别的维度分组。',
      'Groups by YEAR alone have no share: each is the total of its year. Group by something else too.',
    );
  const isFormed = figures.some(isOverYears);
  if (isFormed && !isOfOneYear)
    throw badInput(
      'by',
      '增减量和增长率是与上年比较：请按 YEAR 分组，或只查询一个年度。',
      'DIFFERENCE and GROWTH compare with the year before: group by YEAR too, or ask for a single year.',
    );
  const cuts = cutsOf(by, selection.years, checkFilter(by, filter));
  const input = filter || having || orderBy ? { filter, having, orderBy } : null;
  return {
    selection,
    by,
    input,
    members: memberDimensions(by),
    cuts,
    order,
    conditions,
    isCompared: isOfOneYear && (withBase || isFormed),
    projection: union([projection, projectionOfValues(values, cuts)]),
  };
}
