import { Field, Int, ObjectType } from 'type-graphql';
import { Agency } from '../agency/agencyTypes';
import { ReportState } from '../report/model/reportEnums';
import { Report } from '../report/model/reportTypes';
import { connectionOf } from '../shared/graphql/paging';
import { DateTime, LocalDate } from '../shared/graphql/scalars';

@ObjectType({
  simpleResolvers: true,
  description:
    '待办事项：等待处理的报告（含已撤回、须重新公布的），或填报人所在机关上一年度应报而尚未开始的报告。A report that waits for the viewer, a withdrawn one too, or one of the last year that ended which the viewer’s agency owes and has not begun.',
})
export class InboxItem {
  /** Null where nothing was begun. */
  reportKey: number | null;
  agencyKey: number;
  @Field(() => Report, {
    nullable: true,
    description: '报告；尚未开始时为空。The report; null when it is due and not begun.',
  })
  report: Report | null;
  @Field(() => Agency, { description: '机关。The agency whose report it is.' })
  agency: Agency;
  @Field(() => Int, { description: '年度。Reporting year.' })
  year: number;
  @Field(() => ReportState, { description: '状态。Where it stands.' })
  state: ReportState;
  @Field({
    description:
      '是否退回待改：审核人退回，填报人尚未再次提交。Whether a reviewer returned it and it waits to be put right and submitted again.',
  })
  returned: boolean;
  @Field(() => DateTime, { description: '等候始于。Waiting since, UTC.' })
  since: Date;
  @Field(() => String, {
    nullable: true,
    description:
      '退回意见或撤回理由。Comment of the return, if it came back, or the reason of the withdrawal, if it was withdrawn.',
  })
  comment: string | null;
  @Field({
    description:
      '是否已有公布的修订，即正在更正。Whether a revision of it is published, so that it is being corrected.',
  })
  published: boolean;
  @Field(() => DateTime, {
    nullable: true,
    description:
      '撤回公布的时间；从未公布的，和现已公布的，为空。When it was withdrawn from publication, UTC; null for what never was published, and for what is published now.',
  })
  withdrawnAt: Date | null;
  @Field({
    description:
      '是否补录的报告：首次公布为补录，原已在别处公布；此后更正也不改变。Whether it was recorded: its first publication in the hub was of what had been published elsewhere before. Corrections do not change that.',
  })
  recorded: boolean;
  @Field(() => LocalDate, { description: '截止日。Due day.' })
  dueOn: string;
  @Field(() => Int, {
    description:
      '逾期天数：公布过的至首次公布，更正和撤回不改变；从未公布的至今天（北京时间）；补录的原已在别处公布，时间不详，为 0。Days late: from the due day to the first publication, whatever was corrected or withdrawn since, or to today in Beijing where nothing was ever published; 0 when in time, and when it was recorded, since nobody knows when it was published elsewhere.',
  })
  daysLate: number;
}

/** Pages of the inbox. */
export const InboxConnection = connectionOf(InboxItem, 'Inbox');
