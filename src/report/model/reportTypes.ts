import { Field, Int, ObjectType } from 'type-graphql';
import type { Agency } from '../../agency/agencyTypes';
import { FindingType } from '../../shared/graphql/finding';
import { globalId, Node, readId } from '../../shared/graphql/node';
import { connectionOf } from '../../shared/graphql/paging';
import { RevisionConflict } from './conflictTypes';
import { ReportScope, ReportState } from './reportEnums';
import { ReportShaped } from './reportShape';
import { ReportRevision } from './revisionTypes';

/** A report in its published state, or its draft for those who may see it. */
@ObjectType({
  simpleResolvers: true,
  implements: [Node, ReportShaped],
  description: '政府信息公开工作年度报告。The annual report of an agency, in its published revision.',
})
export class Report extends ReportRevision {
  override readonly nodeType = 'Report';
  key: number;
  override get id(): string {
    return globalId(this);
  }
  agencyKey: number;
  agencyCode: string;
  /** Where it was read with the report. */
  ownAgency: Agency | null;
  /** The instant as of which it is shown; null means now. */
  asOf: Date | null;
  @Field(() => Int, { description: '年度。Reporting year.' })
  year: number;
  @Field(() => ReportScope, { description: '统计口径。Whose figures it holds.' })
  scope: ReportScope;
  @Field(() => ReportState, { description: '状态。Where it stands.' })
  state: ReportState;
  @Field(() => Int, {
    description: '最新修订号。Number of the latest revision you may see; give it to `expectedRevision`.',
  })
  latestRevision: number;
}
readId(Report);

/** Pages of reports. */
export const ReportConnection = connectionOf(Report, 'Report');

/** The outcome of a submission. */
@ObjectType({
  simpleResolvers: true,
  description: '报送结果。The outcome of a submission, a draft or a dry run.',
})
export class ReportPayload {
  @Field({ description: '是否接受。Whether the input was (or would be) stored.' })
  accepted: boolean;
  /** The report it is stored in; null when refused or a dry run. */
  reportKey: number | null;
  @Field(() => Report, {
    nullable: true,
    description: '报告。The report as stored; null when refused or a dry run.',
  })
  report?: Report | null;
  @Field(() => [FindingType], {
    description: '全部问题。Everything found, gravest first, with paths into the input.',
  })
  findings: FindingType[];
  @Field(() => Int, {
    nullable: true,
    description: '当前修订号。The latest revision now; null when there is none.',
  })
  currentRevision: number | null;
  @Field(() => RevisionConflict, {
    nullable: true,
    description:
      '他人已先改动之处；仅在保存、提交或试报因修订号过旧而被拒绝时有值。Where somebody else was first; only where a draft, a submission or a dry run is refused because its `expectedRevision` is old.',
  })
  conflict?: RevisionConflict | null;
}
