import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Agency, AgencyKind, Jurisdiction, JurisdictionLevel } from '../../agency/agencyTypes';
import { DEMONSTRATION, DemonstrationData } from '../../agency/demonstration';
import type { Cell } from '../../form/cells';
import { type Absence, FigureState } from '../../report/model/cellTypes';
import { ReportShaped } from '../../report/model/reportShape';
import { Node, readId } from '../../shared/graphql/node';
import { connectionOf } from '../../shared/graphql/paging';
import { Figure } from '../../shared/graphql/scalars';
import type { SumProjection } from '../request/projection';
import { type GroupIdentity, rollUpGroupId, rollUpId } from '../request/rollUpId';
import type { Selection } from '../request/selection';
import { Coverage } from './coverageTypes';
import { GroupKey, type GroupValue } from './groupTypes';

/** Which agencies to add up. */
@InputType({ description: '汇总筛选。Which agencies to add up; conditions are combined, none means all.' })
export class RollUpFilterInput {
  @Field(() => ID, {
    nullable: true,
    description: '区划，含全部下级。A place with its whole subtree.',
  })
  jurisdiction?: string | null;
  @Field(() => [ID], {
    nullable: true,
    description: '机关列表，至多 1000。These agencies, at most 1000.',
  })
  agencies?: string[] | null;
  @Field(() => [AgencyKind], { nullable: true, description: '机关类别。Only these kinds.' })
  kinds?: AgencyKind[] | null;
  @Field(() => [JurisdictionLevel], {
    nullable: true,
    description: '所属区划的级别。Only agencies of places of these levels.',
  })
  levels?: JurisdictionLevel[] | null;
  @Field(() => DemonstrationData, DEMONSTRATION)
  demonstration: DemonstrationData;
}

/** What is null in a sum for one reason. */
@ObjectType({ simpleResolvers: true, description: '空值及其原因。Figures that are null for one reason.' })
export class NullReason {
  @Field(() => FigureState, { description: '状态。The state that such cells have.' })
  state: FigureState;
  @Field({ description: '原因。The reason, in Chinese.' })
  reasonZh: string;
  @Field({ description: '原因（英文）。The reason, in English.' })
  reasonEn: string;
  @Field(() => [ID], {
    description:
      '栏目、小计或派生指标的代码。Codes of cells, of subtotals such as `requests.denied.subtotal.total`, and of measures such as `measures.disclosureRate`.',
  })
  codes: string[];
}

/** A sum of reports in the shape of a report. */
@ObjectType({
  simpleResolvers: true,
  implements: [Node, ReportShaped],
  description: '汇总（与报告同形）。A sum of reports in the shape of a report, of all or of one group.',
})
export class RollUpGroup extends ReportShaped {
  readonly nodeType = 'RollUpGroup';
  /** What it is a group of, and which one. */
  identity: GroupIdentity;
  get id(): string {
    return rollUpGroupId(this.identity);
  }
  @Field(() => ID, {
    description:
      '分组键的代码，以 / 相连；合计为 total。The codes of its keys joined by a slash, such as `410303-001/2025`; `total` for a total.',
  })
  key: string;
  @Field(() => String, {
    nullable: true,
    description:
      '不予显示的原因：预览中未公布数据涉及的机关过少。Why its figures are kept back, when they are, in Chinese: a preview that holds the unpublished work of too few agencies.',
  })
  suppressedZh: string | null;
  @Field(() => String, {
    nullable: true,
    description: '不予显示的原因（英文）。The same in English.',
  })
  suppressedEn: string | null;
  /** Returns the values of codes; what is formed of each depends on what the operation selects. */
  readValues: (codes: readonly string[], selected: ReadonlySet<string>) => Promise<GroupValue[]>;
  @Field(() => [GroupKey], {
    description: '分组键，按维度次序；合计无键。What it stands for, in the order of `by`; none for a total.',
  })
  keys: GroupKey[];
  explainNull: (cell: Cell) => Absence | null;
  listReasons: () => NullReason[];
  @Field(() => Int, {
    nullable: true,
    description:
      '位次，同值同位；无排序值（如未报告）者无位次。Rank among the groups that have a value, equal values share it; null without a value.',
  })
  rank: number | null;
  @Field(() => Figure, {
    nullable: true,
    description:
      '排序值，即本组所示之值。The value sorted by, the same that the group shows; null where that is null.',
  })
  sortValue: number | null;
  @Field(() => Int, { nullable: true, description: '年度，按年分组时。The year, when grouped by year.' })
  year: number | null;
  @Field(() => AgencyKind, {
    nullable: true,
    description: '机关类别，按类别分组时。The kind of agency, when grouped by kind.',
  })
  kind: AgencyKind | null;
  @Field(() => JurisdictionLevel, {
    nullable: true,
    description: '级别，按级别分组时。The level, when grouped by level.',
  })
  level: JurisdictionLevel | null;
  @Field(() => Coverage, { description: '覆盖情况。What the sum holds.' })
  coverage: Coverage;
  /** Loaded with the group, where the operation selects it. */
  @Field(() => Agency, {
    nullable: true,
    description: '机关，按机关分组时。The agency, when grouped by agency.',
  })
  agency: Agency | null;
  /** Loaded with the group, where the operation selects it. */
  @Field(() => Jurisdiction, {
    nullable: true,
    description: '区划，按下级分组时。The place, when grouped by child.',
  })
  jurisdiction: Jurisdiction | null;
}

readId(RollUpGroup);

/** Pages of groups. */
export const RollUpGroupConnection = connectionOf(RollUpGroup, 'RollUpGroup');

/** The one entry to sums. */
@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: '汇总。Sums over a set of agencies and years, whole and by group.',
})
export class RollUp extends Node {
  readonly nodeType = 'RollUp';
  override get id(): string {
    return rollUpId(this.selection.question);
  }
  get key(): string {
    return this.id;
  }
  selection: Selection;
  /** Which parts of its sums the operation reads. */
  projection: SumProjection;
  @Field(() => [Int], { description: '年度。The years added.' })
  years: readonly number[];
}
