import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import type { FormattedExecutionResult } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { DataSource } from 'typeorm';
import type { Replicas } from '../../database/replicas';
import { type ChangeFeed, DATA_VERSION } from '../../notification/changeFeed';
import { queryRows } from '../../shared/database';
import type { Context } from '../../shared/request/context';
import { sharesPublicCache } from '../graphql/cacheability';
import { asksForCost, type Limits } from '../graphql/limits';
import type { PreparedOperation, PreparedOperations } from '../graphql/preparedOperations';
import { stringify, writeBytes } from '../graphql/rawJson';
import { type CoercedVariables, canonical } from '../graphql/variables';

/** How many bytes of answers are cached. */
const MOST_BYTES = 32_000_000;
/** The largest answer cached, in bytes. */
const LARGEST_ANSWER = 1_000_000;
/** From how many bytes on an answer is cached only at its second request, and how many such keys are remembered, with how much text. */
const LARGE_ANSWER = 20_000;
const MOST_REQUESTED_ONCE = 1000;
const MOST_TEXT_REQUESTED_ONCE = 1_000_000;

/** An answer as it was written. */
interface Answer {
  readonly version: string;
  readonly bytes: Buffer;
}

/** Under what the answer to come may be stored. */
export interface Slot {
  readonly key: string;
  readonly version: string;
}

/** The bytes of an answer that is stored and still true, or where to store the one to come. */
export interface Lookup {
  readonly bytes: Buffer | null;
  readonly slot: Slot | null;
}
/** Marks requests whose answer holds only what is published. */
const PUBLISHED = 'published answer';

const NOWHERE: Lookup = { bytes: null, slot: null };

/** Returns a result without errors as it is sent. */
export const writeResponse = (data: unknown): Buffer => writeBytes({ data });

/** Returns the key of the answer to an operation with these variables. */
export const keyOf = ({ key }: PreparedOperation, variables: CoercedVariables): string =>
  `${key} ${canonical(variables)}`;

/** What the cache needs. */
export interface CacheSources {
  readonly feed: Pick<ChangeFeed, 'dataVersion' | 'lastVersion'>;
  readonly primary: DataSource;
  readonly replicas: Pick<Replicas, 'noteCommit'>;
  readonly operations: Pick<PreparedOperations, 'prepare'>;
  readonly limits: Pick<Limits, 'measure'>;
}

/** Answers that hold only what is published. */
export interface ResponseCache {
  /** Finds the answer of a key, or where to store it. */
  find(key: string, database: DataSource): Promise<Lookup>;
  store(slot: Slot, bytes: Buffer): void;
  /** Whether Apollo answered a request with what is published and nothing else. */
  isPublished(context: Context): boolean;
  /** How many answers are stored, and how many bytes they take. */
  status(): Readonly<Record<'answers' | 'bytes', number>>;
  readonly plugin: ApolloServerPlugin<Context>;
  /** Writes a result as Apollo does, or as it was written before. */
  stringifyResult(result: FormattedExecutionResult): Promise<string>;
}

/**
 * Stores answers to operations that depend only on what is published, by operation, variables and data version.
 *
 * Never older than the last commit a reader could have seen: the version is read after the request came, so that an
 * answer is sent from here only if nothing was published between the reading of its own version and now; and its own
 * version was read before its first statement, by whoever read it last. Statements on both sides of a commit make an answer of neither state,
 * but the version moved with that commit, so it is never sent again. A replica answers once it
 * has replayed that version (\`noteCommit\` sees to it, replicas.ts), and only what it answers when it says so itself is stored.
 */
export function createResponseCache(sources: CacheSources): ResponseCache {
  const { feed, primary, replicas, operations, limits } = sources;
  const answers = new LRUCache<string, Answer>({
    maxSize: MOST_BYTES,
    maxEntrySize: LARGEST_ANSWER,
    sizeCalculation: ({ bytes }, key) => bytes.length + 2 * key.length,
  });
  const texts = new WeakMap<object, string>();
  // Lists read once from end to end would drive out what dashboards request all day, and keep the collector busy.
  const requestedOnce = new LRUCache<string, true>({
    max: MOST_REQUESTED_ONCE,
    maxSize: MOST_TEXT_REQUESTED_ONCE,
    sizeCalculation: (_, key) => key.length,
  });

  const hasReached = async (database: DataSource, version: string) => {
    const [{ version: reached }] = await queryRows<{ version: string }>(database, DATA_VERSION);
    return version.endsWith(` ${reached}`);
  };

  const find = async (key: string, database: DataSource): Promise<Lookup> => {
    const answer = answers.get(key);
    const isReplica = database !== primary;
    // A key that is not there waits for nothing: the version read last serves to store its answer.
    const version = answer || isReplica ? await feed.dataVersion() : feed.lastVersion();
    if (version === null) return NOWHERE;
    if (answer?.version === version) return { bytes: answer.bytes, slot: null };
    if (isReplica) {
      replicas.noteCommit();
      if (!(await hasReached(database, version))) return NOWHERE;
    }
    return { bytes: null, slot: { key, version } };
  };
  const store = ({ key, version }: Slot, bytes: Buffer) => {
    if (bytes.length < LARGE_ANSWER || answers.has(key) || requestedOnce.has(key))
      answers.set(key, { version, bytes });
    else requestedOnce.set(key, true);
  };

  const plugin: ApolloServerPlugin<Context> = {
    async requestDidStart() {
      let slot: Slot | null = null;
      let isPublic = false;
      return {
        async responseForOperation({ document, source, request, contextValue }) {
          const prepared = operations.prepare(source, document, request.operationName);
          if (!prepared?.isPublic || !sharesPublicCache(contextValue.actor)) return null;
          const measured = limits.measure(prepared, request.variables ?? {}, contextValue);
          // The cost of an operation is sent beside its answer, and no stored answer has it.
          if (!measured || asksForCost(request.extensions)) return null;
          isPublic = true;
          const found = await find(keyOf(prepared, measured.variables), contextValue.database);
          slot = found.slot;
          if (found.bytes === null) return null;
          // Stands for the data in Apollo's result; its text is in \`texts\`.
          const data = {};
          texts.set(data, found.bytes.toString());
          return {
            http: { status: undefined, headers: new HeaderMap() },
            body: { kind: 'single', singleResult: { data } },
          };
        },
        async willSendResponse({ response: { body, http }, contextValue }) {
          if (!isPublic || body.kind !== 'single' || body.singleResult.errors || http.status) return;
          contextValue.memo.set(PUBLISHED, true);
          const { data, extensions } = body.singleResult;
          if (!slot || !data || extensions) return;
          const bytes = writeResponse(data);
          texts.set(data, bytes.toString());
          store(slot, bytes);
        },
      };
    },
  };
  return {
    find,
    store,
    status: () => ({ answers: answers.size, bytes: answers.calculatedSize }),
    // Apollo works on a copy of the context; the memo is the same.
    isPublished: ({ memo }) => memo.has(PUBLISHED),
    plugin,
    stringifyResult: async (result) => (result.data && texts.get(result.data)) ?? stringify(result),
  };
}
