import type { FastifyInstance } from 'fastify';
import type { DataSource } from 'typeorm';
import type { Replicas } from './replicas';

/**
 * Serves GET /health for balancers: 200 while anything can be answered. Replicas come in the order of REPLICA_URLS and
 * without their addresses, which are nobody's business.
 */
export function serveHealth(fastify: FastifyInstance, database: DataSource, replicas: Replicas): void {
  fastify.get('/health', async (_, reply) => {
    const isUp = await database.query('select 1').then(
      () => true,
      () => false,
    );
    const standing = replicas.status();
    const canRead = isUp || standing.some(({ state }) => state === 'IN_USE');
    const status = isUp ? 'ok' : canRead ? 'read only' : 'database unreachable';
    return reply
      .code(canRead ? 200 : 503)
      .send({ status, primary: isUp ? 'ok' : 'unreachable', replicas: standing });
  });
}
