import { Field, Int, ObjectType } from 'type-graphql';
import { Agency } from '../agency/agencyTypes';
import { ReportAction, ReportState } from '../report/model/reportEnums';
import { ReportTimeliness } from '../report/model/timeliness';
import type { PageSizes } from '../shared/graphql/pageArguments';
import { connectionOf } from '../shared/graphql/paging';
import { DateTime } from '../shared/graphql/scalars';
import { Deadline } from './deadlineTypes';

@ObjectType({
  simpleResolvers: true,
  description:
    '年度进度表的一行：一个机关的本机关报告办到哪一步。A line of the board of a year: where an agency is with its own report.',
})
export class BoardRow {
  agencyKey: number;
  agencyCode: string;
  year: number;
  /** Null where nothing was begun. */
  reportKey: number | null;
  @Field(() => Agency, { description: '机关。The agency.' })
  agency: Agency;
  @Field(() => ReportState, {
    nullable: true,
    description: '状态；尚未开始时为空。Where its report stands; null when it is not begun.',
  })
  state: ReportState | null;
  @Field({
    description:
      '是否退回待改：审核人退回，填报人尚未再次提交。Whether a reviewer returned it and it waits to be put right and submitted again.',
  })
  returned: boolean;
  @Field(() => DateTime, {
    nullable: true,
    description: '进入该状态的时间。Since when it is in that state, UTC; null when it is not begun.',
  })
  since: Date | null;
  @Field({
    description:
      '是否已有公布的修订；未办结时即正在更正。Whether a revision of it is published; an unfinished one is a correction then.',
  })
  published: boolean;
  @Field(() => DateTime, {
    nullable: true,
    description:
      '撤回公布的时间；从未公布的，和现已公布的，为空。When it was withdrawn from publication, UTC; null for what never was published, and for what is published now.',
  })
  withdrawnAt: Date | null;
  @Field(() => Int, {
    nullable: true,
    description: '最新修订号。Its latest revision; null when it is not begun.',
  })
  latestRevision: number | null;
  @Field(() => Deadline, { description: '报送期限，含延期。Its deadline, extensions included.' })
  deadline: Deadline;
  @Field(() => Int, {
    description:
      '逾期天数：公布过的至首次公布，更正和撤回不改变；从未公布的至今天（北京时间）；补录的原已在别处公布，时间不详，为 0。Days late: from the due day to the first publication, whatever was corrected or withdrawn since, or to today in Beijing where nothing was ever published; 0 when in time, and when it was recorded, since nobody knows when it was published elsewhere.',
  })
  daysLate: number;
  @Field(() => ReportTimeliness, {
    description:
      '报送时效：公布过的以首次公布为准，从未公布的为 OVERDUE 或 AWAITED；0 天逾期的原因。How the report is in time: by its first publication, and of what never was published whether it is missing or not due yet; it says why it is late by no day.',
  })
  timeliness: ReportTimeliness;
  @Field({
    description:
      '是否补录的报告：首次公布为补录，原已在别处公布；此后更正也不改变。Whether it was recorded: its first publication in the hub was of what had been published elsewhere before. Corrections do not change that.',
  })
  recorded: boolean;
  @Field(() => Int, { description: '被退回的次数。How often the report was returned.' })
  returns: number;
  @Field(() => Int, { description: '最新修订的错误数。Errors of the latest revision.' })
  errorCount: number;
  @Field(() => Int, { description: '最新修订的警告数。Warnings of the latest revision.' })
  warningCount: number;
  @Field(() => [ReportAction], {
    description:
      '当前用户现在可做的操作。What the viewer may do with the report now; `viewerActions` of the report says why not.',
  })
  actions: ReportAction[];
  @Field({
    description: '当前用户可否为该机关延期和催报。Whether the viewer may extend its deadline and remind it.',
  })
  managed: boolean;
}

/** The sizes of pages of the board: its rows are short, and whoever rules a place wants all of them. */
export const BOARD_PAGE_SIZES: PageSizes = { usual: 100, largest: 500 };

/** Pages of the board. */
export const BoardConnection = connectionOf(BoardRow, 'Board');
