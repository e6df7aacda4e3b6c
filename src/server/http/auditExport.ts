import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { exportEvents } from '../../audit/auditQueries';
import { type AuditFilterInput, authoriseAudit } from '../../audit/auditResolver';
import type { Context } from '../../shared/request/context';
import { readInstant } from './downloadQuery';

/** Reads the filter of an export from its address. Throws BAD_USER_INPUT. */
function readFilter(query: Record<string, string>): AuditFilterInput {
  const { agency, subject, actor } = query;
  return {
    agency,
    subject,
    actor,
    since: readInstant(query, 'since'),
    until: readInstant(query, 'until'),
  };
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
