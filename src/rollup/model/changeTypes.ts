import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { FigureState, LabelledCell } from '../../report/model/cellTypes';
import { Qualifier } from '../../report/model/reportEnums';
import { Report } from '../../report/model/reportTypes';
import { Figure } from '../../shared/graphql/scalars';
import type { SumProjection } from '../request/projection';
import type { Selection } from '../request/selection';
import type { Sum } from '../request/sum';

/** The change of one cell. */
@ObjectType({
  simpleResolvers: true,
  implements: LabelledCell,
  description: '一栏的变化。The change of one cell between two years.',
})
export class CellChange extends LabelledCell {
  @Field(() => Figure, {
    nullable: true,
    description: '基期值。Value in the base year; null when not reported.',
  })
  base: number | string | null;
  @Field(() => Figure, { nullable: true, description: '本期值。Value in the year; null when not reported.' })
  value: number | string | null;
  @Field(() => Figure, { nullable: true, description: '增减量。Value minus base; null when either is.' })
  absolute: number | string | null;
  @Field(() => Figure, {
    nullable: true,
    description: '增减率。Absolute over base (0.25 is +25 %); null when base is 0 or null.',
  })
  relative: number | null;
  @Field(() => FigureState, {
    description: '状态：可比为 REPORTED。REPORTED where the two can be compared, otherwise why not.',
  })
  state: FigureState;
  @Field(() => String, {
    nullable: true,
    description: '不可比的原因。Why they cannot be compared, in Chinese; null when they can.',
  })
  reasonZh: string | null;
  @Field(() => String, {
    nullable: true,
    description: '不可比的原因（英文）。Why they cannot be compared, in English; null when they can.',
  })
  reasonEn: string | null;
}

/** The change of a value of any kind. */
@ObjectType({
  simpleResolvers: true,
  description:
    '一个数值的变化：栏目、小计、派生指标或补充指标。The change of a value between two years: a cell, a subtotal, a measure or an indicator.',
})
export class ValueChange {
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
    description: '基期值；空值不是零。The value in the base year; null is not zero.',
  })
  base: number | string | null;
  @Field(() => Qualifier, {
    nullable: true,
    description:
      '基期值的限定；不由补充指标算出者为空。How exact that of the base year is; null for what is formed of no indicator.',
  })
  baseQualifier: Qualifier | null;
  @Field(() => Figure, {
    nullable: true,
    description: '本期值；空值不是零。The value in the year; null is not zero.',
  })
  value: number | string | null;
  @Field(() => Qualifier, {
    nullable: true,
    description:
      '本期值的限定；不由补充指标算出者为空。How exact that of the year is; null for what is formed of no indicator.',
  })
  qualifier: Qualifier | null;
  @Field(() => Figure, {
    nullable: true,
    description:
      '增减量；两期的数为同一边的界限时无从比较，为空。Value less base; null without either of them, and where both are bounds of the same side, of which no change follows.',
  })
  difference: number | string | null;
  @Field(() => Figure, {
    nullable: true,
    description:
      '增长率，0.25 即增长 25 %；基期为零时为空。The difference over the base, 0.25 is +25 %; null where that is zero.',
  })
  growth: number | null;
  @Field(() => Qualifier, {
    nullable: true,
    description:
      '增减量和增长率的限定；不由补充指标算出者为空。How exact `difference` and `growth` are; null without a difference, and for what is formed of no indicator.',
  })
  changeQualifier: Qualifier | null;
  @Field(() => String, {
    nullable: true,
    description: '没有增减量的原因。Why there is no difference, in Chinese; null when there is one.',
  })
  reasonZh: string | null;
  @Field(() => String, {
    nullable: true,
    description: '没有增减量的原因（英文）。Why there is no difference, in English; null when there is one.',
  })
  reasonEn: string | null;
}

/** Whose figures of two years are compared. */
export enum ChangeOver {
  ALL_REPORTS = 'ALL_REPORTS',
  SAME_AGENCIES = 'SAME_AGENCIES',
}
registerEnumType(ChangeOver, {
  name: 'ChangeOver',
  description: '比较口径。Whose figures of two years are compared.',
  valuesConfig: {
    ALL_REPORTS: {
      description:
        '各年全部报告：与合计一致，但也反映报告机关的增减。All reports of each year: agrees with the totals, yet also shows who reported.',
    },
    SAME_AGENCIES: {
      description:
        '两年均有报告的机关。Only agencies that have a report in both years: what these did otherwise, though not the totals; an agency merged into another is in neither year.',
    },
  },
});

/** The sums of two years. */
export interface ComparedSums {
  /** The selection over both years, of the agencies that are compared. */
  readonly compared: Selection;
  readonly before: Sum;
  readonly after: Sum;
}

/** The change between two years. */
@ObjectType({
  simpleResolvers: true,
  description:
    '同比变化。The difference between two years of a selection, over all reports of each or over the agencies that reported in both.',
})
export class RollUpChange {
  /** The selection over both years. */
  selection: Selection;
  /** Reads the sums of both years, with what these parts of them hold. */
  readSums: (projection: SumProjection) => Promise<ComparedSums>;
  @Field(() => ChangeOver, { description: '比较口径。Whose figures are compared.' })
  over: ChangeOver;
  @Field(() => Int, { description: '本期。The year.' })
  year: number;
  @Field(() => Int, { description: '基期。The year it is compared with.' })
  base: number;
}

/** A government's consolidated report beside the sum. */
@ObjectType({
  simpleResolvers: true,
  description: '汇总报告核对。A consolidated report beside the sum of own reports; it is never added.',
})
export class Reconciliation {
  @Field(() => Report, { description: '本级政府汇总报告。The consolidated report.' })
  report: Report;
  @Field(() => [CellChange], {
    description:
      '不一致的栏目（基期为各机关之和，本期为汇总报告）。Cells that differ: base is the sum, value the consolidated report.',
  })
  differences: CellChange[];
}
