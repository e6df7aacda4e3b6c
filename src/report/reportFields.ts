import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Resolver, Root } from 'type-graphql';
import { AgencyInYear, agencyInYear } from '../agency/agencyInYear';
import { agencyLoader } from '../agency/agencyQueries';
import { Agency } from '../agency/agencyTypes';
import { reportingYear } from '../agency/reportingYear';
import { ReportingYear } from '../agency/reportingYearType';
import { CELLS, CELLS_IN_ORDER } from '../form/cells';
import { shapeMeasures } from '../form/measures';
import { isQuoted } from '../form/quotations';
import { FindingType } from '../shared/graphql/finding';
import { checkLength } from '../shared/graphql/paging';
import { DateTime } from '../shared/graphql/scalars';
import { selects } from '../shared/graphql/selectedFields';
import type { Context } from '../shared/request/context';
import { CODES } from './model/cellsOfCodes';
import { CellValue, FigureState } from './model/cellTypes';
import { findReportByKey } from './model/findReport';
import { checkIndicators, narrativesLoader } from './model/indicatorQueries';
import { IndicatorValue, SourceSentence } from './model/indicatorTypes';
import { ReportShaped } from './model/reportShape';
import { Report, ReportPayload } from './model/reportTypes';
import { findingLoader, publicationLoader, revisionLoader } from './model/revisionQueries';
import { CellMark, ReportRevision } from './model/revisionTypes';
import { TableSection } from './model/sectionTypes';
import { cellsSelected, shapeCell } from './model/shapeCells';
import { Measures } from './model/tableTypes';
import { firstPublicationLoader, ReportTimeliness, wasRecorded } from './model/timeliness';

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
    nullable: true,
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
    nullable: true,
    description: `栏目及其数字：不填代码即两个版本的全部 ${CELLS.length} 栏，按表格次序；填代码则按代码次序，各一次，至多 250 个。Cells with their figures: without codes all ${CELLS.length} of both editions in the order of the form; with codes those, each once in their order, at most 250.`,
  })
  cells(@Root() root: ReportShaped, @Arg('codes', () => [ID], CODES) codes: string[] | null): CellValue[] {
    return cellsSelected(codes).map((cell) => shapeCell(root, cell));
  }
}

@Resolver(() => SourceSentence)
export class SourceSentenceFields {
  @FieldResolver(() => Boolean, {
    description:
      '报告正文（第一、五、六部分）是否有这句话：更正后没有的，不应再作为原文引用。Whether sections one, five or six of the report have the sentence. Where they have it no longer, as after a correction, it is not to be quoted.',
  })
  async inText(@Root() { text, revisionKey }: SourceSentence, @Ctx() context: Context): Promise<boolean> {
    const narratives = await narrativesLoader(context).load(revisionKey);
    return isQuoted(text, narratives?.texts ?? []);
  }
}

@Resolver(() => TableSection)
export class TableSectionFields {
  @FieldResolver(() => [CellValue], {
    description:
      '本表的全部栏目，按表格次序。All cells of the table, of both editions, in the order of the form.',
  })
  cells(@Root() { number, shaped }: TableSection): CellValue[] {
    return CELLS_IN_ORDER.filter(({ section }) => section === number).map((cell) => shapeCell(shaped, cell));
  }
}

/** Returns the instant as of which a report is shown; null of one that is shown as it is now, and of a revision in its history. */
const asOfRoot = (revision: ReportRevision): Date | null => (revision as Partial<Report>).asOf ?? null;

/** Returns how many findings of a severity a revision had as of the instant for which it is shown. */
async function countFindings(context: Context, revision: ReportRevision, severity: string): Promise<number> {
  const findings = await findingLoader(context, asOfRoot(revision)).load(revision.revisionKey);
  return findings.filter((finding) => finding.severity === severity).length;
}

@Resolver(() => ReportRevision)
export class RevisionFields {
  @FieldResolver(() => [CellMark], {
    description:
      '栏目标注。Cells that are not applicable, computed, or have a note; other cells without a value are blank.',
  })
  marks(@Root() revision: ReportRevision): CellMark[] {
    return Object.entries(revision.marksByCode).map(([code, { status, computed, note }]) => ({
      code,
      state: computed ? FigureState.COMPUTED : FigureState[status],
      note,
    }));
  }

  @FieldResolver(() => [FindingType], {
    description:
      '核查发现的问题。上年报告更正或撤回、机关变动、规则更新后随即重新核对；与此后公布的上年报告相比的，说明所比版本。Findings of this revision, gravest first. They are found anew when last year’s report is published, corrected or withdrawn, and when the agency or the rules change; what compares with a report of last year that was published since says so. An older revision has those that were found last before the next was published.',
  })
  findings(@Root() revision: ReportRevision, @Ctx() context: Context) {
    return findingLoader(context, asOfRoot(revision)).load(revision.revisionKey);
  }

  @FieldResolver(() => Int, { description: '错误数。Findings of severity ERROR, as `findings` lists them.' })
  errorCount(@Root() revision: ReportRevision, @Ctx() context: Context): number | Promise<number> {
    return asOfRoot(revision) ? countFindings(context, revision, 'ERROR') : revision.errorCount;
  }

  @FieldResolver(() => Int, {
    description: '警告数。Findings of severity WARNING, as `findings` lists them.',
  })
  warningCount(@Root() revision: ReportRevision, @Ctx() context: Context): number | Promise<number> {
    return asOfRoot(revision) ? countFindings(context, revision, 'WARNING') : revision.warningCount;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      '第几次公布：1 为首次公布，2 为第一次更正，依此类推；草稿不计，未公布的为空。Which publication of the report it is: 1 the first, 2 its first correction, and so on. Drafts do not count; null for what never was published.',
  })
  async publication(@Root() revision: ReportRevision, @Ctx() context: Context): Promise<number | null> {
    return (await publicationLoader(context).load(revision.revisionKey))?.publication ?? null;
  }
}

@Resolver(() => Report)
export class ReportFields extends RevisionFields {
  @FieldResolver(() => AgencyInYear, {
    description:
      '报告所署的机关名称；机关更名后，`agency` 为现名。The name of the agency that the report bears: where the agency was renamed since, `agency` has its present one.',
  })
  agencyInYear(@Root() { agencyKey, year, asOf }: Report, @Ctx() context: Context): Promise<AgencyInYear> {
    return agencyInYear(context, agencyKey, year, asOf ?? null);
  }

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

  @FieldResolver(() => DateTime, {
    nullable: true,
    description:
      '在本平台首次公布的时间；补录的为补录时间。When it was first published in the hub, UTC; of a recorded report, when it was recorded.',
  })
  async firstPublishedAt(@Root() report: Report, @Ctx() context: Context): Promise<Date | null> {
    return (await firstPublicationLoader(context, report.asOf).load(report.key))?.publishedAt ?? null;
  }

  @FieldResolver(() => ReportTimeliness, {
    nullable: true,
    description:
      '报送时效：以首次公布为准，更正不使报告逾期；从未公布的为空。How it is in time: its first publication counts, a correction makes no report late; null when it never was published.',
  })
  async timeliness(@Root() report: Report, @Ctx() context: Context): Promise<ReportTimeliness | null> {
    return (await firstPublicationLoader(context, report.asOf).load(report.key))?.timeliness ?? null;
  }

  @FieldResolver(() => Boolean, {
    description:
      '是否补录的报告：首次公布为补录，原已在别处公布；此后更正也不改变。Whether it was recorded: its first publication in the hub was of what had been published elsewhere before. Corrections do not change that.',
  })
  recorded(@Root() report: Report, @Ctx() context: Context): Promise<boolean> {
    return wasRecorded(context, report.key, report.asOf);
  }

  @FieldResolver(() => [ReportRevision], { description: '全部修订，新的在前。Revisions, newest first.' })
  revisions(@Root() report: Report, @Ctx() context: Context) {
    return revisionLoader(context).load(report.key);
  }
}
