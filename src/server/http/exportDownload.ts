import type { FastifyReply } from 'fastify';
import { findJurisdiction } from '../../agency/jurisdictions';
import { type ExportFormat, exportReports } from '../../document/print/exportReports';
import { EXPORT_TYPES } from '../../document/print/formats';
import { titleOfReport } from '../../form/sections';
import { ReportScope } from '../../report/model/reportEnums';
import type { Context } from '../../shared/request/context';
import { clientOf } from '../admission/clients';
import type { createExportLimit } from '../admission/exportLimit';
import { setCaching, setVary } from './caching';
import { readChoices, readFileName, readInstant } from './downloadQuery';
import { type DownloadRequest, nameFile, notFound } from './downloadReply';

/** Sends all reports of a jurisdiction and a year as one file. */
export async function sendExport(
  context: Context,
  request: DownloadRequest,
  reply: FastifyReply,
  beginExport: ReturnType<typeof createExportLimit>,
) {
  const { code, file } = request.params;
  const asOf = readInstant(request.query, 'asOf');
  // A consolidated report holds the figures of others again: only when it is wanted.
  const scopes = readChoices(request.query, 'scope', Object.values(ReportScope)) ?? [ReportScope.OWN];
  const named = readFileName(file);
  const mediaType = EXPORT_TYPES[named?.extension ?? ''];
  const place = mediaType && (await findJurisdiction(context.database, code));
  if (named?.years.length !== 1 || !place) throw notFound();
  const endExport = beginExport(clientOf(context));
  try {
    // All batches read the same instant, so a publication meanwhile changes nothing.
    const [{ now }] = await context.database.query('select clock_timestamp() as now');
    const [year] = named.years;
    const range = { path: place.path, year, scopes, at: asOf ?? now };
    const stream = exportReports(context.database, range, named.extension as ExportFormat);
    stream.once('close', endExport);
    setVary(reply);
    setCaching(reply, { publishedFor: context.actor });
    const name = `${titleOfReport(place.name, String(year))}.${named.extension}`;
    nameFile(reply, name, `reports-${code}-${file}`, 'attachment');
    return reply.type(mediaType).send(stream);
  } catch (error) {
    endExport();
    throw error;
  }
}
