import type { FastifyReply } from 'fastify';
import { REPORT_FORMATS } from '../../document/print/formats';
import { loadDocument } from '../../document/print/loadDocument';
import { findReport } from '../../report/model/findReport';
import { ReportScope } from '../../report/model/reportEnums';
import type { Context } from '../../shared/request/context';
import { readChoice, readFileName, readInstant } from './downloadQuery';
import { chooseFormat, type DownloadRequest, notFound, sendDocument } from './downloadReply';

/** Sends a report as its statutory document. */
export async function sendReport(context: Context, request: DownloadRequest, reply: FastifyReply) {
  const { code, file } = request.params;
  const scope = readChoice(
    request.query,
    'scope',
    Object.values(ReportScope),
    ReportScope.OWN,
  ) as ReportScope;
  const asOf = readInstant(request.query, 'asOf');
  const named = readFileName(file);
  const report =
    named?.years.length === 1
      ? await findReport(context.database, code, named.years[0], scope, context.actor, asOf)
      : null;
  if (!named || !report) throw notFound();
  const format = chooseFormat(request, reply, REPORT_FORMATS, named.extension);
  if (!format) return reply;
  const document = await loadDocument(context, report);
  return sendDocument(request, reply, context, {
    document,
    format,
    plainName: `${report.agencyCode}-${report.year}${scope === ReportScope.OWN ? '' : '-consolidated'}`,
    lastModified: report.publishedAt,
    isPublished: report.publishedAt !== null,
  });
}
