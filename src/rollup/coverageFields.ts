import { Arg, Args, Ctx, Extensions, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { AgencyInYear, agencyInYear } from '../agency/agencyInYear';
import { agencyLoader } from '../agency/agencyQueries';
import { Agency } from '../agency/agencyTypes';
import { hasDemonstration, LEFT_OUT } from '../agency/demonstration';
import { reportingYear } from '../agency/reportingYear';
import { beijingDay } from '../form/beijing';
import { type PageArguments, pageArguments, readPage, UsualPage } from '../shared/graphql/pageArguments';
import type { Connection } from '../shared/graphql/paging';
import { DateTime, LocalDate } from '../shared/graphql/scalars';
import { UNCACHEABLE } from '../shared/graphql/uncacheable';
import type { Context } from '../shared/request/context';
import {
  Coverage,
  LATE_PAGE_SIZES,
  LateReport,
  LateReportConnection,
  MissingReport,
  MissingReportConnection,
  WHEN_SUPPRESSED,
} from './model/coverageTypes';
import { CoveredReport, CoveredReportConnection, Timeliness } from './model/timelinessTypes';
import { CoveragePart } from './request/coveragePart';
import { identityOf, type Selection } from './request/selection';
import { countBlankSections, listMissing, type MissingRow } from './scanned/expectedReports';
import { type CoveredRow, countTimeliness, listPart } from './scanned/timeliness';

const LatePage = pageArguments(LATE_PAGE_SIZES);

const pageOfPart = (page: PageArguments, selection: Selection, part: CoveragePart) =>
  readPage(page, ['coverage', ...identityOf(selection), part], LATE_PAGE_SIZES);

const dueOn = ({ years }: Selection) => reportingYear(Math.max(...years)).departmentDeadline;

@Resolver(() => Coverage)
export class CoverageFields {
  @FieldResolver(() => Int, {
    nullable: true,
    description: `整表空白的报告数：有一部分未填写任何数字。Included reports with a table in which nothing is reported, so that their zeros are not known; ${WHEN_SUPPRESSED}`,
  })
  withBlankSections(
    @Root() { selection, included, withErrors }: Coverage,
    @Ctx() context: Context,
  ): number | null | Promise<number> {
    if (withErrors === null) return null;
    return included === 0 ? 0 : countBlankSections(context, selection);
  }

  @FieldResolver(() => LocalDate, {
    description:
      '最后一个年度的法定截止日（北京时间）。The last day by law for the reports of the last year selected, in Asia/Shanghai: 31 January of the year after it. 条例第四十九条。',
  })
  dueOn(@Root() { selection }: Coverage): string {
    return dueOn(selection);
  }

  @Extensions(UNCACHEABLE)
  @FieldResolver(() => Boolean, {
    description:
      '法定截止日是否已过。Whether that day is over, at `asOf` or now; before, what is missing of the last year is awaited, not overdue.',
  })
  isDue(@Root() { selection }: Coverage): boolean {
    return beijingDay(selection.asOf ?? new Date()) > dueOn(selection);
  }

  @FieldResolver(() => Boolean, LEFT_OUT)
  demonstrationLeftOut(@Root() { selection }: Coverage, @Ctx() context: Context): Promise<boolean> | boolean {
    return selection.realOnly && hasDemonstration(context);
  }

  @Extensions(UNCACHEABLE)
  @FieldResolver(() => Timeliness, {
    description:
      '报送时效：按时、逾期、补录、已撤回、缺报、未到期各多少份；填时点的，按当时已定的期限。How many came in time, came late, were recorded after their deadlines, were withdrawn, are missing or are not due yet, at `asOf` or now, by the deadlines as they were set then.',
  })
  timeliness(@Root() { selection, codes, groups }: Coverage, @Ctx() context: Context): Promise<Timeliness> {
    return countTimeliness(context, groups ?? { selection, dimensions: [] }, codes ?? []);
  }

  @Extensions(UNCACHEABLE)
  @FieldResolver(() => CoveredReportConnection, {
    nullable: true,
    description:
      '某一部分的报告名单；只能看合计的人在预览中看不到。The reports of a part of what is counted here, by year and agency code; null in a preview for those who may see sums only.',
  })
  coveredReports(
    @Root() { selection }: Coverage,
    @Ctx() context: Context,
    @Arg('part', () => CoveragePart, { description: '哪一部分。Which of them.' }) part: CoveragePart,
    @Args(() => LatePage) page: PageArguments,
  ): Promise<Connection<CoveredRow>> | null {
    return selection.sumsOnly ? null : listPart(context, selection, part, pageOfPart(page, selection, part));
  }

  @FieldResolver(() => MissingReportConnection, {
    nullable: true,
    description:
      '尚未公布的应报报告名单，含未到期的和已撤回的；只能看合计的人在预览中看不到。Expected reports that are not there, those that are not due yet and those that were withdrawn too, by year and agency code; only those that are due are the part OVERDUE of `coveredReports`. Null in a preview for those who may see sums only, since it tells of single agencies who has begun.',
  })
  missing(
    @Root() { selection }: Coverage,
    @Ctx() context: Context,
    @Args(() => UsualPage) page: PageArguments,
  ): Promise<Connection<MissingRow>> | null {
    return selection.sumsOnly
      ? null
      : listMissing(context, selection, readPage(page, ['missing', ...identityOf(selection)]));
  }

  @FieldResolver(() => LateReportConnection, {
    description:
      '逾期公布的报告：在本平台报送，首次公布晚于截止日；截止日过后批准的延期不改变逾期；补录的不在内。Reports filed through the hub and published first after their deadlines, by year and agency code. Recorded ones are not among them: they were published elsewhere before. An extension that was granted after a deadline had passed makes no report timely.',
  })
  late(
    @Root() { selection }: Coverage,
    @Ctx() context: Context,
    @Args(() => LatePage) page: PageArguments,
  ): Promise<Connection<CoveredRow>> {
    return listPart(context, selection, CoveragePart.LATE, pageOfPart(page, selection, CoveragePart.LATE));
  }
}

const IN_YEAR = {
  description: '机关在该年度的名称。How the agency is called in the report of the year.',
};

@Resolver(() => CoveredReport)
export class CoveredReportFields {
  @FieldResolver(() => Agency, { description: '机关。The agency.' })
  agency(@Root() report: CoveredReport, @Ctx() context: Context) {
    return agencyLoader(context, report.asOf).load(report.agencyKey);
  }

  @FieldResolver(() => AgencyInYear, IN_YEAR)
  agencyInYear(@Root() report: CoveredReport, @Ctx() context: Context): Promise<AgencyInYear> {
    return agencyInYear(context, report.agencyKey, report.year, report.asOf);
  }
}

@Resolver(() => LateReport)
export class LateReportFields {
  @FieldResolver(() => DateTime, {
    description: '在本平台首次公布的时间。When it was published in the hub first, UTC.',
  })
  publishedAt(@Root() { firstPublishedAt }: LateReport): Date {
    return firstPublishedAt;
  }

  @FieldResolver(() => Agency, { description: '机关。The agency.' })
  agency(@Root() late: LateReport, @Ctx() context: Context) {
    return agencyLoader(context, late.asOf).load(late.agencyKey);
  }

  @FieldResolver(() => AgencyInYear, IN_YEAR)
  agencyInYear(@Root() late: LateReport, @Ctx() context: Context): Promise<AgencyInYear> {
    return agencyInYear(context, late.agencyKey, late.year, late.asOf);
  }
}

@Resolver(() => MissingReport)
export class MissingReportFields {
  @FieldResolver(() => Agency, { description: '机关。The agency that owes it.' })
  agency(@Root() missing: MissingReport, @Ctx() context: Context) {
    return agencyLoader(context, missing.asOf).load(missing.agencyKey);
  }

  @FieldResolver(() => AgencyInYear, IN_YEAR)
  agencyInYear(@Root() missing: MissingReport, @Ctx() context: Context): Promise<AgencyInYear> {
    return agencyInYear(context, missing.agencyKey, missing.year, missing.asOf);
  }
}
