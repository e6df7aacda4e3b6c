import type { FastifyReply } from 'fastify';
import { type ExportFormat, exportReports } from '../../document/print/exportReports';
import { EXPORT_LAYOUTS } from '../../document/print/exportTable';
import { EXPORT_TYPES } from '../../document/print/formats';
import { titleOfReport } from '../../form/sections';
import { ReportScope } from '../../report/model/reportEnums';
import { queryRows } from '../../shared/database';
import type { Context } from '../../shared/request/context';
import { clientOf } from '../admission/clients';
import type { createExportLimit } from '../admission/exportLimit';
import { setCaching, setVary } from './caching';
import { type FileName, readChoice, readChoices, readInstant } from './downloadQuery';
import { type DownloadRequest, nameFile } from './downloadReply';
import { placeOfFile } from './placeOfFile';

/** The time of the database. */
const NOW = 'select clock_timestamp() as now';

/** Sends all reports of a jurisdiction and some years as one file. */
export async function sendExport(
  context: Context,
  request: DownloadRequest,
  reply: FastifyReply,
  { years, extension }: FileName,
  beginExport: ReturnType<typeof createExportLimit>,
) {
  const { code, file } = request.params;
  const asOf = readInstant(request.query, 'asOf');
  // A consolidated report holds the figures of others again: only when it is wanted.
  const scopes = readChoices(request.query, 'scope', Object.values(ReportScope)) ?? [ReportScope.OWN];
  const layout = readChoice(request.query, 'layout', EXPORT_LAYOUTS, 'long') ?? 'long';
  const format = extension as ExportFormat;
  const place = await placeOfFile(context, code, years, asOf);
  const endExport = beginExport(clientOf(context));
  try {
    // All batches read the same instant, so a publication meanwhile changes nothing.
    const [{ now }] = await queryRows<{ now: Date }>(context.database, NOW);
    const range = { path: place.path, years, scopes, at: asOf ?? now };
    const stream = exportReports(context, range, format, layout);
    stream.once('close', endExport);
    setVary(reply);
    setCaching(reply, { publishedFor: context.actor });
    const name = `${titleOfReport(place.name, file.split('.')[0])}.${format}`;
    nameFile(reply, name, `reports-${code}-${file}`, 'attachment');
    return reply.type(EXPORT_TYPES[format]).send(stream);
  } catch (error) {
    endExport();
    throw error;
  }
}
