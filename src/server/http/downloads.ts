import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { EXPORT_TYPES, REPORT_FORMATS, ROLL_UP_FORMATS } from '../../document/print/formats';
import { ANSWER_FORMATS } from '../../document/print/printAnswer';
import type { Context } from '../../shared/request/context';
import type { Admission } from '../admission/admission';
import { clientOf } from '../admission/clients';
import { createExportLimit } from '../admission/exportLimit';
import { type FileName, type FileNames, readFileName } from './downloadQuery';
import type { DownloadRequest } from './downloadReply';
import { sendExport } from './exportDownload';
import { sendReport } from './reportDownload';
import { sendRollUp } from './rollupDownload';
import { sendRows } from './rowsDownload';

const extensionsIn = (formats: readonly { readonly extension: string }[]) =>
  formats.map(({ extension }) => extension);

/** A kind of file: how it is named, sent, and what it costs before it begins to come, as operations do. */
interface Download {
  readonly names: FileNames;
  readonly cost: number;
  /** The cost is for each of its years. */
  readonly costsYearly?: true;
  send(
    context: Context,
    request: DownloadRequest,
    reply: FastifyReply,
    name: FileName,
    beginExport: ReturnType<typeof createExportLimit>,
  ): Promise<FastifyReply>;
}

const DOWNLOADS: Readonly<Record<string, Download>> = {
  reports: {
    names: { extensions: extensionsIn(REPORT_FORMATS), isYearly: true, isNegotiated: true },
    cost: 100,
    send: sendReport,
  },
  rollups: {
    names: { extensions: extensionsIn(ROLL_UP_FORMATS), isNegotiated: true },
    cost: 500,
    send: sendRollUp,
  },
  rows: {
    names: { extensions: extensionsIn(ANSWER_FORMATS), isNegotiated: true },
    cost: 500,
    costsYearly: true,
    send: sendRows,
  },
  exports: {
    names: { extensions: Object.keys(EXPORT_TYPES) },
    cost: 1000,
    costsYearly: true,
    send: sendExport,
  },
};

/** Serves documents: /reports, /rollups, /rows and /exports. Every reader sees what GraphQL would show. */
export async function serveDownloads(
  fastify: FastifyInstance,
  contextOf: (request: FastifyRequest) => Promise<Context>,
  admission: Admission,
): Promise<void> {
  const beginExport = createExportLimit();
  await fastify.register(async (scope) => {
    for (const [name, download] of Object.entries(DOWNLOADS))
      scope.get(
        `/${name}/:code/:file`,
        // An answer to HEAD would run the whole export.
        { exposeHeadRoute: name !== 'exports' },
        async (anyRequest, reply) => {
          const request = anyRequest as DownloadRequest;
          const context = await contextOf(request);
          const file = readFileName(request.params.file, download.names);
          const cost = download.cost * (download.costsYearly ? file.years.length : 1);
          const release = await admission.admitRead(clientOf(context), cost);
          try {
            return await download.send(context, request, reply, file, beginExport);
          } finally {
            release();
          }
        },
      );
  });
}
