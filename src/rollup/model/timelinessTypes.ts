import { Field, Int, ObjectType } from 'type-graphql';
import { Agency } from '../../agency/agencyTypes';
import { ReportTimeliness } from '../../report/model/timeliness';
import { connectionOf } from '../../shared/graphql/paging';
import { DateTime, LocalDate } from '../../shared/graphql/scalars';
import type { CoveredRow, TimelinessCounts } from '../scanned/timeliness';

/** How many expected reports are in time. */
@ObjectType({
  simpleResolvers: true,
  description:
    '报送时效。How many of the expected reports came in time, came late, were recorded after their deadlines, were withdrawn, are missing or are not due yet. The six add up to `expected`; in a preview what is not published is not there.',
})
export class Timeliness implements TimelinessCounts {
  @Field(() => Int, { description: '按时公布数。Published in time.' })
  inTime: number;
  @Field(() => Int, { description: '逾期公布数。Published after their deadlines.' })
  late: number;
  @Field(() => Int, {
    description:
      '补录数：截止日后补录，原已在别处公布，时间不详。Recorded after their deadlines: published elsewhere before, nobody knows when, so neither in time nor late.',
  })
  recorded: number;
  @Field(() => Int, {
    description:
      '已撤回数：公布过，已撤回公布而未再公布。Published before, withdrawn and not published again: not counted as missing or awaited.',
  })
  withdrawn: number;
  @Field(() => Int, {
    description: '缺报数：从未公布，已过截止日。Missing: never published, and their deadlines are over.',
  })
  overdue: number;
  @Field(() => Int, {
    description: '未到期数：从未公布，截止日未过。Never published and not due yet: these are not missing.',
  })
  awaited: number;
}

/** An expected report in a part of a coverage. */
@ObjectType({
  simpleResolvers: true,
  description:
    '应报的一份报告及其时效。An expected report, there or not, with how it is in time; what stands in it is in `report`.',
})
export class CoveredReport implements CoveredRow {
  agencyKey: number;
  agencyCode: string;
  /** The instant as of which it counts; null means now. */
  asOf: Date | null;
  @Field(() => Int, { description: '年度。Reporting year.' })
  year: number;
  @Field(() => Agency, { description: '机关。The agency.' })
  agency: Agency;
  @Field(() => ReportTimeliness, { description: '报送时效。How it is in time.' })
  timeliness: ReportTimeliness;
  @Field(() => LocalDate, {
    description:
      '截止日，含当时截止日未过即批准的延期（北京时间）。Its due day, in Asia/Shanghai, with extensions that were granted before the day then valid had passed.',
  })
  dueOn: string;
  @Field(() => LocalDate, {
    description:
      '未延期的截止日；与 `dueOn` 不同的，即有延期。Its due day without extensions; where it differs from `dueOn` the deadline was extended.',
  })
  ruleDueOn: string;
  @Field(() => DateTime, {
    nullable: true,
    description:
      '在本平台首次公布的时间；补录的为补录时间。When it was published in the hub first, UTC; of a recorded report, when it was recorded; null when it is not there.',
  })
  firstPublishedAt: Date | null;
  @Field(() => DateTime, {
    nullable: true,
    description:
      '撤回公布的时间；时效不是 WITHDRAWN 的为空。When it was withdrawn from publication, UTC; null for those that are not WITHDRAWN.',
  })
  withdrawnAt: Date | null;
  @Field(() => Int, {
    nullable: true,
    description: '错误数。How many errors it has; null when it is not there.',
  })
  errorCount: number | null;
}

/** Pages of the reports of a part of a coverage. */
export const CoveredReportConnection = connectionOf(CoveredReport, 'CoveredReport');
