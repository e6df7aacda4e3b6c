import type { FastifyInstance } from 'fastify';
import { isStorable } from '../shared/text';

const texts = (named: unknown): [string, unknown][] =>
  Object.entries((named ?? {}) as object).flatMap(([name, value]) =>
    [value].flat().map((item): [string, unknown] => [name, item]),
  );

/**
 * Refuses addresses whose parameters hold text that cannot be stored, with status 400, before any route reads them. GraphQL has its
 * own check (border.ts).
 */
export function checkAddressTexts(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', async ({ params, query, routeOptions }, reply) => {
    if (routeOptions.url?.startsWith('/graphql')) return;
    const fault = [...texts(params), ...texts(query)].find(
      ([, value]) => typeof value === 'string' && !isStorable(value),
    );
    if (fault)
      await reply.code(400).send({
        code: 'BAD_USER_INPUT',
        argument: fault[0],
        error: `${fault[0]} 含有不能保存的字符。 ${fault[0]} has a character that cannot be stored.`,
      });
  });
}
