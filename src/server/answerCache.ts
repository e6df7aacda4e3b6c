import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import type { FormattedExecutionResult, GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { DataSource } from 'typeorm';
import type { Context } from '../shared/context';
import { asksOnlyPublished, readsAsPublic } from './publicOperations';

/** How much text of answers is kept, in bytes. */
const MOST_BYTES = 32_000_000;
/** The largest answer kept, in bytes. */
const LARGEST_ANSWER = 1_000_000;
/** How many operations are remembered as public or not. */
const MOST_OPERATIONS = 1000;

interface Answer {
  readonly version: string;
  /** Stands for the data in Apollo's result; `textOf` knows its text. */
  readonly data: Record<string, unknown>;
  readonly text: string;
}

/** The same text for the same variables, in whatever order they are written. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${canonical(item)}`).join()}}`;
}

/** Browsers and proxies may keep such an answer, and must ask whether it still holds. */
const headerFor = (isAnonymous: boolean) =>
  `${isAnonymous ? 'public' : 'private'}, max-age=0, must-revalidate`;

/**
 * Answers to operations that depend only on what is published, kept by operation, variables and data version.
 *
 * Never older than the last commit a reader could have seen: the version is read after the request came, so that an
 * answer is given from here only if nothing was published between the reading of its own version and now; and its own
 * version was read before its first statement. Statements on both sides of a commit make an answer of neither state,
 * but the version moved with that commit, so it is never given again. A replica is asked once it
 * has replayed that version (`heard` sees to it, replicas.ts), and kept is only what it answers when it says so itself.
 */
export function createAnswerCache(
  schema: GraphQLSchema,
  dataVersion: () => Promise<string | null>,
  primary: DataSource,
  heard: () => void,
) {
  const answers = new LRUCache<string, Answer>({
    maxSize: MOST_BYTES,
    maxEntrySize: LARGEST_ANSWER,
    sizeCalculation: ({ text }, key) => 2 * (Buffer.byteLength(text) + key.length),
  });
  const operations = new LRUCache<string, boolean>({ max: MOST_OPERATIONS });
  const texts = new WeakMap<object, string>();

  const hasReached = async (database: DataSource, version: string) => {
    if (database === primary) return true;
    const [{ moves }] = await database.query('select sum(moves)::text as moves from data_version');
    return version.endsWith(` ${moves}`);
  };

  const plugin: ApolloServerPlugin<Context> = {
    async requestDidStart() {
      let asked: { key: string; version: string } | null = null;
      let isKept = false;
      let header: string | null = null;
      return {
        async responseForOperation({ document, operation, queryHash, request, contextValue }) {
          const { actor } = contextValue;
          const name = `${queryHash} ${operation.name?.value ?? ''}`;
          let isPublic = operations.get(name);
          if (isPublic === undefined) {
            isPublic = asksOnlyPublished(schema, document, operation);
            operations.set(name, isPublic);
          }
          if (!isPublic || !readsAsPublic(actor)) return null;
          header = headerFor(actor.kind === 'ANONYMOUS');
          const version = await dataVersion();
          if (version === null) return null;
          const key = `${name} ${canonical(request.variables ?? {})}`;
          asked = { key, version };
          const known = answers.get(key);
          if (known?.version !== version) {
            heard();
            if (!(await hasReached(contextValue.database, version))) asked = null;
            return null;
          }
          isKept = true;
          return {
            http: { status: undefined, headers: new HeaderMap() },
            body: { kind: 'single', singleResult: { data: known.data } },
          };
        },
        async willSendResponse({ response, request }) {
          const { body, http } = response;
          const isGet = request.http?.method === 'GET';
          const isWhole = body.kind === 'single' && !body.singleResult.errors && !http.status;
          if (isGet) http.headers.set('cache-control', (isWhole && header) || 'private, no-store');
          if (isGet && isWhole && header) http.headers.set('vary', 'Accept, Authorization');
          if (!asked || isKept || !isWhole || body.kind !== 'single') return;
          const { data, extensions } = body.singleResult;
          if (!data || extensions) return;
          const text = `${JSON.stringify({ data })}\n`;
          texts.set(data, text);
          const token = {};
          texts.set(token, text);
          answers.set(asked.key, { version: asked.version, data: token, text });
        },
      };
    },
  };
  return {
    plugin,
    /** Writes a result as Apollo does, or as it was written before. */
    async stringifyResult(result: FormattedExecutionResult): Promise<string> {
      return (result.data && texts.get(result.data)) ?? `${JSON.stringify(result)}\n`;
    },
    /** How many bytes are kept. */
    bytes: () => answers.calculatedSize,
  };
}
