import type { FastifyInstance } from 'fastify';
import { Refused } from '../errors/refusals';

/** How a parameter of an address is used. */
interface ParameterUse {
  /** It may be there several times. */
  readonly isList?: true;
  /** The parameter without which it means nothing. */
  readonly with?: string;
}
type Parameters = Readonly<Record<string, ParameterUse>>;

const SCOPE_OF_REPORT = { scope: {}, asOf: {} } satisfies Parameters;

/** The parameters of the addresses that are no pages and no GraphQL. The one list of them: what is not in it is refused. */
export const ADDRESS_PARAMETERS = {
  '/reports/:code/:file': SCOPE_OF_REPORT,
  '/rollups/:code/:file': { kind: { isList: true }, asOf: {} },
  '/rows/:code/:file': {
    by: { isList: true },
    value: { isList: true },
    order: {},
    direction: { with: 'order' },
    figure: { with: 'order' },
    having: { isList: true },
    kind: { isList: true },
    level: { isList: true },
    outcome: { isList: true },
    asOf: {},
  },
  '/exports/:code/:file': { scope: { isList: true }, layout: {}, asOf: {} },
  '/tree/:file': {},
  '/audit.ndjson': { agency: {}, subject: {}, actor: {}, since: {}, until: {} },
  '/documents': { name: {} },
  '/documents/:sha256': {},
} satisfies Readonly<Record<string, Parameters>>;

const wrong = (messageZh: string, messageEn: string) =>
  new Refused({ code: 'BAD_USER_INPUT', messageZh, messageEn });

/** Returns the refusal of a parameter that an address has; null where it may have it. */
function refusalOf(query: Parameters | object, uses: Parameters, name: string, values: unknown[]) {
  const use = Object.hasOwn(uses, name) ? uses[name] : null;
  if (!use) {
    const all = Object.keys(uses);
    return all.length === 0
      ? wrong(`此地址没有参数，请去掉 ${name}。`, `This address has no parameters: leave ${name} out.`)
      : wrong(
          `此地址没有参数 ${name}，可用 ${all.join('、')}。`,
          `This address has no parameter ${name}; it has ${all.join(', ')}.`,
        );
  }
  if (values.length > 1 && !use.isList)
    return wrong(`${name} 只能有一个。`, `${name} may be there once only.`);
  if (values.includes(''))
    return wrong(`${name} 是空的，请填写或去掉。`, `${name} is empty: give it a value, or leave it out.`);
  if (use.with !== undefined && !Object.hasOwn(query, use.with))
    return wrong(
      `${name} 须与 ${use.with} 同用。`,
      `${name} means something only together with ${use.with}.`,
    );
  return null;
}

/** Refuses parameters that an address does not have, with status 400, before any route reads them. */
export function checkParameters(fastify: FastifyInstance): void {
  const all: Readonly<Record<string, Parameters | undefined>> = ADDRESS_PARAMETERS;
  fastify.addHook('preValidation', async ({ query, routeOptions: { url = '' } }) => {
    const uses = all[url];
    if (!uses) return;
    for (const [name, values] of Object.entries((query ?? {}) as object)) {
      const refusal = refusalOf(query as object, uses, name, [values].flat());
      if (refusal) throw refusal;
    }
  });
}
