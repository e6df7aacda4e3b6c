import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Authorized,
  Ctx,
  Extensions,
  Field,
  FieldResolver,
  ID,
  Info,
  InputType,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql';
import { agencyLoader } from '../agency/agencyQueries';
import { reportingYear } from '../agency/agencyResolver';
import { Agency, ReportingYear } from '../agency/agencyTypes';
import { authoriseAgency } from '../agency/authoriseAgency';
import { checkAgency } from '../agency/unknownCodes';
import { getFigure } from '../form/figures';
import { shapeMeasures } from '../form/measures';
import { FindingType } from '../shared/graphql/finding';
import { AFTER, type Connection, checkFirst, checkLength, FIRST } from '../shared/graphql/paging';
import { CellInput, DateTime } from '../shared/graphql/scalars';
import { selectedFieldsAt, selects } from '../shared/graphql/selectedFields';
import { PUBLIC } from '../shared/request/access';
import { auditedTransaction } from '../shared/request/auditedTransaction';
import type { Context } from '../shared/request/context';
import { AS_OF } from './model/asOf';
import { cellsOfCodes } from './model/cellsOfCodes';
import { findingLoader, findReport, findReportByKey, revisionLoader } from './model/findReport';
import { checkIndicators } from './model/indicatorQueries';
import { IndicatorValue } from './model/indicatorTypes';
import { listReports } from './model/listReports';
import { Qualifier, ReportScope } from './model/reportEnums';
import { CellValue, ReportShaped } from './model/reportShape';
import { Report, ReportConnection, ReportPayload } from './model/reportTypes';
import { CellMark, ReportRevision } from './model/revisionTypes';
import { DisputeTableInput, Measures, ProactiveDisclosureInput, RequestTableInput } from './model/tableTypes';
import { recordReport } from './submission/recordQueue';
import { submitReport } from './submission/submitReport';

@InputType({ description: '补充指标值。A supplementary indicator as sent.' })
class IndicatorInput {
  @Field(() => ID, { description: 'Code of the indicator in the catalogue.' })
  indicator: string;
  @Field(() => CellInput, { description: '数值。Value: a number, or decimal text.' })
  value: unknown;
  @Field(() => Qualifier, { defaultValue: Qualifier.EXACT, description: '限定。How exact it is.' })
  qualifier: Qualifier;
  @Field(() => String, { nullable: true, description: '原文句子。The sentence it is taken from.' })
  sentence?: string | null;
}

@InputType({ description: '对警告的说明。An explanation of a warning.' })
class ExplanationInput {
  @Field({ description: 'Code of the finding.' })
  code: string;
  @Field({ description: 'Path of the finding.' })
  path: string;
  @Field({ description: '说明。Why the figures are right nevertheless.' })
  text: string;
}

@InputType({
  description: '年度报告。A report as sent; a section left out is taken from the latest revision.',
})
class ReportInput {
  @Field(() => ID, { description: '机关代码。Code of the agency.' })
  agency: string;
  @Field(() => Int, { description: '年度。Reporting year, 2019 or later.' })
  year: number;
  @Field(() => ReportScope, {
    defaultValue: ReportScope.OWN,
    description: '统计口径。Whose figures these are.',
  })
  scope: ReportScope;
  @Field(() => String, { nullable: true, description: '第一部分 总体情况。Section one, prose.' })
  overview?: string | null;
  @Field(() => ProactiveDisclosureInput, {
    nullable: true,
    description: '第二部分。Section two: proactive disclosure.',
  })
  proactive?: object | null;
  @Field(() => RequestTableInput, { nullable: true, description: '第三部分。Section three: requests.' })
  requests?: object | null;
  @Field(() => DisputeTableInput, {
    nullable: true,
    description: '第四部分。Section four: reconsideration and litigation.',
  })
  disputes?: object | null;
  @Field(() => String, {
    nullable: true,
    description: '第五部分 存在的主要问题及改进情况。Section five, prose.',
  })
  problems?: string | null;
  @Field(() => String, { nullable: true, description: '第六部分 其他需要报告的事项。Section six, prose.' })
  otherMatters?: string | null;
  @Field(() => Int, {
    nullable: true,
    description:
      '第二部分所用版本，默认当年适用版本。Edition of section two: 2019 or 2021; default that in force.',
  })
  proactiveEdition?: number | null;
  @Field(() => Int, {
    nullable: true,
    description: '第三部分所用版本。Edition of section three: 2019 or 2021; default that in force.',
  })
  requestsEdition?: number | null;
  @Field(() => Int, {
    nullable: true,
    description: '第四部分所用版本。Edition of section four: 2019 or 2021; default that in force.',
  })
  disputesEdition?: number | null;
  @Field(() => [IndicatorInput], {
    nullable: true,
    description: '补充指标。Supplementary indicators; left out, those of the latest revision stay.',
  })
  indicators?: IndicatorInput[] | null;
  @Field(() => [ExplanationInput], { nullable: true, description: '对警告的说明。Explanations of warnings.' })
  explanations?: ExplanationInput[] | null;
  @Field(() => String, {
    nullable: true,
    description: '出处，补录时必填。Where the figures were read; needed when recording.',
  })
  source?: string | null;
  @Field(() => Int, {
    nullable: true,
    description:
      '所依据的修订号，0 表示尚无。The latest revision you have seen; refused when there is a newer one. 0 means none yet.',
  })
  expectedRevision?: number | null;
  @Field(() => String, {
    nullable: true,
    description:
      '幂等键：8 至 200 个可见 ASCII 字符。A key of your own that makes a retry safe: 8 to 200 visible ASCII characters, no spaces.',
  })
  idempotencyKey?: string | null;
}

enum ReportOrderField {
  YEAR = 'YEAR',
  AGENCY_CODE = 'AGENCY_CODE',
  ERROR_COUNT = 'ERROR_COUNT',
}
registerEnumType(ReportOrderField, {
  name: 'ReportOrderField',
  description: '排序依据。What reports are sorted by.',
  valuesConfig: {
    YEAR: { description: '年度。' },
    AGENCY_CODE: { description: '机关代码。' },
    ERROR_COUNT: { description: '错误数。' },
  },
});

@InputType({ description: '排序。Order of reports.' })
class ReportOrder {
  @Field(() => ReportOrderField, { description: '依据。What to sort by.' })
  field: ReportOrderField;
  @Field({ defaultValue: true, description: '是否降序。Largest first.' })
  descending: boolean;
}

/** Which scopes are listed: own reports alone, unless both are wanted. */
const SCOPES = {
  defaultValue: [ReportScope.OWN],
  description:
    '统计口径，默认只列本机关报告。Scopes to list: OWN alone by default, since a CONSOLIDATED report holds the figures of others again. Both: [OWN, CONSOLIDATED].',
};

@InputType({ description: '筛选。Which reports to list; conditions are combined.' })
class ReportFilterInput {
  @Field(() => ID, { nullable: true, description: '区划代码，含下级。Subtree of this place.' })
  jurisdiction?: string | null;
  @Field(() => ID, { nullable: true, description: '机关代码。Of this agency.' })
  agency?: string | null;
  @Field(() => [Int], { nullable: true, description: '年度。Of these years.' })
  years?: number[] | null;
  @Field(() => [ReportScope], SCOPES)
  scopes: ReportScope[];
  @Field(() => Boolean, { nullable: true, description: '是否有错误。With (true) or without (false) errors.' })
  withErrors?: boolean | null;
}

const neededIn = (info: GraphQLResolveInfo) => ({
  total: selects(info, 'totalCount'),
  agencyFields: selectedFieldsAt(info, 'edges', 'node', 'agency'),
});

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
    @Arg('orderBy', () => ReportOrder, { nullable: true, description: '排序。' }) orderBy: ReportOrder | null,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Report>> {
    const order = orderBy ?? { field: ReportOrderField.YEAR, descending: true };
    checkLength('filter.years', filter?.years, 100);
    checkLength('filter.scopes', filter?.scopes, 20);
    return listReports(
      context.database,
      { ...filter, scopes: filter?.scopes ?? [ReportScope.OWN] },
      order,
      { first: checkFirst(first), after },
      context.actor,
      neededIn(info),
    );
  }
}

const INPUT = { description: '报告。The report.' };

@Resolver()
export class ReportMutations {
  @Authorized('SUBMIT')
  @Mutation(() => ReportPayload, {
    description:
      '提交审核：整份报告或已保存的草稿。Submits a report to review, with what was saved before: an ERROR, or a WARNING without explanation, blocks it.',
  })
  async submitReport(@Ctx() context: Context, @Arg('input', () => ReportInput, INPUT) input: ReportInput) {
    await authoriseAgency(context, 'SUBMIT', input.agency);
    return auditedTransaction(context, (manager) => submitReport(manager, input, 'FILE', context.actor));
  }

  @Authorized('SUBMIT')
  @Mutation(() => ReportPayload, {
    description: '保存一个部分为草稿。Saves one section as a draft; equations are reported but do not block.',
  })
  async saveSection(@Ctx() context: Context, @Arg('input', () => ReportInput, INPUT) input: ReportInput) {
    await authoriseAgency(context, 'SUBMIT', input.agency);
    return auditedTransaction(context, (manager) => submitReport(manager, input, 'SAVE', context.actor));
  }

  @Authorized('RECORD')
  @Mutation(() => ReportPayload, {
    description:
      '补录已公布的报告：照录数字，保留问题。Records what an organ has already published, as printed, with its findings.',
  })
  recordPublishedReport(@Ctx() context: Context, @Arg('input', () => ReportInput, INPUT) input: ReportInput) {
    return recordReport(context, input);
  }

  @Authorized('SUBMIT')
  @Mutation(() => ReportPayload, {
    description: '试报：只核查，不保存。Dry run: the findings of submitReport, nothing stored.',
  })
  async validateReport(@Ctx() context: Context, @Arg('input', () => ReportInput, INPUT) input: ReportInput) {
    await authoriseAgency(context, 'SUBMIT', input.agency);
    return auditedTransaction(context, (manager) => submitReport(manager, input, 'VALIDATE', context.actor));
  }
}

@Resolver(() => ReportPayload)
export class ReportPayloadFields {
  @FieldResolver(() => Report, {
    nullable: true,
    description: '报告。The report as stored; null when refused or a dry run.',
  })
  report(@Root() { reportKey }: ReportPayload, @Ctx() { database, actor }: Context): Promise<Report | null> {
    return reportKey === null ? Promise.resolve(null) : findReportByKey(database, reportKey, actor);
  }
}

@Resolver(() => ReportShaped)
export class ReportShapedFields {
  @FieldResolver(() => Measures, { description: '派生指标。Derived measures.' })
  measures(@Root() root: ReportShaped) {
    return root.ownMeasures ?? shapeMeasures(root.figures);
  }

  @FieldResolver(() => [IndicatorValue], {
    description: '补充指标。Supplementary indicators that were stated.',
  })
  async indicators(
    @Root() root: ReportShaped,
    @Ctx() context: Context,
    @Arg('codes', () => [ID], { nullable: true, description: '指标代码，默认全部。Only these indicators.' })
    codes: string[] | null,
    @Info() info: GraphQLResolveInfo,
  ): Promise<IndicatorValue[]> {
    checkLength('codes', codes, 250);
    const values = await root.loadIndicators(context, selects(info, 'sentences'));
    if (!codes) return values;
    await checkIndicators(context, codes, values);
    return values.filter((value) => codes.includes(value.indicator.code));
  }

  @FieldResolver(() => [CellValue], {
    description:
      '按代码取栏目。Cells by code, each once in the order asked for, for clients that learn the form from `form`; at most 250.',
  })
  cells(
    @Root() root: ReportShaped,
    @Arg('codes', () => [ID], { description: '栏目代码。Codes of the cells.' }) codes: string[],
  ): CellValue[] {
    return cellsOfCodes(codes).map((cell) => {
      const { code } = cell;
      const value = root.hidden?.has(code) ? null : getFigure(root.figures, cell);
      return {
        code,
        label: cell.zh,
        labelEn: cell.en,
        count: cell.kind === 'AMOUNT' ? null : (value as number | null),
        amount: cell.kind === 'AMOUNT' ? (value as string | null) : null,
        reason: value === null ? root.reasonForNull(cell) : null,
      };
    });
  }
}

@Resolver(() => ReportRevision)
export class RevisionFields {
  @FieldResolver(() => [CellMark], {
    description:
      '栏目标注。Cells that are not applicable, computed, or have a note; other cells without a value are blank.',
  })
  marks(@Root() revision: ReportRevision): CellMark[] {
    return Object.entries(revision.marksByCode).map(([code, mark]) => ({ code, ...mark }));
  }

  @FieldResolver(() => [FindingType], {
    description: '核查发现的问题。Findings of this revision, gravest first.',
  })
  findings(@Root() revision: ReportRevision, @Ctx() context: Context) {
    return findingLoader(context).load(revision.revisionKey);
  }
}

@Resolver(() => Report)
export class ReportFields extends RevisionFields {
  @FieldResolver(() => Agency, { description: '报送机关。The agency.' })
  agency(@Root() report: Report, @Ctx() context: Context) {
    return report.ownAgency ?? agencyLoader(context, report.asOf).load(report.agencyKey);
  }

  @FieldResolver(() => ReportingYear, {
    description: '报告年度。The reporting year with its form and deadlines.',
  })
  reportingYear(@Root() report: Report) {
    return reportingYear(report.year);
  }

  @FieldResolver(() => [ReportRevision], { description: '全部修订，新的在前。Revisions, newest first.' })
  revisions(@Root() report: Report, @Ctx() context: Context) {
    return revisionLoader(context).load(report.key);
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
    const order = { field: ReportOrderField.YEAR, descending: true };
    return listReports(
      context.database,
      { agency: agency.code, scopes },
      order,
      { first: checkFirst(first), after },
      context.actor,
      neededIn(info),
    );
  }
}
