import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import type { FormattedExecutionResult } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { DataSource } from 'typeorm';
import type { Replicas } from '../../database/replicas';
import { type ChangeFeed, DATA_VERSION } from '../../notification/changeFeed';
import type { Context } from '../../shared/request/context';
import { sharesPublicCache } from '../graphql/cacheability';
import { asksForCost, type Limits } from '../graphql/limits';
import type { PreparedOperation, PreparedOperations } from '../graphql/preparedOperations';
import { stringify, writeBytes } from '../graphql/rawJson';
import { type CoercedVariables, canonical } from '../graphql/variables';

/** How many bytes of answers are kept. */
const MOST_BYTES = 32_000_000;
/** The largest answer kept, in bytes. */
const LARGEST_ANSWER = 1_000_000;
/** From how many bytes on an answer is kept only when it is asked for again, and how many such questions are remembered, with how much text. */
const LARGE_ANSWER = 20_000;
const MOST_ASKED_ONCE = 1000;
const MOST_TEXT_ASKED_ONCE = 1_000_000;
/** An answer as it was written. */
interface Answer {
  readonly version: string;
  readonly bytes: Buffer;
}

/** Under what the answer to come may be kept. */
export interface Question {
  readonly key: string;
  readonly version: string;
}

/** What is known of an answer: its bytes when it was given before and is still true, or how to keep the one to come. */
export interface Lookup {
  readonly bytes: Buffer | null;
  readonly question: Question | null;
}
const UNKNOWN: Lookup = { bytes: null, question: null };

/** A whole result as it is sent. */
export const writeResponse = (data: unknown) => writeBytes({ data });

/** Under what name the answer to an operation with these variables is kept. */
export const keyOf = ({ key }: PreparedOperation, variables: CoercedVariables) =>
  `${key} ${canonical(variables)}`;

/** How long browsers and proxies may keep what everybody reads: they may, and must ask whether it still holds. */
export const cacheControlOf = ({ actor }: Pick<Context, 'actor'>) =>
  `${actor.kind === 'ANONYMOUS' ? 'public' : 'private'}, max-age=0, must-revalidate`;
/** What else is never stored. */
export const NO_STORE = 'private, no-store';
/** What such an answer depends on. */
export const VARY = 'Accept, Authorization';

/** What the cache asks of its surroundings. */
export interface CacheSources {
  readonly feed: Pick<ChangeFeed, 'dataVersion' | 'lastVersion'>;
  readonly primary: DataSource;
  readonly replicas: Pick<Replicas, 'heard'>;
  readonly operations: PreparedOperations;
  readonly limits: Pick<Limits, 'measure'>;
}

/**
 * Answers to operations that depend only on what is published, kept by operation, variables and data version.
 *
 * Never older than the last commit a reader could have seen: the version is read after the request came, so that an
 * answer is given from here only if nothing was published between the reading of its own version and now; and its own
 * version was read before its first statement, by whoever read it last. Statements on both sides of a commit make an answer of neither state,
 * but the version moved with that commit, so it is never given again. A replica is asked once it
 * has replayed that version (`heard` sees to it, replicas.ts), and kept is only what it answers when it says so itself.
 */
export function createResponseCache({ feed, primary, replicas, operations, limits }: CacheSources) {
  const answers = new LRUCache<string, Answer>({
    maxSize: MOST_BYTES,
    maxEntrySize: LARGEST_ANSWER,
    sizeCalculation: ({ bytes }, key) => bytes.length + 2 * key.length,
  });
  const texts = new WeakMap<object, string>();
  // Lists read once from end to end would drive out what dashboards ask all day, and keep the collector busy.
  const askedOnce = new LRUCache<string, true>({
    max: MOST_ASKED_ONCE,
    maxSize: MOST_TEXT_ASKED_ONCE,
    sizeCalculation: (_, key) => key.length,
  });

  const hasReached = async (database: DataSource, version: string) => {
    const [{ version: reached }] = await database.query(DATA_VERSION);
    return version.endsWith(` ${reached}`);
  };

  const find = async (key: string, database: DataSource): Promise<Lookup> => {
    const answer = answers.get(key);
    const isReplica = database !== primary;
    // A question never asked before waits for nothing: the version read last serves to keep its answer.
    const version = answer || isReplica ? await feed.dataVersion() : feed.lastVersion();
    if (version === null) return UNKNOWN;
    if (answer?.version === version) return { bytes: answer.bytes, question: null };
    if (isReplica) {
      replicas.heard();
      if (!(await hasReached(database, version))) return UNKNOWN;
    }
    return { bytes: null, question: { key, version } };
  };
  const keep = ({ key, version }: Question, bytes: Buffer) => {
    if (bytes.length < LARGE_ANSWER || answers.has(key) || askedOnce.has(key))
      answers.set(key, { version, bytes });
    else askedOnce.set(key, true);
  };

  const plugin: ApolloServerPlugin<Context> = {
    async requestDidStart() {
      let question: Question | null = null;
      let header: string | null = null;
      return {
        async responseForOperation({ document, source, request, contextValue }) {
          const prepared = operations.register(source, document, request.operationName);
          if (!prepared?.isPublic || !sharesPublicCache(contextValue.actor)) return null;
          const measured = limits.measure(prepared, request.variables ?? {}, contextValue);
          // What an operation costs stands beside its answer, where no answer that is kept has it.
          if (!measured || asksForCost(request.extensions)) return null;
          header = cacheControlOf(contextValue);
          const found = await find(keyOf(prepared, measured.variables), contextValue.database);
          question = found.question;
          if (found.bytes === null) return null;
          // Stands for the data in Apollo's result; `texts` knows its text.
          const data = {};
          texts.set(data, found.bytes.toString());
          return {
            http: { status: undefined, headers: new HeaderMap() },
            body: { kind: 'single', singleResult: { data } },
          };
        },
        async willSendResponse({ response, request }) {
          const { body, http } = response;
          const isGet = request.http?.method === 'GET';
          const isWhole = body.kind === 'single' && !body.singleResult.errors && !http.status;
          if (isGet) http.headers.set('cache-control', (isWhole && header) || NO_STORE);
          if (isGet && isWhole && header) http.headers.set('vary', VARY);
          if (!question || !isWhole || body.kind !== 'single') return;
          const { data, extensions } = body.singleResult;
          if (!data || extensions) return;
          const bytes = writeResponse(data);
          texts.set(data, bytes.toString());
          keep(question, bytes);
        },
      };
    },
  };
  return {
    find,
    keep,
    plugin,
    /** Writes a result as Apollo does, or as it was written before. */
    async stringifyResult(result: FormattedExecutionResult): Promise<string> {
      return (result.data && texts.get(result.data)) ?? stringify(result);
    },
  };
}
