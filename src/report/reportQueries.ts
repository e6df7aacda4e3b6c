import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Args,
  Ctx,
  Extensions,
  FieldResolver,
  ID,
  Info,
  Int,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { Agency } from '../agency/agencyTypes';
import { DemonstrationData, LEFT_OUT, type LeavesOut, leavesOut } from '../agency/demonstration';
import { reportingYear } from '../agency/reportingYear';
import { checkAgency } from '../agency/unknownCodes';
import { RULE_CODES } from '../form/ruleCodes';
import { unknownCodes } from '../shared/graphql/nearest';
import { OrderDirection } from '../shared/graphql/ordering';
import { type PageArguments, readPage, UsualPage } from '../shared/graphql/pageArguments';
import { type Connection, checkLength } from '../shared/graphql/paging';
import { DateTime } from '../shared/graphql/scalars';
import { selectedFieldsOfItems, selects } from '../shared/graphql/selectedFields';
import { PUBLIC } from '../shared/request/access';
import type { Context } from '../shared/request/context';
import { AS_OF } from './model/asOf';
import { findReport } from './model/findReport';
import { listReports } from './model/listReports';
import { ReportScope } from './model/reportEnums';
import { Report, ReportConnection } from './model/reportTypes';
import {
  AgencyReportFilterInput,
  ReportFilterInput,
  ReportOrderField,
  ReportOrderInput,
} from './reportListInputs';

const selectionOf = (info: GraphQLResolveInfo) => ({
  total: selects(info, 'totalCount'),
  agencyFields: selectedFieldsOfItems(info, 'agency'),
});

/** Refuses a rule that the form does not have. */
function checkRule(code: string | null | undefined): void {
  if (code && !RULE_CODES.includes(code))
    throw unknownCodes('filter.finding.code', { zh: '规则', en: 'rule' }, [code], RULE_CODES);
}

/** Returns which reports a filter lets pass. Refuses lists that are too long, and a rule that the form does not have. */
function readFilter<F extends AgencyReportFilterInput>(filter: F | null) {
  checkLength('filter.years', filter?.years, 100);
  checkLength('filter.scopes', filter?.scopes, 20);
  checkLength('filter.states', filter?.states, 20);
  checkRule(filter?.finding?.code);
  return { ...filter, scopes: filter?.scopes ?? [ReportScope.OWN] };
}

const NEWEST_FIRST: ReportOrderInput = { field: ReportOrderField.YEAR, direction: OrderDirection.DESC };

@Resolver()
export class ReportQueries {
  @Extensions(PUBLIC)
  @Query(() => Report, {
    nullable: true,
    description:
      '某机关某年度的报告，尚无时为 null；机关代码或年度有误时报错。The report of an agency and year; null while there is none. A code that no agency has, and a year without a form, are errors.',
  })
  async report(
    @Ctx() context: Context,
    @Arg('agency', () => ID, { description: '机关。The agency.' }) agency: string,
    @Arg('year', () => Int, { description: '年度。Reporting year.' }) year: number,
    @Arg('scope', () => ReportScope, {
      defaultValue: ReportScope.OWN,
      description: '统计口径。Whose figures.',
    })
    scope: ReportScope,
    @Arg('asOf', () => DateTime, AS_OF) asOf: Date | null,
  ): Promise<Report | null> {
    reportingYear(year);
    const report = await findReport(context.database, agency, year, scope, context.actor, asOf);
    if (!report) await checkAgency(context.database, 'agency', agency);
    return report;
  }

  @Extensions(PUBLIC)
  @Query(() => ReportConnection, {
    description:
      '报告列表，默认只列本机关报告。Reports, newest year first unless asked otherwise; own reports (OWN) unless the filter names other scopes.',
  })
  async reports(
    @Ctx() context: Context,
    @Arg('filter', () => ReportFilterInput, {
      nullable: true,
      description: '筛选，默认全部真实机关的报告。Which reports; default those of all real agencies.',
    })
    filter: ReportFilterInput | null,
    @Arg('orderBy', () => ReportOrderInput, {
      nullable: true,
      description: '排序，默认年度降序。Order; by default the newest year first.',
    })
    orderBy: ReportOrderInput | null,
    @Args(() => UsualPage) page: PageArguments,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Report> & LeavesOut> {
    const isAboutPlace = Boolean(filter?.jurisdiction || filter?.agency);
    const realOnly = !isAboutPlace && filter?.demonstration !== DemonstrationData.INCLUDE;
    const listed = { ...readFilter(filter), realOnly };
    const order = orderBy ?? NEWEST_FIRST;
    const reports = await listReports(
      context.database,
      listed,
      order,
      readPage(page, ['reports', listed, order]),
      context.actor,
      selectionOf(info),
    );
    return { ...reports, realOnly };
  }
}

@Resolver(() => ReportConnection)
export class ReportConnectionFields {
  @FieldResolver(() => Boolean, LEFT_OUT)
  demonstrationLeftOut(@Root() page: Partial<LeavesOut>, @Ctx() context: Context): Promise<boolean> {
    return leavesOut(context, page);
  }
}

@Resolver(() => Agency)
export class AgencyReports {
  @FieldResolver(() => ReportConnection, {
    description:
      '该机关的报告，默认只列本机关报告。Its reports, newest first; own ones (OWN) unless the filter names other scopes.',
  })
  reports(
    @Root() agency: Agency,
    @Ctx() context: Context,
    @Args(() => UsualPage) page: PageArguments,
    @Arg('filter', () => AgencyReportFilterInput, {
      nullable: true,
      description: '筛选，默认全部。Which reports; default all.',
    })
    filter: AgencyReportFilterInput | null,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Report>> {
    const listed = { ...readFilter(filter), agency: agency.code, realOnly: false };
    return listReports(
      context.database,
      listed,
      NEWEST_FIRST,
      readPage(page, ['reports', listed, NEWEST_FIRST]),
      context.actor,
      selectionOf(info),
    );
  }
}
