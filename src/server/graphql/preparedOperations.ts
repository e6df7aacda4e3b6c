import type { ApolloServerOptions } from '@apollo/server';
import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Context } from '../../shared/request/context';
import { asksForSchema, isCacheable } from './cacheability';
import { type InputUses, readInputs } from './inputChecks';
import { sha256 } from './trustedDocuments';

/** How many bytes the documents that are remembered may take, with what is found out about them. */
const MOST_BYTES = 32_000_000;
/** The longest document remembered, in letters. */
const LONGEST_TEXT = 50_000;
/** What a token takes with the nodes made of it, in bytes: measured with selections of the whole form. */
const BYTES_PER_TOKEN = 500;
/** What a document takes beside that, in bytes. */
const OVERHEAD = 1000;

/** How many costs of one operation are remembered. */
const MOST_COSTS = 20;

/** An operation of a valid document, with what is found out about it once. */
export interface PreparedOperation {
  /** Names it among all: the hash of its document and its own name. */
  readonly key: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** The values written in the document, and where its variables are used. */
  readonly inputs: InputUses;
  /** Whether it selects only what is published. */
  readonly isPublic: boolean;
  /** Whether something in its document selects the schema. */
  readonly asksForSchema: boolean;
  /** What it costs, by what a cost depends on in its variables (limits.ts). */
  readonly costs: LRUCache<string, number>;
}

/** Valid documents, and the operations in them. */
export interface PreparedOperations {
  /** Where Apollo stores documents that it has parsed and validated, and finds them by their hash. */
  readonly documentStore: NonNullable<ApolloServerOptions<Context>['documentStore']>;
  /** Whether a document is stored. */
  has(source: string): boolean;
  /** Returns an operation of a stored document. */
  find(source: string, operationName: string | null | undefined): PreparedOperation | null;
  /** Returns an operation of a valid document; null when the document has none of that name. */
  prepare(
    source: string,
    document: DocumentNode,
    operationName: string | null | undefined,
  ): PreparedOperation | null;
}

interface StoredDocument {
  /** By which Apollo finds it. */
  readonly hash: string;
  readonly document: DocumentNode;
  readonly operations: Map<string, PreparedOperation | null>;
}

/** Returns how many bytes a document takes: those of its text, comments and all, which it holds on to, and of its tokens. */
function memoryOf({ loc }: DocumentNode): number {
  const length = loc?.source.body.length ?? 0;
  let tokens = 0;
  for (let token = loc?.startToken; token; token = token.next ?? undefined) tokens += 1;
  return 2 * length + BYTES_PER_TOKEN * tokens;
}

/**
 * Remembers documents and operations, so that no text is parsed, validated and looked through again. Apollo's own store measures a
 * document by its JSON, in which the text is not: a comment of two million letters takes nothing there.
 */
export function createPreparedOperations(schema: GraphQLSchema): PreparedOperations {
  const sources = new Map<string, string>();
  const documents = new LRUCache<string, StoredDocument>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ document }, source) => memoryOf(document) + 2 * source.length + OVERHEAD,
    dispose: ({ hash }) => sources.delete(hash),
  });
  const prepareAnew = (
    source: string,
    document: DocumentNode,
    operationName: string | null | undefined,
  ): PreparedOperation | null => {
    const operation = getOperationAST(document, operationName);
    if (!operation) return null;
    return {
      key: `${sha256(source)} ${operation.name?.value ?? ''}`,
      document,
      operation,
      inputs: readInputs(schema, document),
      isPublic: isCacheable(schema, document, operation),
      asksForSchema: asksForSchema(document),
      costs: new LRUCache({ max: MOST_COSTS }),
    };
  };
  const find: PreparedOperations['find'] = (source, operationName) => {
    const stored = documents.get(source);
    if (!stored) return null;
    const name = operationName ?? '';
    let operation = stored.operations.get(name);
    if (operation === undefined) {
      operation = prepareAnew(source, stored.document, operationName);
      if (operation) stored.operations.set(name, operation);
    }
    return operation;
  };
  return {
    documentStore: {
      get: async (hash) => documents.get(sources.get(hash) ?? '')?.document,
      async set(hash, document) {
        const source = document.loc?.source.body;
        if (source === undefined || source.length > LONGEST_TEXT) return;
        documents.set(source, { hash, document, operations: new Map() });
        if (documents.has(source)) sources.set(hash, source);
      },
      async delete(hash) {
        return documents.delete(sources.get(hash) ?? '');
      },
    },
    has: (source) => documents.has(source),
    find,
    prepare: (source, document, operationName) =>
      find(source, operationName) ?? prepareAnew(source, document, operationName),
  };
}
