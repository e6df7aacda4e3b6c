import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Agency } from '../agency/agencyTypes';
import { Qualifier, Report, ReportScope } from '../report/model/reportTypes';
import { FindingType } from '../shared/graphql/finding';
import { connectionOf } from '../shared/graphql/paging';
import { CellInput, Decimal } from '../shared/graphql/scalars';
import type { Undone } from './import/undoImport';
import { ImportBatch } from './store/documentEntities';

/** How a document came. */
export enum DocumentFormat {
  HTML = 'HTML',
  DOCX = 'DOCX',
  XLSX = 'XLSX',
  TEXT = 'TEXT',
  PDF = 'PDF',
}
registerEnumType(DocumentFormat, {
  name: 'DocumentFormat',
  description: '文档格式。Format of a document.',
  valuesConfig: {
    HTML: { description: '网页。A web page.' },
    DOCX: { description: 'Word 文档。A Word document.' },
    XLSX: { description: 'Excel 工作簿。An Excel workbook.' },
    TEXT: { description: '纯文本或 Markdown。Plain text or Markdown.' },
    PDF: { description: 'PDF 文档。A PDF with text.' },
  },
});

/** What was found at the place of a cell. */
export enum CellReadStatus {
  REPORTED = 'REPORTED',
  BLANK = 'BLANK',
  NOT_APPLICABLE = 'NOT_APPLICABLE',
  MISSING = 'MISSING',
}
registerEnumType(CellReadStatus, {
  name: 'CellReadStatus',
  description: '栏目读取状态。What was found at the place of a cell.',
  valuesConfig: {
    REPORTED: { description: '有数字，零也是。A figure, zero too.' },
    BLANK: { description: '空白。The cell is there and empty.' },
    NOT_APPLICABLE: { description: '“/”等，不适用。Marked as not applicable.' },
    MISSING: { description: '文档中没有该栏目。The document has no such cell.' },
  },
});

/** What undoing did to a report. */
export enum UndoResult {
  RESTORED = 'RESTORED',
  WITHDRAWN = 'WITHDRAWN',
  LEFT_ALONE = 'LEFT_ALONE',
  NOT_ALLOWED = 'NOT_ALLOWED',
}
registerEnumType(UndoResult, {
  name: 'UndoResult',
  description: '撤销结果。What undoing a batch did to a report.',
  valuesConfig: {
    RESTORED: { description: '已恢复此前公布的内容。What was published before is published again.' },
    WITHDRAWN: { description: '已撤回公布。Withdrawn, because nothing was published before.' },
    LEFT_ALONE: { description: '未动：此后已有变化。Left alone: it has changed since.' },
    NOT_ALLOWED: { description: '无权处理。Not within your roles.' },
  },
});

/** Where something stood. */
@ObjectType({
  simpleResolvers: true,
  description: '原文位置，从 1 起计。Where something stood in its document, counted from 1.',
})
export class DocumentPlace {
  @Field(() => Int, { nullable: true, description: '部分序号。Section of the report, 1 to 6.' })
  section?: number;
  @Field(() => Int, { nullable: true, description: '页。Page.' })
  page?: number;
  @Field(() => String, { nullable: true, description: '工作表。Sheet of a workbook.' })
  sheet?: string;
  @Field(() => Int, { nullable: true, description: '行或段。Line or paragraph.' })
  line?: number;
  @Field(() => Int, { nullable: true, description: '表格。Table of the document.' })
  table?: number;
  @Field(() => Int, { nullable: true, description: '表格的行。Row of the table.' })
  row?: number;
  @Field(() => Int, { nullable: true, description: '表格的列。Column of the table.' })
  column?: number;
}

/** A section as found. */
@ObjectType({ simpleResolvers: true, description: '读出的部分。A section as found in a document.' })
export class DocumentSection {
  @Field(() => Int, { description: '部分序号。Number of the section, 1 to 6.' })
  number: number;
  @Field(() => Int, { nullable: true, description: '表格版本。Edition of its table; null for prose.' })
  edition: number | null;
  @Field(() => String, {
    nullable: true,
    description: '印刷标题。Title as printed; null when recognised by content.',
  })
  title: string | null;
  @Field(() => String, { nullable: true, description: '正文。Text of prose; null for tables.' })
  text: string | null;
}

/** A cell as read. */
@ObjectType({ simpleResolvers: true, description: '读出的栏目及依据。A cell as read, with its evidence.' })
export class DocumentCell {
  @Field(() => ID, { description: '栏目代码。Code of the cell.' })
  code: string;
  @Field({ description: '印刷标签。Label as printed in the form.' })
  label: string;
  @Field({ description: 'English label.' })
  labelEn: string;
  @Field(() => CellReadStatus, { description: '状态。What was found.' })
  status: CellReadStatus;
  @Field(() => Decimal, {
    nullable: true,
    description: '数值。Value; amounts in 万元. Null unless reported or computed.',
  })
  value: string | null;
  @Field(() => String, { nullable: true, description: '原文。Text of the source; null when missing.' })
  printed: string | null;
  @Field({ description: '是否由分项计算。True for a total that was left out and computed.' })
  computed: boolean;
  @Field(() => Float, { description: '可信度，0 至 1。Confidence; below 0.8 somebody should look.' })
  confidence: number;
  @Field(() => String, { nullable: true, description: '可信度不足的原因。Why the confidence is not 1.' })
  reason: string | null;
  @Field(() => DocumentPlace, { nullable: true, description: '位置。Where it stood.' })
  where: DocumentPlace | null;
  @Field(() => String, { nullable: true, description: '栏内注。What was printed beside the figure.' })
  note: string | null;
}

/** A figure outside the form. */
@ObjectType({
  simpleResolvers: true,
  description: '读出的补充指标。A figure outside the form that a sentence states.',
})
export class DocumentIndicator {
  @Field(() => ID, { description: '指标代码。Code; those in the catalogue are taken over.' })
  code: string;
  @Field(() => Decimal, { description: '数值。Value.' })
  value: string;
  @Field({ description: '单位。Unit as printed.' })
  unit: string;
  @Field(() => Qualifier, { description: '限定。How exact it is.' })
  qualifier: Qualifier;
  @Field({ description: '原文句子。The sentence.' })
  sentence: string;
  @Field(() => DocumentPlace, { description: '位置。Where it stood.' })
  where: DocumentPlace;
}

/** Something without a place in the form. */
@ObjectType({
  simpleResolvers: true,
  description:
    '未能归位的内容。Something in a table that has no place in the form, or none that could be found.',
})
export class UnplacedText {
  @Field({ description: '原文。Text.' })
  text: string;
  @Field({ description: '原因。Why it was not placed.' })
  reason: string;
  @Field(() => DocumentPlace, { description: '位置。Where it stood.' })
  where: DocumentPlace;
}

/** A document as read. */
@ObjectType({
  simpleResolvers: true,
  description: '文档读取结果。A document as read, with the evidence for every cell.',
})
export class DocumentReading {
  @Field(() => String, { nullable: true, description: '印刷的机关名称。Name of the organ as printed.' })
  agencyName: string | null;
  @Field(() => Float, { description: '机关名称可信度。Confidence of the name, 0 to 1.' })
  agencyConfidence: number;
  @Field(() => Int, { nullable: true, description: '读出的年度。Year as printed.' })
  year: number | null;
  @Field(() => Float, { description: '年度可信度。Confidence of the year, 0 to 1.' })
  yearConfidence: number;
  @Field(() => DocumentFormat, { description: '格式。Format.' })
  format: DocumentFormat;
  @Field(() => [DocumentSection], { description: '各部分。Sections found.' })
  sections: DocumentSection[];
  @Field(() => [DocumentIndicator], { description: '补充指标。Figures that sentences state.' })
  indicators: DocumentIndicator[];
  @Field(() => [UnplacedText], { description: '未能归位的内容。What has no place in the form.' })
  unplaced: UnplacedText[];
  @Field(() => [FindingType], { description: '读取时发现的问题。What the reading itself found.' })
  findings: FindingType[];
}

/** An agency a document may be of. */
@ObjectType({
  simpleResolvers: true,
  description: '可能的机关。An agency of the hub that the document may be of.',
})
export class AgencyCandidateType {
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
  @Field({ description: '位置。Path of the finding.' })
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
    description: '机关代码，默认按文档识别。Code of the agency; default as recognised.',
  })
  agency?: string | null;
  @Field(() => Int, {
    nullable: true,
    description: '年度，默认按文档识别。Reporting year; default as recognised.',
  })
  year?: number | null;
  @Field(() => ReportScope, {
    nullable: true,
    description: '统计口径；保存时必填。Whose figures these are; needed to store, never guessed.',
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
  @Field(() => [AgencyCandidateType], {
    description: '候选机关。Agencies the printed name may mean, likeliest first.',
  })
  candidates: AgencyCandidateType[];
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

/** Pages of batches. */
export const ImportBatchConnection = connectionOf(ImportBatch, 'ImportBatch');

/** What became of one report. */
@ObjectType({
  simpleResolvers: true,
  description: '一份报告的撤销结果。What undoing a batch did to one report.',
})
export class UndoneReport {
  @Field(() => ID, { description: '机关代码。Code of the agency.' })
  agency: string;
  @Field(() => Int, { description: '年度。Reporting year.' })
  year: number;
  @Field(() => ReportScope, { description: '统计口径。Whose figures.' })
  scope: ReportScope;
  @Field(() => UndoResult, { description: '结果。What was done.' })
  outcome: Undone;
  @Field(() => Int, { description: '最新修订号。Latest revision now.' })
  revision: number;
  @Field({ description: '中文说明。Why, in Chinese.' })
  messageZh: string;
  @Field({ description: 'Why, in English.' })
  messageEn: string;
}

/** The outcome of undoing a batch. */
@ObjectType({ simpleResolvers: true, description: '撤销批次的结果。The outcome of undoing a batch.' })
export class UndoImportPayload {
  @Field({ description: '是否接受。Whether the command was carried out.' })
  accepted: boolean;
  @Field(() => ImportBatch, { nullable: true, description: '批次。The batch.' })
  batch: ImportBatch | null;
  @Field(() => [UndoneReport], { description: '每份报告的结果。What became of each report.' })
  outcomes: UndoneReport[];
  @Field(() => [FindingType], { description: '输入的问题。Everything wrong with the input.' })
  findings: FindingType[];
}
