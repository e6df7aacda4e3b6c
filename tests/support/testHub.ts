import { type DocumentNode, execute, getOperationAST, parse, print, validate } from 'graphql';
import type { DataSource } from 'typeorm';
import { openReaderPool } from '../../src/document/reader/readerPool';
import type { Documents } from '../../src/document/store/documents';
import { createExecutor } from '../../src/server/execution/executor';
import { createPreparedOperations } from '../../src/server/graphql/preparedOperations';
import { stringify } from '../../src/server/graphql/rawJson';
import { buildHubSchema } from '../../src/server/graphql/schema';
import type { Context } from '../../src/shared/request/context';
import { type Actor, Role } from '../../src/shared/request/permissions';
import type { Answer } from './answers';
import { misnamedArguments } from './namedArguments';
import { recordStatements } from './recordStatements';
import { type Contents, createTestDatabase } from './testDatabase';

/** The schema over a database of the test's own, asked through GraphQL. */
export interface TestHub {
  /** With the owner's rights: for seeds and looking inside. */
  readonly database: DataSource;
  readonly url: string;
  /** Runs an operation; every SQL statement it costs outside of transactions is kept in `statements`. */
  ask<T = Answer>(document: string | DocumentNode, variables?: object, actor?: Actor): Promise<T>;
  readonly statements: string[];
  readonly documents: Documents;
  drop(): Promise<void>;
}

/** An actor with every role in the whole hub. */
export const EVERYBODY: Actor = {
  kind: 'ACCOUNT',
  id: 'account:1',
  accountKey: 1,
  name: 'everybody',
  grants: Object.values(Role).map((role) => ({ role, agencyKey: null, path: '', viewPath: null })),
  credential: null,
};

export const schema = buildHubSchema();
const run = createExecutor(schema);
const operations = createPreparedOperations(schema);

/** Of the answers to one document with different variables, one of so many is compared with that of plain graphql-js, from the first on. */
const COMPARED_ONE_OF = 8;

/** A valid document, its text, and how often it was run. */
interface UsedDocument {
  readonly node: DocumentNode;
  readonly text: string;
  uses: number;
}
const documents = new Map<string | DocumentNode, UsedDocument>();

/** Returns what is remembered for a document; throws when it is not valid. */
function useDocument(document: string | DocumentNode): UsedDocument {
  const found = documents.get(document);
  if (found) return found;
  const node = typeof document === 'string' ? parse(document) : document;
  const text = print(node);
  const mistakes = validate(schema, node);
  if (mistakes.length > 0) throw new Error(`${mistakes.join('\n')}\n${text}`);
  const used = { node, text, uses: 0 };
  documents.set(document, used);
  return used;
}

/** Makes a hub over a fresh migrated database. */
export async function createTestHub(contents: Contents = 'EMPTY'): Promise<TestHub> {
  const { owner, database, reads, url, drop } = await createTestDatabase(contents);
  const statements = recordStatements([reads, database]);
  const store = { directory: null, reader: openReaderPool({ workers: 1 }) };
  return {
    database: owner,
    url,
    statements,
    documents: store,
    async drop() {
      await store.reader.close();
      await drop();
    },
    async ask(document, variables = {}, actor = EVERYBODY) {
      const used = useDocument(document);
      const { node } = used;
      const isQuery = getOperationAST(node)?.operation === 'query';
      const contextOf = (): Context => ({
        database: isQuery ? reads : database,
        requestId: 'test',
        actor,
        address: 'test',
        documents: store,
        sendsMail: true,
        memo: new Map(),
        reauthenticate: async () => actor,
        reportEvents: () => {
          throw new Error('subscriptions are tested over their transports');
        },
      });
      // Queries are run by plain graphql-js too, which must agree.
      const isCompared = isQuery && used.uses % COMPARED_ONE_OF === 0;
      used.uses += 1;
      const expected = isCompared
        ? await execute({
            schema,
            document: node,
            variableValues: { ...variables },
            contextValue: contextOf(),
          })
        : null;
      statements.length = 0;
      const operation = operations.prepare(used.text, node, null);
      if (!operation) throw new Error('there is no single operation');
      const result = await run(operation, { ...variables }, contextOf());
      if (expected) expect(stringify(result)).toBe(stringify(expected));
      if (!result.errors) return JSON.parse(JSON.stringify(result.data));
      // An error names what its client wrote.
      expect(misnamedArguments(node, result.errors)).toEqual([]);
      throw result.errors[0].originalError ?? result.errors[0];
    },
  };
}
