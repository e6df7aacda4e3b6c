import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Resolver, Root } from 'type-graphql';
import { agencyLoader } from '../agency/agencyQueries';
import { Agency, ReportingYear } from '../agency/agencyTypes';
import { reportingYear } from '../agency/reportingYear';
import { getFigure } from '../form/figures';
import { shapeMeasures } from '../form/measures';
import { FindingType } from '../shared/graphql/finding';
import { checkLength } from '../shared/graphql/paging';
import { selects } from '../shared/graphql/selectedFields';
import type { Context } from '../shared/request/context';
import { cellsOfCodes } from './model/cellsOfCodes';
import { findReportByKey } from './model/findReport';
import { checkIndicators } from './model/indicatorQueries';
import { IndicatorValue } from './model/indicatorTypes';
import { CellValue, ReportShaped } from './model/reportShape';
import { Report, ReportPayload } from './model/reportTypes';
import { findingLoader, revisionLoader } from './model/revisionQueries';
import { CellMark, ReportRevision } from './model/revisionTypes';
import { Measures } from './model/tableTypes';

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
