import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { FigureState, LabelledCell } from '../../report/model/cellTypes';
import { Report } from '../../report/model/reportTypes';
import { Figure } from '../../shared/graphql/scalars';
import type { Selection } from '../request/selection';
import type { Sum } from '../request/sum';
import { RollUpGroup } from './rollUpTypes';

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

/** The change between two years. */
@ObjectType({
  simpleResolvers: true,
  description:
    '同比变化。The difference between two years of a selection, over all reports of each or over the agencies that reported in both.',
})
export class RollUpChange {
  /** The selection over both years. */
  selection: Selection;
  before: Sum;
  after: Sum;
  @Field(() => ChangeOver, { description: '比较口径。Whose figures are compared.' })
  over: ChangeOver;
  @Field(() => Int, { description: '本期。The year.' })
  year: number;
  @Field(() => Int, { description: '基期。The year it is compared with.' })
  base: number;
  @Field(() => RollUpGroup, {
    description:
      '差额（与报告同形）。The difference in the shape of a report; its coverage is that of the figures compared in the year.',
  })
  difference: RollUpGroup;
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
