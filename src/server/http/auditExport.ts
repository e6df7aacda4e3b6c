import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { exportEvents } from '../../audit/auditQueries';
import { type AuditFilterInput, authoriseAudit } from '../../audit/auditResolver';
import type { Context } from '../../shared/request/context';

/** Reads the filter of an export from its address; days and instants that are none are left out. */
function readFilter(query: Record<string, string>): AuditFilterInput {
  const instant = (text: string | undefined) =>
    text && !Number.isNaN(Date.parse(text)) ? new Date(text) : null;
  const { agency, subject, actor, since, until } = query;
  return { agency, subject, actor, since: instant(since), until: instant(until) };
}

/** Serves the audit as lines of JSON at /audit.ndjson. */
export function serveAuditExport(
  fastify: FastifyInstance,
  contextOf: (request: FastifyRequest) => Promise<Context>,
): void {
  fastify.get('/audit.ndjson', async (request, reply) => {
    const context = await contextOf(request);
    const filter = await authoriseAudit(context, readFilter(request.query as Record<string, string>));
    reply.header('content-disposition', 'attachment; filename="audit.ndjson"');
    return reply.type('application/x-ndjson').send(Readable.from(exportEvents(context.database, filter)));
  });
}
