import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Ctx,
  Extensions,
  Field,
  FieldResolver,
  Info,
  InputType,
  Int,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { AS_OF } from '../report/model/asOf';
import { DIRECTION, OrderDirection } from '../shared/graphql/ordering';
import { AFTER, type Connection, FIRST } from '../shared/graphql/paging';
import { DateTime } from '../shared/graphql/scalars';
import { PUBLIC } from '../shared/request/access';
import type { Context } from '../shared/request/context';
import { changeBetween } from './change';
import { connectGroups } from './groupResolver';
import { coverageOf, shapeTotal, totalOf } from './groups';
import { ChangeOver, Reconciliation, RollUpChange } from './model/changeTypes';
import { Coverage } from './model/coverageTypes';
import {
  NullReason,
  RollUp,
  RollUpFilterInput,
  RollUpGroup,
  RollUpGroupConnection,
} from './model/rollUpTypes';
import { openRollUp } from './openNode';
import { MOST_YEARS } from './readSelection';
import { listReconciliations } from './reconciliations';
import { GroupDimension } from './request/dimensions';
import { GroupFigure } from './request/groupFigure';
import { Basis, type Selection } from './request/selection';

@InputType({
  description:
    '分组排序：无值的组总在最后，无位次。Order of groups; those without a value come last either way, without a rank.',
})
class RollUpOrderInput {
  @Field({
    description:
      '依据：栏目代码、measures.<代码> 或 indicators.<代码>。A cell code such as `requests.received.total`, `measures.<code>` or `indicators.<code>`.',
  })
  field: string;
  @Field(() => OrderDirection, DIRECTION)
  direction: OrderDirection;
}

const DEFAULT_ORDER: RollUpOrderInput = { field: 'requests.received.total', direction: OrderDirection.DESC };

const ORDER = {
  nullable: true,
  description: '排序，默认按新收申请降序。Default: requests received, most first.',
};

const pageBy = (
  dimension: GroupDimension,
  order: RollUpOrderInput | null,
  first: number,
  after: string | null,
) => ({
  by: [dimension],
  filter: null,
  having: null,
  orderBy: { ...(order ?? DEFAULT_ORDER), figure: GroupFigure.VALUE },
  first,
  after,
});

const listGroups = async (
  context: Context,
  selection: Selection,
  dimension: GroupDimension,
  info: GraphQLResolveInfo,
) => {
  const page = { by: [dimension], filter: null, having: null, orderBy: null, first: 100, after: null };
  const { edges } = await connectGroups(context, selection, page, info);
  return edges.map(({ node }) => node);
};

@Resolver()
export class RollUpQueries {
  @Extensions(PUBLIC)
  @Query(() => RollUp, {
    description:
      '汇总：任意机关范围、任意年度。Sums of published own reports over any set of agencies and years.',
  })
  async rollup(
    @Ctx() context: Context,
    @Arg('years', () => [Int], { description: `年度，1 至 ${MOST_YEARS} 个。The years, 1 to ${MOST_YEARS}.` })
    years: number[],
    @Arg('filter', () => RollUpFilterInput, {
      nullable: true,
      description: '筛选，默认全部真实机关。Which agencies; default all that are real.',
    })
    filter: RollUpFilterInput | null,
    @Arg('asOf', () => DateTime, AS_OF) asOf: Date | null,
    @Arg('basis', () => Basis, {
      defaultValue: Basis.PUBLISHED,
      description: '依据；预览须有权限。What is added; previews need a role.',
    })
    basis: Basis,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RollUp> {
    return openRollUp(context, { filter: filter && { ...filter }, years, asOf: asOf ?? null, basis }, info);
  }
}

@Resolver(() => RollUp)
export class RollUpFields {
  @FieldResolver(() => RollUpGroup, { description: '合计。The sum over all agencies and years.' })
  async total(@Root() { selection, projection }: RollUp, @Ctx() context: Context): Promise<RollUpGroup> {
    return shapeTotal(context, await totalOf(context, selection, projection), selection, projection);
  }

  @FieldResolver(() => Coverage, { description: '覆盖情况。What the total holds.' })
  async coverage(@Root() { selection, projection }: RollUp, @Ctx() context: Context): Promise<Coverage> {
    return coverageOf(await totalOf(context, selection, projection), selection);
  }

  @FieldResolver(() => [RollUpGroup], {
    description: '按年度，每年一组。By year, one group for each year asked for.',
  })
  byYear(
    @Root() { selection }: RollUp,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RollUpGroup[]> {
    return listGroups(context, selection, GroupDimension.YEAR, info);
  }

  @FieldResolver(() => RollUpGroupConnection, {
    nullable: true,
    description: '按机关。By agency, those without a report too.',
  })
  byAgency(
    @Root() { selection }: RollUp,
    @Ctx() context: Context,
    @Arg('orderBy', () => RollUpOrderInput, ORDER) orderBy: RollUpOrderInput | null,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<RollUpGroup>> {
    return connectGroups(context, selection, pageBy(GroupDimension.AGENCY, orderBy, first, after), info);
  }

  @FieldResolver(() => RollUpGroupConnection, {
    nullable: true,
    description:
      '按下一级区划。By the next level of the tree; agencies of the place itself stand under its own code.',
  })
  byChild(
    @Root() { selection }: RollUp,
    @Ctx() context: Context,
    @Arg('orderBy', () => RollUpOrderInput, ORDER) orderBy: RollUpOrderInput | null,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<RollUpGroup>> {
    return connectGroups(context, selection, pageBy(GroupDimension.CHILD, orderBy, first, after), info);
  }

  @FieldResolver(() => [RollUpGroup], {
    description: '按行政级别。By level of the jurisdiction the agency belongs to.',
  })
  byLevel(
    @Root() { selection }: RollUp,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RollUpGroup[]> {
    return listGroups(context, selection, GroupDimension.LEVEL, info);
  }

  @FieldResolver(() => RollUpChange, {
    nullable: true,
    description:
      '同比：一年与另一年之差。The difference between two years of the selection. By default over all reports of each year, so that it is the difference of the totals shown beside it; then look at `caution`, which says when other agencies reported, and compare SAME_AGENCIES while reports are still coming in.',
  })
  change(
    @Root() { selection }: RollUp,
    @Ctx() context: Context,
    @Arg('year', () => Int, { description: '本期。The year.' }) year: number,
    @Arg('base', () => Int, { description: '基期。The year to compare with.' }) base: number,
    @Arg('over', () => ChangeOver, {
      defaultValue: ChangeOver.ALL_REPORTS,
      description: '比较口径。Whose figures are compared.',
    })
    over: ChangeOver,
  ): Promise<RollUpChange> {
    return changeBetween(context, selection, { year, base, over });
  }

  @FieldResolver(() => [Reconciliation], {
    description:
      '与本级政府汇总报告核对。Consolidated reports of governments of this very place, each beside the sum of its year.',
  })
  reconciliations(@Root() { selection }: RollUp, @Ctx() context: Context): Promise<Reconciliation[]> {
    return listReconciliations(context, selection);
  }
}

@Resolver(() => RollUpGroup)
export class RollUpGroupFields {
  @FieldResolver(() => [NullReason], {
    description:
      '空值的原因。Why what is null here is null: every cell, subtotal and measure without a value, by reason.',
  })
  reasons(@Root() group: RollUpGroup): NullReason[] {
    return group.listReasons();
  }
}
