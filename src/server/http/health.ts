import type { FastifyInstance } from 'fastify';
import type { DataSource } from 'typeorm';
import type { Replicas } from '../../database/replicas';
import { setCaching } from './caching';
import type { WriteProbe } from './writeProbe';

/** What a database answers that answers at all. */
const ANSWER = 'select 1';

/**
 * Serves GET /health for balancers, 200 while a change can be acknowledged, and GET /health/reads, 200 while anything can be
 * answered. Replicas come in the order of REPLICA_URLS and without their addresses, which are nobody's business.
 */
export function serveHealth(
  fastify: FastifyInstance,
  { reads, replicas, probe }: { reads: DataSource; replicas: Replicas; probe: WriteProbe },
): void {
  const look = async () => {
    const standing = replicas.status();
    const [canWrite, primaryAnswers] = await Promise.all([
      probe.canWrite(),
      reads.query(ANSWER).then(
        () => true,
        () => false,
      ),
    ]);
    const canRead = primaryAnswers || standing.some(({ state }) => state === 'IN_USE');
    const status = canWrite ? 'ok' : canRead ? 'read only' : 'database unreachable';
    const primary = canWrite ? 'ok' : primaryAnswers ? 'read only' : 'unreachable';
    return { canWrite, canRead: canRead || canWrite, body: { status, primary, replicas: standing } };
  };
  fastify.get('/health', async (_, reply) => {
    const { canWrite, body } = await look();
    setCaching(reply, 'NEVER');
    return reply.code(canWrite ? 200 : 503).send(body);
  });
  fastify.get('/health/reads', async (_, reply) => {
    const { canRead, body } = await look();
    setCaching(reply, 'NEVER');
    return reply.code(canRead ? 200 : 503).send(body);
  });
}
