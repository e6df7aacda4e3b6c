import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
} from 'graphql';
import { createTextCache } from '../shared/textCache';
import { isRememberable, MOST_BYTES, memoryOf } from './documentStore';
import { asksOnlyPublished } from './publicOperations';
import { sha256 } from './registeredOperations';

/** An operation that was parsed, validated and found authorised, with what is found out about it once. */
export interface PreparedOperation {
  /** Names it among all: the hash of its document and its own name. */
  readonly key: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Whether it asks only for what is published. */
  readonly isPublic: boolean;
}

/** Operations by text and name. */
export interface PreparedOperations {
  /** One that came before. */
  find(source: string, operationName: string | null | undefined): PreparedOperation | undefined;
  /** Returns the operation of a document, remembered from now on; null when the document has none of that name. */
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
  return {
    find: (source, operationName) => documents.get(source)?.get(operationName ?? ''),
    register(source, document, operationName) {
      const ofDocument = documents.get(source) ?? new Map<string, PreparedOperation>();
      const found = ofDocument.get(operationName ?? '');
      if (found) return found;
      const operation = getOperationAST(document, operationName);
      if (!operation) return null;
      const prepared: PreparedOperation = {
        key: `${sha256(source)} ${operation.name?.value ?? ''}`,
        document,
        operation,
        isPublic: asksOnlyPublished(schema, document, operation),
      };
      ofDocument.set(operationName ?? '', prepared);
      if (isRememberable(source)) documents.set(source, ofDocument);
      return prepared;
    },
  };
}
