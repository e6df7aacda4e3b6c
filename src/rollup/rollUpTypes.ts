import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Agency, AgencyKind, Jurisdiction, JurisdictionLevel } from '../agency/agencyTypes';
import type { Cell } from '../form/cells';
import { Report, ReportShaped } from '../report/model/reportTypes';
import { connectionOf } from '../shared/graphql/paging';
import { Decimal } from '../shared/graphql/scalars';
import type { SumProjection } from './request/projection';
import type { Selection } from './request/selection';
import type { Counted, Sum } from './request/sum';

/** Which agencies to add up. */
@InputType({ description: '汇总范围。Which agencies to add up; conditions are combined, none means all.' })
export class RollUpSelection {
  @Field(() => ID, {
    nullable: true,
    description: '区划代码，含全部下级。A jurisdiction with its whole subtree. GB/T 2260 code.',
  })
  jurisdiction?: string | null;
  @Field(() => [ID], {
    nullable: true,
    description: '机关代码列表，至多 1000。These agencies, at most 1000.',
  })
  agencies?: string[] | null;
  @Field(() => [AgencyKind], { nullable: true, description: '机关类别。Only these kinds.' })
  kinds?: AgencyKind[] | null;
}

/** An expected report that is not published. */
@ObjectType({ simpleResolvers: true, description: '缺报。An expected report that is not published.' })
export class MissingReport {
  agencyKey: number;
  agencyCode: string;
  /** The instant as of which it is missing; null means now. */
  asOf: Date | null;
  @Field(() => Int, { description: '年度。Reporting year.' })
  year: number;
  @Field(() => Agency, { description: '机关。The agency that owes it.' })
  agency: Agency;
}
/** Pages of missing reports. */
export const MissingReportConnection = connectionOf(MissingReport, 'MissingReport');

/** When a count is null. */
export const KEPT_BACK = 'null in a preview that is kept back.';

/** What a sum holds. */
@ObjectType({
  simpleResolvers: true,
  description: '覆盖情况。How much of what was expected a sum holds; a total means nothing without it.',
})
export class Coverage implements Pick<Counted, 'expected' | 'included'> {
  selection: Selection;
  @Field(() => Int, {
    description:
      '应报数：每年12月31日存续的机关，以及已有该年报告的其他机关（政府、其后撤销或合并的机关）。Reports expected: of agencies in force on 31 December of each year, as far as is known, and of others that have one, such as governments and agencies that ended since. Of a year that is not over, or before `dueOn`, those not there are awaited and not overdue.',
  })
  expected: number;

  @Field(() => Int, { description: '已纳入数。Published own reports in the sum.' })
  included: number;
  @Field(() => Int, {
    nullable: true,
    description: `含错误的报告数。Included reports that have errors; ${KEPT_BACK}`,
  })
  withErrors: number | null;
  @Field(() => Int, { nullable: true, description: `跳过的空白格数。Blank cells skipped; ${KEPT_BACK}` })
  blankCells: number | null;
  @Field(() => Int, {
    nullable: true,
    description: `跳过的不适用格数。Cells skipped as not applicable; ${KEPT_BACK}`,
  })
  notApplicableCells: number | null;
  @Field(() => Int, {
    nullable: true,
    description: `使用 2019 版表格的报告数。Included reports with a section in edition 2019; ${KEPT_BACK}`,
  })
  edition2019: number | null;
}

/** What is null in a sum for one reason. */
@ObjectType({ simpleResolvers: true, description: '空值及其原因。Figures that are null for one reason.' })
export class NullReason {
  @Field({ description: '原因。The reason, in Chinese and in English.' })
  reason: string;
  @Field(() => [ID], {
    description:
      '栏目、小计或派生指标的代码。Codes of cells, of subtotals such as `requests.denied.subtotal.total`, and of measures such as `measures.disclosureRate`.',
  })
  codes: string[];
}

/** A sum of reports in the shape of a report. */
@ObjectType({
  simpleResolvers: true,
  implements: ReportShaped,
  description: '汇总（与报告同形）。A sum of reports in the shape of a report, of all or of one group.',
})
export class RollUpGroup extends ReportShaped {
  readonly nodeType = 'RollUpGroup';
  @Field(() => ID, {
    description:
      '分组键。What the group stands for: a year, an agency, a jurisdiction code, a level, or `total`.',
  })
  key: string;
  @Field(() => String, {
    nullable: true,
    description:
      '不予显示的原因：预览中未公布数据涉及的机关过少。Why its figures are kept back, when they are: a preview that holds the unpublished work of too few agencies.',
  })
  suppressed: string | null;
  reasonForNull: (cell: Cell) => string | null;
  listReasons: () => NullReason[];
  @Field(() => Int, {
    nullable: true,
    description:
      '位次，同值同位；无排序值（如未报告）者无位次。Rank among the groups that have a value, equal values share it; null without a value.',
  })
  rank: number | null;
  @Field(() => Float, {
    nullable: true,
    description:
      '排序值，即本组所示之值。The value sorted by, the same that the group shows; null where that is null.',
  })
  sortValue: number | null;
  @Field(() => Int, { nullable: true, description: '年度，按年分组时。The year, when grouped by year.' })
  year: number | null;
  @Field(() => JurisdictionLevel, {
    nullable: true,
    description: '级别，按级别分组时。The level, when grouped by level.',
  })
  level: JurisdictionLevel | null;
  @Field(() => Coverage, { description: '覆盖情况。What the sum holds.' })
  coverage: Coverage;
  /** Read with the group, where it is asked for. */
  @Field(() => Agency, {
    nullable: true,
    description: '机关，按机关分组时。The agency, when grouped by agency.',
  })
  agency: Agency | null;
  /** Likewise. */
  @Field(() => Jurisdiction, {
    nullable: true,
    description: '区划，按下级分组时。The place, when grouped by child.',
  })
  jurisdiction: Jurisdiction | null;
}
/** Pages of groups. */
export const RollUpGroupConnection = connectionOf(RollUpGroup, 'RollUpGroup');

/** The change of one cell. */
@ObjectType({ simpleResolvers: true, description: '一格的变化。The change of one cell between two years.' })
export class CellChange {
  @Field(() => ID, { description: '栏目代码。Code of the cell.' })
  code: string;
  @Field({ description: '印刷标签。Label as printed.' })
  label: string;
  @Field({ description: 'English label.' })
  labelEn: string;
  @Field(() => Decimal, {
    nullable: true,
    description: '基期值。Value in the base year; null when not reported.',
  })
  base: string | null;
  @Field(() => Decimal, { nullable: true, description: '本期值。Value in the year.' })
  value: string | null;
  @Field(() => Decimal, { nullable: true, description: '增减量。Value minus base; null when either is.' })
  absolute: string | null;
  @Field(() => Float, {
    nullable: true,
    description: '增减率。Absolute over base (0.25 is +25 %); null when base is 0 or null.',
  })
  relative: number | null;
  @Field(() => String, {
    nullable: true,
    description: '不可比原因。Why it cannot be compared, when it cannot; null otherwise.',
  })
  reason: string | null;
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
  /** The whole selection over both years. */
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

/** The one entry to sums. */
@ObjectType({
  simpleResolvers: true,
  description: '汇总。Sums over a set of agencies and years, whole and by group.',
})
export class RollUp {
  selection: Selection;
  /** What is asked of its sums. */
  needs: SumProjection;
  @Field(() => [Int], { description: '年度。The years added.' })
  years: readonly number[];
}
