import { join } from 'node:path';
import { createAccount } from '../../src/identity/accounts';
import { grantRole, type NewGrant } from '../../src/identity/grants';
import { openSessionFor } from '../../src/identity/signIn';
import { type ServerOptions, startServer } from '../../src/server/http/server';
import type { Answer } from './answers';
import { createTestDatabase } from './testDatabase';

export type HttpHub = Awaited<ReturnType<typeof startHttpHub>>;

/** Where the pages are built. */
export const PAGES_FOLDER = join(__dirname, '../../dist/web');

/** Options of a server over a test database. */
export const serverOver = (
  opened: Pick<Awaited<ReturnType<typeof createTestDatabase>>, 'database' | 'reads' | 'url'>,
  more: Partial<ServerOptions> = {},
): ServerOptions => ({
  database: opened.database,
  reads: opened.reads,
  databaseUrl: opened.url,
  version: '0.0.0-test',
  oidc: null,
  trustedProxies: null,
  // All of a test file comes from one address.
  clientShare: { costPerMinute: 1e9, concurrency: 1e6 },
  documentDir: null,
  explorerFolder: join(__dirname, '../../dist/explorer'),
  pagesFolder: PAGES_FOLDER,
  operations: { folders: [], isOnly: false },
  host: '127.0.0.1',
  port: 0,
  logError: () => {},
  ...more,
});

/** An answer over HTTP. */
export interface HttpAnswer<T = Answer> {
  readonly status: number;
  readonly data: T;
  readonly errors: Answer;
}

/** Asks a server over HTTP; returns the status beside the answer. */
export async function postTo<T = Answer>(
  url: string,
  query: string,
  token?: string,
  variables?: object,
): Promise<HttpAnswer<T>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as { data: T; errors: Answer }) };
}

let created = 0;

/** Makes an account with one role and signs it in. */
export async function signUp(
  opened: Pick<Awaited<ReturnType<typeof createTestDatabase>>, 'owner' | 'database'>,
  grant: Omit<NewGrant, 'account'>,
  email: string | null = null,
) {
  created += 1;
  const username = `${grant.role.toLowerCase()}${created}`;
  await createAccount(opened.owner, { username, name: username, email });
  const { findings } = await grantRole(opened.owner, { ...grant, account: username });
  expect(findings).toEqual([]);
  const session = await openSessionFor(opened.database, username, { address: 'test', requestId: 'test' });
  return { username, token: session?.token as string };
}

/** A real server over a database of the test's own that holds the real reports. */
export async function startHttpHub(more: Partial<ServerOptions> = {}) {
  const opened = await createTestDatabase('REAL_REPORTS');
  const server = await startServer(serverOver(opened, more));
  return {
    ...opened,
    server,
    url: server.url,
    databaseUrl: opened.url,
    ask: (query: string, token?: string, variables?: object) => postTo(server.url, query, token, variables),
    signUp: (grant: Omit<NewGrant, 'account'>, email: string | null = null) => signUp(opened, grant, email),
    async drop() {
      await server.stop();
      await opened.drop();
    },
  };
}
