import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '../../shared/request/context';
import type { Admission } from '../admission/admission';
import { clientOf } from '../admission/clients';
import { createExportLimit } from '../admission/exportLimit';
import { readFileName } from './downloadQuery';
import type { DownloadRequest } from './downloadReply';
import { sendExport } from './exportDownload';
import { sendReport } from './reportDownload';
import { sendRollUp } from './rollupDownload';
import { sendRows } from './rowsDownload';

/** What a download costs before it begins to come, as operations do; exports and rows cost this for each of their years. */
const COSTS = { reports: 100, rollups: 500, rows: 500, exports: 1000 };

/** Serves documents: /reports, /rollups, /rows and /exports. Every reader sees what GraphQL would show. */
export async function serveDownloads(
  fastify: FastifyInstance,
  contextOf: (request: FastifyRequest) => Promise<Context>,
  admission: Admission,
): Promise<void> {
  const beginExport = createExportLimit();
  await fastify.register(async (scope) => {
    const routes = { reports: sendReport, rollups: sendRollUp, rows: sendRows, exports: sendExport };
    for (const name of ['reports', 'rollups', 'rows', 'exports'] as const)
      scope.get(
        `/${name}/:code/:file`,
        // An answer to HEAD would run the whole export.
        { exposeHeadRoute: name !== 'exports' },
        async (request, reply) => {
          const context = await contextOf(request);
          const { file } = (request as DownloadRequest).params;
          const years = name === 'exports' || name === 'rows' ? (readFileName(file)?.years.length ?? 1) : 1;
          const release = await admission.admitRead(clientOf(context), COSTS[name] * years);
          try {
            return await routes[name](context, request as DownloadRequest, reply, beginExport);
          } finally {
            release();
          }
        },
      );
  });
}
