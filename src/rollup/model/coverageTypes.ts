import { Field, Int, ObjectType } from 'type-graphql';
import { Agency } from '../../agency/agencyTypes';
import type { PageSizes } from '../../shared/graphql/pageArguments';
import { connectionOf } from '../../shared/graphql/paging';
import { DateTime, LocalDate } from '../../shared/graphql/scalars';
import type { Selection } from '../request/selection';
import type { Counted } from '../request/sum';
import type { TimedGroups } from '../scanned/timeliness';

/** An expected report that is not published. */
@ObjectType({
  simpleResolvers: true,
  description:
    '尚未公布的应报报告。An expected report that is not published; until its deadline it is awaited, not missing.',
})
export class MissingReport {
  agencyKey: number;
  agencyCode: string;
  /** The instant as of which it is missing; null means now. */
  asOf: Date | null;
  @Field(() => Int, { description: '年度。Reporting year.' })
  year: number;
  @Field(() => LocalDate, {
    description:
      '截止日（北京时间），按机关类别和当年的规定，含当时截止日未过即批准的延期；到期之前为未到期，不是缺报。Its due day, in Asia/Shanghai, as `Deadline.dueOn`: by the kind of agency and the rules of the year, with the extensions that count; until then it is awaited, not overdue. 条例第四十九条。',
  })
  dueOn: string;
  @Field(() => DateTime, {
    nullable: true,
    description:
      '撤回公布的时间；从未公布的为空。When it was withdrawn from publication, UTC; null for what never was published.',
  })
  withdrawnAt: Date | null;
  @Field(() => Agency, { description: '机关。The agency that owes it.' })
  agency: Agency;
}

/** Pages of missing reports. */
export const MissingReportConnection = connectionOf(MissingReport, 'MissingReport');

/** The sizes of pages of late reports: one holds those of a county. */
export const LATE_PAGE_SIZES: PageSizes = { usual: 20, largest: 500 };

/** A published report that came after its deadline. */
@ObjectType({
  simpleResolvers: true,
  description: '逾期公布的报告。A report that was filed through the hub and published after its deadline.',
})
export class LateReport {
  agencyKey: number;
  agencyCode: string;
  /** The instant as of which it counts; null means now. */
  asOf: Date | null;
  @Field(() => Int, { description: '年度。Reporting year.' })
  year: number;
  @Field(() => Agency, { description: '机关。The agency.' })
  agency: Agency;
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
  firstPublishedAt: Date;
}

/** Pages of late reports. */
export const LateReportConnection = connectionOf(LateReport, 'LateReport');

/** When a count is null. */
export const WHEN_SUPPRESSED = 'null in a preview that is kept back.';

/** What a sum holds. */
@ObjectType({
  simpleResolvers: true,
  description: '覆盖情况。How much of what was expected a sum holds; a total means nothing without it.',
})
export class Coverage implements Pick<Counted, 'expected' | 'included'> {
  selection: Selection;
  /** The groups that this one is of, and its codes among them; undefined for all of a selection. */
  groups?: TimedGroups;
  codes?: readonly string[];
  @Field(() => Int, {
    description:
      '应报数：每年12月31日存续的机关，以及已有该年报告的其他机关（政府、其后撤销或合并的机关）。Reports expected: of agencies in force on 31 December of each year, as far as is known, and of others that have one, such as governments and agencies that ended since. Of a year that is not over, or before `dueOn`, those not there are awaited and not overdue.',
  })
  expected: number;

  @Field(() => Int, { description: '已纳入数。Published own reports in the sum.' })
  included: number;
  @Field(() => Int, {
    nullable: true,
    description: `含错误的报告数。Included reports that have errors; ${WHEN_SUPPRESSED}`,
  })
  withErrors: number | null;
  @Field(() => Int, {
    nullable: true,
    description: `跳过的空白格数。Blank cells skipped; ${WHEN_SUPPRESSED}`,
  })
  blankCells: number | null;
  @Field(() => Int, {
    nullable: true,
    description: `跳过的不适用格数。Cells skipped as not applicable; ${WHEN_SUPPRESSED}`,
  })
  notApplicableCells: number | null;
  @Field(() => Int, {
    nullable: true,
    description: `使用 2019 版表格的报告数。Included reports with a section in edition 2019; ${WHEN_SUPPRESSED}`,
  })
  edition2019: number | null;
}
