import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { FigureState } from '../../report/model/cellTypes';
import { Qualifier } from '../../report/model/reportEnums';
import { DIRECTION, OrderDirection } from '../../shared/graphql/ordering';
import type { PageSizes } from '../../shared/graphql/pageArguments';
import { connectionOf } from '../../shared/graphql/paging';
import { Figure } from '../../shared/graphql/scalars';
import { GroupDimension } from '../request/dimensions';
import { GroupFigure } from '../request/groupFigure';
import { Coverage } from './coverageTypes';

/** What a group stands for in one dimension. */
@ObjectType({
  simpleResolvers: true,
  description: '分组键。What a group stands for in one dimension: a bureau, a place, a year, an outcome.',
})
export class GroupKey {
  @Field(() => GroupDimension, { description: '维度。The dimension.' })
  dimension: GroupDimension;
  @Field(() => ID, {
    description:
      '代码：机关代码、区划代码、年度、级别、类别、申请人列或办理结果行的代码。The code of the domain: of an agency, a jurisdiction, a year, a level, a kind, a column or a row of section three, such as `denied.stateSecret`.',
  })
  code: string;
  @Field({
    description:
      '名称；机关、区划的为该组年度的名称，一组含几个年度的，为其中最后一个年度的。Label in Chinese; of an agency or a place its name in the year of the group, in the last one where the group adds several.',
  })
  labelZh: string;
  @Field(() => String, {
    nullable: true,
    description: '英文名称，可空。Label in English; null where there is none.',
  })
  labelEn: string | null;
}

/** A value of a group. */
@ObjectType({
  simpleResolvers: true,
  description:
    '分组的一个数值，附状态、占比与同比。A value of a group with its state, its share of the total and its change from the year before.',
})
export class GroupValue {
  @Field(() => ID, { description: '数值代码。Code of the value.' })
  code: string;
  @Field({ description: '名称。Label in Chinese.' })
  labelZh: string;
  @Field({ description: '英文名称。Label in English.' })
  labelEn: string;
  @Field({ description: '计量单位。Unit in Chinese.' })
  unitZh: string;
  @Field({ description: '英文计量单位。Unit in English.' })
  unitEn: string;
  @Field(() => Figure, {
    nullable: true,
    description: '数值；空值不是零，原因见 `reasonZh`。The value; null is not zero, and `reasonEn` says why.',
  })
  value: number | string | null;
  @Field(() => FigureState, { description: '状态。What there is: a figure, or why there is none.' })
  state: FigureState;
  @Field(() => String, {
    nullable: true,
    description: '没有数值的原因。Why there is no value, in Chinese; null when there is one.',
  })
  reasonZh: string | null;
  @Field(() => String, {
    nullable: true,
    description: '没有数值的原因（英文）。Why there is no value, in English; null when there is one.',
  })
  reasonEn: string | null;
  @Field(() => Qualifier, {
    nullable: true,
    description:
      '限定：补充指标及由其算出的数值；由界限算出而只会更多或更少的仍为界限，其余为约数。How exact an indicator is, or what is formed of one: a bound where it can only be more, or only less, than what is shown, and approximate where nothing follows. Null for anything else.',
  })
  qualifier: Qualifier | null;
  @Field(() => Figure, {
    nullable: true,
    description:
      '占合计的比例，0.25 即 25 %；按年度和其他维度分组时为占当年合计；只按年度分组时为空，每组就是当年的合计。Share of the total of all groups, 0.25 is 25 %; by year and something else, of the total of that year. Null by year alone, where each group is that total, and for what is not added, such as a ratio.',
  })
  share: number | null;
  @Field(() => Figure, {
    nullable: true,
    description:
      '上年数值；未按年度分组而查询多个年度时为空。The value of the year before; null where groups are not of one year, and where the forms of the two years cannot be compared.',
  })
  base: number | string | null;
  @Field(() => Figure, {
    nullable: true,
    description:
      '与上年之差；两年的数为同一边的界限时无从比较，为空。The value less that of the year before. Null without either of them, and where both are bounds of the same side, of which no change follows.',
  })
  difference: number | string | null;
  @Field(() => Figure, {
    nullable: true,
    description:
      '比上年增长率，0.25 即增长 25 %；上年为零时为空。The difference over the value of the year before, 0.25 is +25 %; null where that is zero.',
  })
  growth: number | null;
  @Field(() => Qualifier, {
    nullable: true,
    description:
      '与上年之差和增长率的限定：一年确数、一年为界限者为界限，有约数者为约数；不由补充指标算出者为空。How exact `difference` and `growth` are: a bound where one year is exact and the other a bound, or the two are bounds of different sides; approximate where one of them is. Null without a difference, and for what is formed of no indicator.',
  })
  changeQualifier: Qualifier | null;
}

/** A flat row. */
@ObjectType({
  simpleResolvers: true,
  description:
    '一行：分组键与数值，供图表和表格使用。A flat row for charts and tables: what it stands for, and its values.',
})
export class RollUpRow {
  @Field(() => [GroupKey], { description: '分组键，按维度次序。What it stands for, in the order of `by`.' })
  keys: GroupKey[];
  @Field(() => [GroupValue], { description: '数值，按所给次序。The values, in the order of `values`.' })
  values: GroupValue[];
  @Field(() => Int, {
    nullable: true,
    description:
      '位次，同值同位；按键排序或无值者为空。Rank among the rows, equal values share it; null without a value.',
  })
  rank: number | null;
  @Field(() => Coverage, { description: '覆盖情况。How much of what was expected the row holds.' })
  coverage: Coverage;
}

/** Which parts of the table of section three are groups. */
@InputType({
  description:
    '只取哪些申请人或办理结果。Only these kinds of applicants or outcomes; for agencies, places, kinds and years see the arguments of `rollup`.',
})
export class GroupFilterInput {
  @Field(() => [ID], {
    nullable: true,
    description: '申请人列的代码，须按 APPLICANT 分组。Codes of columns of section three; by APPLICANT only.',
  })
  applicants?: string[] | null;
  @Field(() => [ID], {
    nullable: true,
    description:
      '办理结果行或其标题的代码，须按 OUTCOME 分组：denied 即全部不予公开理由。Codes of outcomes or of the headings they are printed under; by OUTCOME only. `denied` is all grounds of denial.',
  })
  outcomes?: string[] | null;
}

/** The order of groups. */
@InputType({
  description:
    '分组排序：无值的组总在最后，无位次。Order of groups; those without a value come last either way, without a rank.',
})
export class GroupOrderInput {
  @Field(() => ID, {
    description:
      '依据：栏目代码、measures.<代码>、indicators.<代码>、=公式，或 keys（按分组键）。What by: the code of a value, such as `requests.received.total`, `measures.disclosureRate` or `indicators.hotlineTickets`, or = and a formula of them; or `keys`.',
  })
  field: string;
  @Field(() => GroupFigure, {
    defaultValue: GroupFigure.VALUE,
    description: '取值、占比、增减量或增长率。What of the value.',
  })
  figure: GroupFigure;
  @Field(() => OrderDirection, DIRECTION)
  direction: OrderDirection;
}

/** A condition of groups. */
@InputType({
  description:
    '分组条件：数值在上下限之间，至少给一个；空值不满足。Only groups whose value lies within these bounds, of which one at least is given; without a value none does.',
})
export class GroupConditionInput {
  @Field(() => ID, { description: '数值代码。Code of the value, as in `orderBy`.' })
  value: string;
  @Field(() => GroupFigure, {
    defaultValue: GroupFigure.VALUE,
    description: '取值、占比、增减量或增长率。What of the value.',
  })
  figure: GroupFigure;
  @Field(() => Float, { nullable: true, description: '下限（含）。The least, included.' })
  min: number | null;
  @Field(() => Float, { nullable: true, description: '上限（含）。The most, included.' })
  max: number | null;
}

/** How many rows a page has: sixty bureaus by ten years are one. */
export const ROW_PAGE_SIZES: PageSizes = { usual: 100, largest: 1000 };

/** Pages of rows. */
export const RollUpRowConnection = connectionOf(RollUpRow, 'RollUpRow');
