import type { FastifyInstance } from 'fastify';
import { isStorable } from '../../shared/text';
import { Refused } from '../errors/refusals';

/** The largest head of a request, in bytes: much more than the longest address, so that a longer one is read and refused in words. */
export const LARGEST_HEAD = 256 * 1024;
/** The longest address, in letters. */
const LONGEST_ADDRESS = 16 * 1024;

/** Refuses addresses that are too long, with status 414. */
export function refuseLongAddresses(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async ({ url }) => {
    if (url.length > LONGEST_ADDRESS)
      throw new Refused({
        code: 'ADDRESS_TOO_LONG',
        messageZh: `地址过长，至多 ${LONGEST_ADDRESS} 个字符；长的查询请用 POST 发送。`,
        messageEn: `The address is too long: it has at most ${LONGEST_ADDRESS} letters. Send long queries by POST.`,
      });
  });
}

const texts = (named: unknown): [string, unknown][] =>
  Object.entries((named ?? {}) as object).flatMap(([name, value]) =>
    [value].flat().map((item): [string, unknown] => [name, item]),
  );

/**
 * Refuses addresses whose parameters hold text that cannot be stored, with status 400, before any route reads them. GraphQL has its
 * own check (inputChecks.ts).
 */
export function checkAddressTexts(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', async ({ params, query, routeOptions }) => {
    // Where there is nothing, that is what is wrong.
    if (routeOptions.url?.startsWith('/graphql') ?? true) return;
    const fault = [...texts(params), ...texts(query)].find(
      ([, value]) => typeof value === 'string' && !isStorable(value),
    );
    if (fault)
      throw new Refused({
        code: 'BAD_USER_INPUT',
        messageZh: `${fault[0]} 含有不能保存的字符。`,
        messageEn: `${fault[0]} has a character that cannot be stored.`,
      });
  });
}
