import type { FastifyRequest } from 'fastify';
import { Refused } from '../errors/refusals';

const noBatches = () =>
  new Refused({
    code: 'BATCH_NOT_ALLOWED',
    messageZh: '一次请求只接受一个操作，请逐个发送；运行者可用 BATCH_LIMIT 允许合并。',
    messageEn: 'A request holds one operation: send them one by one, or ask the operator to set BATCH_LIMIT.',
  });

const wrongSize = (limit: number) =>
  new Refused({
    code: 'BATCH_NOT_ALLOWED',
    messageZh: `一次请求至少 1 个、至多 ${limit} 个操作。`,
    messageEn: `A request holds 1 to ${limit} operations.`,
  });

/** Returns the operations of a batch; null for a request that is none. Throws where batches are not allowed or too long. */
export function readBatch({ method, body }: FastifyRequest, limit: number): readonly unknown[] | null {
  if (method !== 'POST' || !Array.isArray(body)) return null;
  if (limit === 1) throw noBatches();
  if (body.length === 0 || body.length > limit) throw wrongSize(limit);
  return body;
}
