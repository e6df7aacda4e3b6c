import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Extensions, FieldResolver, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { Jurisdiction } from '../agency/agencyTypes';
import { JurisdictionInYear, jurisdictionInYear } from '../agency/jurisdictionInYear';
import { jurisdictionLoader } from '../agency/jurisdictions';
import { AS_OF } from '../report/model/asOf';
import { DateTime } from '../shared/graphql/scalars';
import { PUBLIC } from '../shared/request/access';
import type { Context } from '../shared/request/context';
import { changeBetween } from './change';
import { coverageOf, shapeTotal, totalOf } from './groups';
import { ChangeOver, Reconciliation, RollUpChange } from './model/changeTypes';
import { Coverage } from './model/coverageTypes';
import { NullReason, RollUp, RollUpFilterInput, RollUpGroup } from './model/rollUpTypes';
import { openRollUp } from './openNode';
import { MOST_YEARS } from './readSelection';
import { listReconciliations } from './reconciliations';
import { Basis, type Selection } from './request/selection';

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

/** Returns the place that the filter of a selection names, as of its instant. */
const placeOfSelection = async (
  context: Context,
  { placeKey, asOf }: Selection,
): Promise<Jurisdiction | null> =>
  placeKey === null ? null : jurisdictionLoader(context, asOf).load(placeKey);

@Resolver(() => RollUp)
export class RollUpFields {
  @FieldResolver(() => Jurisdiction, {
    nullable: true,
    description: '筛选所给的区划；未给的为空。The place that the filter names; null where it names none.',
  })
  jurisdiction(@Root() { selection }: RollUp, @Ctx() context: Context): Promise<Jurisdiction | null> {
    return placeOfSelection(context, selection);
  }

  @FieldResolver(() => [JurisdictionInYear], {
    nullable: true,
    description:
      '筛选所给区划在各年度的名称，按年度；含几个年度的合计用最后一个。How the place that the filter names is called in each of the years, in their order; a sum over several has the last. Null where it names none.',
  })
  async jurisdictionInYears(
    @Root() { selection }: RollUp,
    @Ctx() context: Context,
  ): Promise<JurisdictionInYear[] | null> {
    const place = await placeOfSelection(context, selection);
    return place && Promise.all(selection.years.map((year) => jurisdictionInYear(context, place, year)));
  }

  @FieldResolver(() => RollUpGroup, { description: '合计。The sum over all agencies and years.' })
  async total(@Root() { selection, projection }: RollUp, @Ctx() context: Context): Promise<RollUpGroup> {
    return shapeTotal(context, await totalOf(context, selection, projection), selection, projection);
  }

  @FieldResolver(() => Coverage, { description: '覆盖情况。What the total holds.' })
  async coverage(@Root() { selection, projection }: RollUp, @Ctx() context: Context): Promise<Coverage> {
    return coverageOf(await totalOf(context, selection, projection), selection);
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
  ): RollUpChange {
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
