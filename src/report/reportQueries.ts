import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Extensions, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { Agency } from '../agency/agencyTypes';
import { reportingYear } from '../agency/reportingYear';
import { checkAgency } from '../agency/unknownCodes';
import { OrderDirection } from '../shared/graphql/ordering';
import { AFTER, type Connection, checkFirst, checkLength, FIRST } from '../shared/graphql/paging';
import { DateTime } from '../shared/graphql/scalars';
import { selectedFieldsAt, selects } from '../shared/graphql/selectedFields';
import { PUBLIC } from '../shared/request/access';
import type { Context } from '../shared/request/context';
import { AS_OF } from './model/asOf';
import { findReport } from './model/findReport';
import { listReports } from './model/listReports';
import { ReportScope } from './model/reportEnums';
import { Report, ReportConnection } from './model/reportTypes';
import { ReportFilterInput, ReportOrderField, ReportOrderInput, SCOPES } from './reportListInputs';

const selectionOf = (info: GraphQLResolveInfo) => ({
  total: selects(info, 'totalCount'),
  agencyFields: selectedFieldsAt(info, 'edges', 'node', 'agency'),
});

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
    @Arg('agency', () => ID, { description: '机关代码。' }) agency: string,
    @Arg('year', () => Int, { description: '年度。' }) year: number,
    @Arg('scope', () => ReportScope, { defaultValue: ReportScope.OWN, description: '统计口径。' })
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
  reports(
    @Ctx() context: Context,
    @Arg('filter', () => ReportFilterInput, { nullable: true, description: '筛选。' })
    filter: ReportFilterInput | null,
    @Arg('orderBy', () => ReportOrderInput, {
      nullable: true,
      description: '排序，默认年度降序。Order; by default the newest year first.',
    })
    orderBy: ReportOrderInput | null,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Report>> {
    checkLength('filter.years', filter?.years, 100);
    checkLength('filter.scopes', filter?.scopes, 20);
    return listReports(
      context.database,
      { ...filter, scopes: filter?.scopes ?? [ReportScope.OWN] },
      orderBy ?? NEWEST_FIRST,
      { first: checkFirst(first), after },
      context.actor,
      selectionOf(info),
    );
  }
}

@Resolver(() => Agency)
export class AgencyReports {
  @FieldResolver(() => ReportConnection, {
    description:
      '该机关的报告，默认只列本机关报告。Its reports, newest first; own ones (OWN) unless scopes say otherwise.',
  })
  reports(
    @Root() agency: Agency,
    @Ctx() context: Context,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null,
    @Arg('scopes', () => [ReportScope], SCOPES) scopes: ReportScope[],
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Report>> {
    checkLength('scopes', scopes, 20);
    return listReports(
      context.database,
      { agency: agency.code, scopes },
      NEWEST_FIRST,
      { first: checkFirst(first), after },
      context.actor,
      selectionOf(info),
    );
  }
}
