import type { FastifyReply } from 'fastify';
import { REPORT_FORMATS } from '../../document/print/formats';
import { loadDocument } from '../../document/print/loadDocument';
import { findReport } from '../../report/model/findReport';
import { ReportScope } from '../../report/model/reportEnums';
import type { Context } from '../../shared/request/context';
import { type FileName, readChoice, readInstant } from './downloadQuery';
import { chooseFormat, type DownloadRequest, notFound, sendDocument } from './downloadReply';

/** Sends a report as its statutory document. */
export async function sendReport(
  context: Context,
  request: DownloadRequest,
  reply: FastifyReply,
  { years: [year], extension }: FileName,
) {
  const { code } = request.params;
  const scope = readChoice(
    request.query,
    'scope',
    Object.values(ReportScope),
    ReportScope.OWN,
  ) as ReportScope;
  const asOf = readInstant(request.query, 'asOf');
  const report = await findReport(context.database, code, year, scope, context.actor, asOf);
  if (!report) throw notFound();
  const format = chooseFormat(request, reply, REPORT_FORMATS, extension);
  const document = await loadDocument(context, report);
  return sendDocument(request, reply, context, {
    document,
    format,
    plainName: `${report.agencyCode}-${report.year}${scope === ReportScope.OWN ? '' : '-consolidated'}`,
    lastModified: report.publishedAt,
    isPublished: report.publishedAt !== null,
  });
}
