import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
} from 'graphql';
import { createTextCache } from '../../shared/textCache';
import { asksForSchema, isCacheable } from './cacheability';
import { isRememberable, MOST_BYTES, memoryOf } from './documentStore';
import { sha256 } from './trustedDocuments';

/** An operation that was parsed, validated and found authorised, with what is found out about it once. */
export interface PreparedOperation {
  /** Names it among all: the hash of its document and its own name. */
  readonly key: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Whether it asks only for what is published. */
  readonly isPublic: boolean;
  /** Whether something in its document asks for the schema. */
  readonly asksForSchema: boolean;
}

/** Operations by text and name. */
export interface PreparedOperations {
  /** One that came before. */
  find(source: string, operationName: string | null | undefined): PreparedOperation | undefined;
  /** Whether a document came before, with whatever operation. */
  knows(source: string): boolean;
  /** Returns the operation of a document; null when the document has none of that name. */
  prepare(
    source: string,
    document: DocumentNode,
    operationName: string | null | undefined,
  ): PreparedOperation | null;
  /** Returns the same, remembered from now on: when all that refuses it has been asked. */
  register(
    source: string,
    document: DocumentNode,
    operationName: string | null | undefined,
  ): PreparedOperation | null;
}

/** What an operation takes beside its document, in bytes. */
const OVERHEAD = 1000;

/** Remembers operations, so that no text is parsed, validated and looked through again. */
export function createPreparedOperations(schema: GraphQLSchema): PreparedOperations {
  /** By their names, those of one document together. */
  const documents = createTextCache<Map<string, PreparedOperation>>(MOST_BYTES, (text, operations) => {
    const [{ document }] = operations.values();
    return memoryOf(document) + 2 * text.length + OVERHEAD * operations.size;
  });
  const prepare: PreparedOperations['prepare'] = (source, document, operationName) => {
    const found = documents.get(source)?.get(operationName ?? '');
    if (found) return found;
    const operation = getOperationAST(document, operationName);
    if (!operation) return null;
    return {
      key: `${sha256(source)} ${operation.name?.value ?? ''}`,
      document,
      operation,
      isPublic: isCacheable(schema, document, operation),
      asksForSchema: asksForSchema(document),
    };
  };
  return {
    prepare,
    knows: (source) => documents.get(source) !== undefined,
    find: (source, operationName) => documents.get(source)?.get(operationName ?? ''),
    register(source, document, operationName) {
      const prepared = prepare(source, document, operationName);
      if (!prepared || !isRememberable(source)) return prepared;
      const ofDocument = documents.get(source) ?? new Map<string, PreparedOperation>();
      if (ofDocument.get(operationName ?? '') === prepared) return prepared;
      ofDocument.set(operationName ?? '', prepared);
      documents.set(source, ofDocument);
      return prepared;
    },
  };
}
