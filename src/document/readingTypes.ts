import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { FigureState, LabelledCell } from '../report/model/cellTypes';
import { Qualifier } from '../report/model/reportEnums';
import { FindingType } from '../shared/graphql/finding';
import { Figure } from '../shared/graphql/scalars';
import { DocumentPlace } from './placeTypes';

/** How a document came. */
export enum DocumentFormat {
  HTML = 'HTML',
  MHTML = 'MHTML',
  DOCX = 'DOCX',
  DOC = 'DOC',
  WORD_XML = 'WORD_XML',
  RTF = 'RTF',
  ODT = 'ODT',
  XLSX = 'XLSX',
  XLS = 'XLS',
  ODS = 'ODS',
  TEXT = 'TEXT',
  PDF = 'PDF',
  OFD = 'OFD',
  IMAGE = 'IMAGE',
}
registerEnumType(DocumentFormat, {
  name: 'DocumentFormat',
  description: '文档格式。Format of a document.',
  valuesConfig: {
    HTML: { description: '网页。A web page.' },
    MHTML: { description: '单个文件网页（.mht）。A web page in one file.' },
    DOCX: { description: 'Word 文档，包括平面 OPC。A Word document, flat OPC too.' },
    DOC: {
      description: '旧版 Word 或 WPS 文字文档，经 LibreOffice 转换。An old Word or WPS document, converted.',
    },
    WORD_XML: { description: 'Word 2003 XML 文档。A Word 2003 XML document.' },
    RTF: { description: 'RTF 文档。An RTF document.' },
    ODT: { description: 'OpenDocument 文本。An OpenDocument text.' },
    XLSX: { description: 'Excel 工作簿。An Excel workbook.' },
    XLS: {
      description: '旧版 Excel 或 WPS 表格，2003 XML 也是。An old Excel or WPS workbook, 2003 XML too.',
    },
    ODS: { description: 'ODF 电子表格。An OpenDocument spreadsheet.' },
    TEXT: { description: '纯文本或 Markdown。Plain text or Markdown.' },
    PDF: { description: 'PDF 文档。A PDF.' },
    OFD: { description: 'OFD 版式文档（GB/T 33190）。A fixed-layout document of the national standard.' },
    IMAGE: { description: '扫描件或照片（PNG、JPEG）。A scan or photograph.' },
  },
});

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
@ObjectType({
  simpleResolvers: true,
  implements: LabelledCell,
  description: '读出的栏目及依据。A cell as read, with its evidence.',
})
export class DocumentCell extends LabelledCell {
  @Field(() => FigureState, {
    description:
      '状态：REPORTED、COMPUTED、BLANK、NOT_APPLICABLE；NOT_UNDERSTOOD 为有内容而读不出数值（不是数字，不是该栏能填的数，或单位不明），MISSING 为文档中没有该栏目。What was found at the place of the cell; NOT_UNDERSTOOD where something is printed that is no figure, none that the cell can hold, or one whose unit is not certain; MISSING where the document has no such cell.',
  })
  state: FigureState;
  @Field(() => Figure, {
    nullable: true,
    description: '数值。Value; amounts in 万元. Null unless reported or computed.',
  })
  value: number | string | null;
  @Field(() => String, { nullable: true, description: '原文。Text of the source; null when missing.' })
  printed: string | null;
  @Field(() => Float, {
    description:
      '可信度，0 至 1；文档中没有的栏目无所谓可信度，恒为 1。Confidence; below 0.8 somebody should look. It says nothing of a cell that the document does not have, where it is 1.',
  })
  confidence: number;
  @Field(() => String, {
    nullable: true,
    description: '可信度不足的原因。Why the confidence is not 1, in Chinese; null when it is.',
  })
  reasonZh: string | null;
  @Field(() => String, {
    nullable: true,
    description: '可信度不足的原因（英文）。Why the confidence is not 1, in English; null when it is.',
  })
  reasonEn: string | null;
  @Field(() => DocumentPlace, { nullable: true, description: '位置。Where it stood.' })
  where: DocumentPlace | null;
  @Field(() => String, { nullable: true, description: '栏内注。What was printed beside the figure.' })
  note: string | null;
  @Field(() => String, {
    nullable: true,
    description: '同一行印刷的文字。The words printed in its row.',
  })
  rowHead?: string;
  @Field(() => String, {
    nullable: true,
    description: '该列上方印刷的文字。The words printed over its column.',
  })
  columnHead?: string;
  @Field(() => String, {
    nullable: true,
    description: '扫描件上该栏的图片（PNG，base64）。The cell of a scan as it looks: a PNG in base64.',
  })
  picture?: string;
}

/** A figure outside the form. */
@ObjectType({
  simpleResolvers: true,
  description:
    '读出的补充指标。A figure outside the form that a sentence states, or that the hub printed below a report.',
})
export class DocumentIndicator {
  @Field(() => ID, { description: '指标代码。Code; those in the catalogue are taken over.' })
  code: string;
  @Field(() => Figure, { description: '数值。Value.' })
  value: string;
  @Field({ description: '单位。Unit as printed.' })
  unit: string;
  @Field(() => Qualifier, { description: '限定。How exact it is.' })
  qualifier: Qualifier;
  @Field(() => String, {
    nullable: true,
    description:
      '原文句子；平台印在报告之后而没有原句的为空。The sentence; null where the hub printed the figure below a report and none with it.',
  })
  sentence: string | null;
  @Field(() => DocumentPlace, { description: '位置。Where it stood.' })
  where: DocumentPlace;
}

/** An indicator of which a document states figures that differ. */
@ObjectType({
  simpleResolvers: true,
  description:
    '文中写法不一的补充指标：没有采用其中任何一个，由填报人核对后填写。An indicator of which the document states figures that differ: none is taken over, and the clerk fills in the right one.',
})
export class DoubtfulIndicator {
  @Field(() => ID, { description: '指标代码。Code of the indicator.' })
  code: string;
  @Field(() => [DocumentIndicator], {
    description:
      '各处所写的数值及位置，按原文次序。The figures that differ, each with its sentence and place, in the order of the document.',
  })
  figures: DocumentIndicator[];
}

/** Something that is in no cell of the form. */
@ObjectType({
  simpleResolvers: true,
  description:
    '未能归位的内容。Something in a table that has no place in the form, or none that could be found.',
})
export class UnplacedText {
  @Field({ description: '原文。Text.' })
  text: string;
  @Field({ description: '原因。Why it was not placed, in Chinese.' })
  reasonZh: string;
  @Field({ description: '原因（英文）。Why it was not placed, in English.' })
  reasonEn: string;
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
  @Field(() => [DocumentIndicator], {
    description: '补充指标。Figures that sentences state, or that the hub printed below a report.',
  })
  indicators: DocumentIndicator[];
  @Field(() => [DoubtfulIndicator], {
    description:
      '文中写法不一、没有采用的补充指标。Indicators of which the document states figures that differ; they are not among the indicators.',
  })
  doubtfulIndicators: DoubtfulIndicator[];
  @Field(() => [FindingType], { description: '读取时发现的问题。What the reading itself found.' })
  findings: FindingType[];
}
