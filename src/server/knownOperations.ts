import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
} from 'graphql';
import { createTextCache } from '../shared/textCache';
import { type Code, createCompiler } from './compile';
import { asksOnlyPublished } from './publicOperations';
import { sha256 } from './registeredOperations';

/** The most operations remembered; a compiled operation of the whole form takes about 300 kB. */
const MOST_KNOWN = 200;
/** How often an operation is run by graphql-js before it is compiled, which takes as long as some ten runs. */
const RUNS_BEFORE_COMPILING = 2;

const INTROSPECTION = /\b__(schema|type)\b/;

/** An operation that was parsed, validated and found authorised, with what is found out about it once. */
export interface KnownOperation {
  /** Names it among all: the hash of its document and its own name. */
  readonly key: string;
  readonly operation: OperationDefinitionNode;
  /** Whether it asks only for what is published. */
  readonly isPublic: boolean;
  /** Its code; null while it is not worth compiling, and always for what cannot be compiled. */
  readonly compiled: Code | null;
}

/** Operations by text and name. */
export interface KnownOperations {
  /** One that came before. */
  find(source: string, operationName: string | null | undefined): KnownOperation | undefined;
  /** The operation of a document, remembered from now on; null when the document has none of that name. */
  meet(
    source: string,
    document: DocumentNode,
    operationName: string | null | undefined,
  ): KnownOperation | null;
  /** Counts a run of one, which is compiled when it is time. */
  countRun(known: KnownOperation): void;
}

/**
 * Remembers operations. Each is compiled to JavaScript (graphql-jit) from its third run on: one that never comes again is
 * not worth it.
 */
export function createKnownOperations(
  schema: GraphQLSchema,
  runsBeforeCompiling = RUNS_BEFORE_COMPILING,
): KnownOperations {
  /** By their names, those of one document together. */
  const documents = createTextCache<Map<string, KnownOperation>>(MOST_KNOWN, (_, { size }) => size);
  const compile = createCompiler(schema);
  const compilers = new WeakMap<KnownOperation, () => void>();
  return {
    find: (source, operationName) => documents.get(source)?.get(operationName ?? ''),
    meet(source, document, operationName) {
      const ofDocument = documents.get(source) ?? new Map<string, KnownOperation>();
      const met = ofDocument.get(operationName ?? '');
      if (met) return met;
      const operation = getOperationAST(document, operationName);
      if (!operation) return null;
      const made = {
        key: `${sha256(source)} ${operation.name?.value ?? ''}`,
        operation,
        isPublic: asksOnlyPublished(schema, document, operation),
        compiled: null as Code | null,
      };
      let runs = 0;
      compilers.set(made, () => {
        runs += 1;
        if (runs !== runsBeforeCompiling + 1 || INTROSPECTION.test(source)) return;
        made.compiled = compile(document, operation);
      });
      ofDocument.set(operationName ?? '', made);
      documents.set(source, ofDocument);
      return made;
    },
    countRun: (operation) => compilers.get(operation)?.(),
  };
}
