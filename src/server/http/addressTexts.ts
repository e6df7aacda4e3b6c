import type { FastifyInstance } from 'fastify';
import { isStorable } from '../../shared/text';
import { Refused } from '../errors/refusals';

const texts = (named: unknown): [string, unknown][] =>
  Object.entries((named ?? {}) as object).flatMap(([name, value]) =>
    [value].flat().map((item): [string, unknown] => [name, item]),
  );

/**
 * Refuses addresses whose parameters hold text that cannot be stored, with status 400, before any route reads them. GraphQL has its
 * own check (border.ts).
 */
export function checkAddressTexts(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', async ({ params, query, routeOptions }) => {
    if (routeOptions.url?.startsWith('/graphql')) return;
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
