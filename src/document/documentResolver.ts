import { Field, FieldResolver, ObjectType, Resolver, Root, registerEnumType } from 'type-graphql';
import { Report } from '../report/model/reportTypes';
import { REPORT_FORMATS } from './print/formats';

/** What a report can be downloaded as. */
export enum DownloadFormat {
  HTML = 'HTML',
  DOCX = 'DOCX',
  XLSX = 'XLSX',
  CSV = 'CSV',
  NDJSON = 'NDJSON',
  JSON = 'JSON',
}
registerEnumType(DownloadFormat, {
  name: 'DownloadFormat',
  description: '下载格式。What a report can be downloaded as.',
  valuesConfig: {
    HTML: { description: '网页，可打印。A page that prints on A4.' },
    DOCX: { description: 'Word 文档，可签发。A Word document.' },
    XLSX: { description: '电子表格，每部分一张表。A workbook, one sheet for each section.' },
    CSV: { description: '整洁数据，每格一行。Tidy rows, one for each cell.' },
    NDJSON: { description: '整洁数据，每行一个 JSON。Tidy rows, one JSON object a line.' },
    JSON: { description: '可再次提交的 ReportInput。A ReportInput that can be sent again.' },
  },
});

/** Where a report can be downloaded. */
@ObjectType({
  simpleResolvers: true,
  description: '下载链接。Where a report can be downloaded in one format.',
})
export class Download {
  @Field(() => DownloadFormat, { description: '格式。Format.' })
  format: DownloadFormat;
  @Field({ description: '媒体类型。Media type.' })
  mediaType: string;
  @Field({ description: '路径。Path on this server, the same for as long as the report is published.' })
  path: string;
}

@Resolver(() => Report)
export class ReportDownloads {
  @FieldResolver(() => [Download], {
    description:
      '下载链接。Links to the statutory document and its data; of a past revision, to that revision.',
  })
  downloads(@Root() report: Report): Download[] {
    const query = new URLSearchParams();
    if (report.scope !== 'OWN') query.set('scope', report.scope);
    if (report.supersededAt && report.publishedAt) query.set('asOf', report.publishedAt.toISOString());
    const tail = query.size > 0 ? `?${query}` : '';
    return REPORT_FORMATS.map(({ extension, mediaType }) => ({
      format: extension.toUpperCase() as DownloadFormat,
      mediaType,
      path: `/reports/${encodeURIComponent(report.agencyCode)}/${report.year}.${extension}${tail}`,
    }));
  }
}
