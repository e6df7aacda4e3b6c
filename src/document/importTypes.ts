import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Agency } from '../agency/agencyTypes';
import { ReportScope } from '../report/model/reportEnums';
import { Report } from '../report/model/reportTypes';
import { FindingType } from '../shared/graphql/finding';
import { CellInput } from '../shared/graphql/scalars';
import { DocumentReading } from './readingTypes';

/** An agency a document may be of. */
@ObjectType({
  simpleResolvers: true,
  description: '可能的机关。An agency of the hub that the document may be of.',
})
export class AgencyCandidate {
  @Field(() => ID, { description: '机关代码。Code of the agency.' })
  code: string;
  @Field({ description: '匹配的名称。The name that matched, former names too.' })
  name: string;
  @Field(() => Float, { description: '可信度，0 至 1。Confidence.' })
  confidence: number;
}

@InputType({ description: '对读出栏目的更正。A cell put right before it is stored.' })
export class CorrectionInput {
  @Field(() => ID, { description: '栏目代码。Code of the cell.' })
  code: string;
  @Field(() => CellInput, { nullable: true, description: '更正后的值。The right value; null for blank.' })
  value: unknown;
}

@InputType({ description: '对警告的说明。An explanation of a warning of an imported report.' })
export class ImportExplanationInput {
  @Field({ description: '规则代码。Code of the finding.' })
  code: string;
  @Field({
    description:
      '位置；关于整个文档的为空文本。Path of the finding; empty where it is about all of a document.',
  })
  path: string;
  @Field({ description: '说明。Why the figures are right nevertheless.' })
  text: string;
}

@InputType({ description: '导入。What to make of an uploaded document.' })
export class ImportReportInput {
  @Field(() => ID, { description: '文档，上传时返回。The document, as POST /documents answered.' })
  document: string;
  @Field(() => ID, {
    nullable: true,
    description: '机关，默认按文档识别。The agency; default as recognised.',
  })
  agency?: string | null;
  @Field(() => Int, {
    nullable: true,
    description: '年度，默认按文档识别。Reporting year; default as recognised.',
  })
  year?: number | null;
  @Field(() => ReportScope, {
    nullable: true,
    description:
      '统计口径；保存时必填，本系统打印的文档除外（文档已写明）。Whose figures these are; needed to store, and never guessed, unless the hub printed it below the report.',
  })
  scope?: ReportScope | null;
  @Field({ defaultValue: true, description: '只读取和核查，不保存。Read and check only, store nothing.' })
  dryRun: boolean;
  @Field({
    defaultValue: false,
    description:
      '作为已公布报告补录；否则保存为草稿。Record it as published, errors and all; otherwise keep a draft.',
  })
  publish: boolean;
  @Field({
    defaultValue: true,
    description: '是否采用目录中的补充指标。Take over the indicators that are in the catalogue.',
  })
  indicators: boolean;
  @Field(() => [CorrectionInput], { nullable: true, description: '更正。Cells put right.' })
  corrections?: CorrectionInput[] | null;
  @Field(() => [ImportExplanationInput], {
    nullable: true,
    description: '对警告的说明。Explanations of warnings.',
  })
  explanations?: ImportExplanationInput[] | null;
  @Field(() => Int, {
    nullable: true,
    description: '所依据的修订号。The latest revision you have seen; refused when there is a newer one.',
  })
  expectedRevision?: number | null;
  @Field(() => ID, {
    nullable: true,
    description:
      '批次（startImport），只用于补录；整批可以撤销。The batch it belongs to, of startImport; only where it is recorded as published. A batch can be undone as one.',
  })
  batch?: string | null;
}

/** The outcome of an import. */
@ObjectType({ simpleResolvers: true, description: '导入结果。The document as read and what came of it.' })
export class ImportReportPayload {
  @Field({
    description: '是否已保存；试运行时为是否可以保存。Whether it was stored, or in a dry run would be.',
  })
  accepted: boolean;
  @Field(() => Boolean, {
    nullable: true,
    description:
      '草稿可否按现状提交审核。Whether the draft could be submitted as it is; null when published or not checked.',
  })
  readyToSubmit: boolean | null;
  @Field(() => Agency, {
    nullable: true,
    description: '机关。The agency, as given or as likeliest recognised.',
  })
  agency: Agency | null;
  @Field(() => Float, { description: '机关识别可信度；指定的为 1。Confidence of the agency; 1 when given.' })
  agencyConfidence: number;
  @Field(() => [AgencyCandidate], {
    description: '候选机关。Agencies the printed name may mean, likeliest first.',
  })
  candidates: AgencyCandidate[];
  @Field(() => Int, { nullable: true, description: '年度。The year, as given or as recognised.' })
  year: number | null;
  @Field(() => Float, { description: '年度识别可信度；指定的为 1。Confidence of the year; 1 when given.' })
  yearConfidence: number;
  @Field(() => DocumentReading, {
    nullable: true,
    description: '读取结果。The document as read; null when unreadable.',
  })
  reading: DocumentReading | null;
  @Field(() => [FindingType], {
    description:
      '全部问题：读取和核查。Everything found by reading and by the checks, gravest first, with paths into the report.',
  })
  findings: FindingType[];
  @Field(() => Report, {
    nullable: true,
    description: '保存的报告。The report as stored; null in a dry run.',
  })
  report: Report | null;
  @Field(() => Int, { nullable: true, description: '当前修订号。The latest revision now.' })
  currentRevision: number | null;
}
