import { type PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Report } from '../../report/model/reportTypes';
import type { Context } from '../../shared/request/context';
import { type ExportLayout, exportTable, type TableFormat } from './exportTable';
import { printDocx } from './printDocx';
import { printHtml } from './printHtml';
import { englishName, printCsv, type TidyRow } from './printRows';
import { type ExportRange, type PublishedReport, readPublished } from './readPublished';

const pathOf = ({ agencyCode, year, scope }: Report, extension: string) =>
  `${agencyCode}/${year}${scope === 'OWN' ? '' : '-consolidated'}.${extension}`;

const INDEX_COLUMNS = [
  'agencyCode',
  'agencyName',
  'agencyNameEn',
  'jurisdictionCode',
  'year',
  'scope',
  'revision',
  'publishedAt',
  'errors',
  'html',
  'docx',
];

const indexRow = ({ report, document }: PublishedReport): TidyRow => ({
  agencyCode: report.agencyCode,
  agencyName: document.organ.name,
  agencyNameEn: englishName(document.organ),
  jurisdictionCode: document.organ.jurisdictionCode,
  year: report.year,
  scope: report.scope,
  revision: report.revision,
  publishedAt: report.publishedAt?.toISOString() ?? null,
  errors: report.errorCount,
  html: pathOf(report, 'html'),
  docx: pathOf(report, 'docx'),
});

async function* indexChunks(context: Context, range: ExportRange) {
  yield printCsv(INDEX_COLUMNS, []);
  for await (const reports of readPublished(context, range))
    yield printCsv(INDEX_COLUMNS, reports.map(indexRow), false);
}

async function writeArchive(zip: ZipFile, context: Context, range: ExportRange): Promise<void> {
  const output = zip.outputStream as PassThrough;
  const gone = new Promise<false>((resolve) => output.once('close', () => resolve(false)));
  /** Adds a file and waits until it begins to be written, so that no more than one waits in memory. */
  const add = (path: string, content: Readable, mtime: Date, compress: boolean) => {
    // yazl does not listen: an error that nobody hears would end the process.
    content.on('error', (error) => output.destroy(error));
    const written = new Promise<true>((resolve) => {
      zip.addReadStreamLazy(path, { mtime, compress }, (addStream) => {
        addStream(null, content);
        resolve(true);
      });
    });
    return Promise.race([written, gone]);
  };
  for await (const reports of readPublished(context, range))
    for (const { report, document } of reports) {
      const at = document.stampedAt;
      const html = Readable.from([Buffer.from(printHtml(document))]);
      if (!(await add(pathOf(report, 'html'), html, at, true))) return;
      const docx = Readable.from([await printDocx(document)]);
      if (!(await add(pathOf(report, 'docx'), docx, at, false))) return;
    }
  await add('index.csv', Readable.from(indexChunks(context, range)), range.at, true);
  zip.end();
}

/** The formats in which a subtree's reports of some years can be downloaded at once. */
export type ExportFormat = 'zip' | TableFormat;

/** Returns every published report of a range in one stream, whose reader sets the pace. */
export function exportReports(
  context: Context,
  range: ExportRange,
  format: ExportFormat,
  layout: ExportLayout,
): Readable {
  if (format !== 'zip') return exportTable(context, range, format, layout);
  const zip = new ZipFile();
  const output = zip.outputStream as PassThrough;
  zip.on('error', (error: Error) => output.destroy(error));
  writeArchive(zip, context, range).catch((error) => output.destroy(error));
  return output;
}
