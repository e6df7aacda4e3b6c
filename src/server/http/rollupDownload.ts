import type { FastifyReply } from 'fastify';
import { AgencyKind } from '../../agency/agencyTypes';
import { ROLL_UP_FORMATS } from '../../document/print/formats';
import { documentOfRollUp } from '../../document/print/rollUpDocument';
import { totalOf } from '../../rollup/groups';
import { readSelection } from '../../rollup/readSelection';
import { EVERYTHING } from '../../rollup/request/projection';
import { Basis, hiddenCells } from '../../rollup/request/selection';
import { lastPublication } from '../../rollup/scanned/expectedReports';
import { countTimeliness } from '../../rollup/scanned/timeliness';
import type { Context } from '../../shared/request/context';
import { type FileName, readChoices, readInstant } from './downloadQuery';
import { chooseFormat, type DownloadRequest, sendDocument } from './downloadReply';
import { placeOfFile } from './placeOfFile';

/** Sends the sum of a jurisdiction over some years as a document. */
export async function sendRollUp(
  context: Context,
  request: DownloadRequest,
  reply: FastifyReply,
  { years, extension }: FileName,
) {
  const { code, file } = request.params;
  const kinds = readChoices(request.query, 'kind', Object.values(AgencyKind));
  const asOf = readInstant(request.query, 'asOf');
  const place = await placeOfFile(context, code, years, asOf);
  const format = chooseFormat(request, reply, ROLL_UP_FORMATS, extension);
  const selection = await readSelection(context, { jurisdiction: code, kinds }, years, asOf, Basis.PUBLISHED);
  const [sum, times, lastPublishedAt] = await Promise.all([
    totalOf(context, selection, EVERYTHING),
    countTimeliness(context, { selection, dimensions: [] }, []),
    lastPublication(context, selection),
  ]);
  const document = documentOfRollUp({
    place,
    years,
    kinds: selection.kinds,
    asOf,
    figures: sum.figures,
    hidden: hiddenCells(years),
    coverage: { ...sum, ...times },
    lastPublishedAt,
  });
  return sendDocument(request, reply, context, {
    document,
    format,
    plainName: `rollup-${code}-${file.split('.')[0]}`,
    // A report withdrawn makes a sum newer than its newest report: only the tag tells.
    lastModified: null,
    isPublished: true,
  });
}
