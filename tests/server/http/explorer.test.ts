import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { buildSchema } from 'graphql';
import { exampleVariables } from '../../../explorer/exampleVariables';
import { findOperation, holdsSecret, listOperationNames, titleOf } from '../../../explorer/operationText';
import { listEntries, searchEntries } from '../../../explorer/schemaSearch';
import { type RunningServer, startServer } from '../../../src/server/http/server';
import { serverOver } from '../../support/httpHub';
import { createTestDatabase } from '../../support/testDatabase';
import { schema } from '../../support/testHub';

const FOLDER = join(__dirname, '../../../schema/operations');

describe('the pages', () => {
  let opened: Awaited<ReturnType<typeof createTestDatabase>>;
  let server: RunningServer;
  let strict: RunningServer;
  beforeAll(async () => {
    opened = await createTestDatabase();
    server = await startServer(serverOver(opened, { operations: { folders: [FOLDER], isOnly: false } }));
    strict = await startServer(serverOver(opened, { operations: { folders: [FOLDER], isOnly: true } }));
  });
  afterAll(async () => {
    await strict.stop();
    await server.stop();
    await opened.drop();
  });
  const get = async (path: string) => {
    // The fetch of Node 24 fails an assertion of its own on the large answer, which node:http reads to its end.
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request(server.url + path, { headers: { accept: 'text/html' } }, resolve)
        .once('error', reject)
        .end();
    });
    const headers = new Headers(response.headers as Record<string, string>);
    return { headers, status: response.statusCode, text: await text(response) };
  };
  const assetsIn = (page: string) => [...new Set(page.match(/\/explorer\/[\w-]+\.\w+/g))];

  test('the explorer loads its parts from the hub alone, and they are stored for ever', async () => {
    const page = await get('/explorer');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-");
    expect(policy).not.toMatch(/https?:|unsafe/);
    expect(page.text).not.toMatch(/https?:|<script>|<style/);
    expect(page.text).toContain(`data-nonce="${/'nonce-([^']+)'/.exec(policy)?.[1]}"`);
    const assets = await Promise.all(assetsIn(page.text).map(get));
    expect(assets.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    for (const { headers } of assets)
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  test('the explorer brings the schema and every registered document, with what it is for', async () => {
    const { text } = await get('/explorer');
    const [documentsPath] = assetsIn(text).filter((path) => path.endsWith('.json'));
    const documents = JSON.parse((await get(documentsPath)).text) as Record<string, string>[];
    expect(documents.map(({ name }) => name)).toEqual(expect.arrayContaining(['dashboard', 'topTen']));
    for (const { query, description } of documents) {
      expect(findOperation(query, listOperationNames(query)[0])).not.toBeNull();
      expect(description).toMatch(/./);
    }
    const [schemaPath] = assetsIn(text).filter((path) => path.endsWith('.graphql'));
    expect(
      buildSchema((await get(schemaPath)).text)
        .getQueryType()
        ?.getFields(),
    ).toHaveProperty('rollup');
  });

  test('a browser gets Apollo Sandbox at /graphql, by a script that goes to the explorer without the Internet', async () => {
    const page = await get('/graphql');
    const [script] = assetsIn(page.text);
    expect((await get(script)).text).toMatch(/embeddable-sandbox[\s\S]*\/explorer/);
    expect(page.headers.get('content-security-policy')).toContain(
      "script-src 'self' https://embeddable-sandbox.cdn.apollographql.com",
    );
  });

  test('where only registered documents are answered, both addresses list them', async () => {
    for (const path of ['/graphql', '/explorer']) {
      const page = await fetch(strict.url + path, { headers: { accept: 'text/html' } });
      expect(await page.text()).toContain('<h2>topTen</h2>');
    }
  });
});

describe('looking into the schema', () => {
  const entries = listEntries(schema);
  const pathsFor = (text: string) => searchEntries(entries, text).map(({ path }) => path);

  test('names and descriptions are found in Chinese and English, the best first', () => {
    expect(pathsFor('rollup')[0]).toMatch(/^(?:Query\.rollup|RollUp)$/);
    expect(pathsFor('不予公开率')).toContain('DenialRates');
    expect(pathsFor('denial rate')).toContain('DenialRates');
    expect(pathsFor('report agency')).toContain('Query.report(agency)');
    expect(pathsFor('nothing of the kind')).toEqual([]);
    expect(pathsFor('  ')).toEqual([]);
  });

  test('every entry leads to a type of the schema', () => {
    expect(entries.filter(({ typeName }) => !schema.getType(typeName))).toEqual([]);
  });

  test('variables get their defaults, or examples by name and type', () => {
    const small = buildSchema(`
      input Many { year: Int!, note: String, agencies: [ID!]! }
      enum State { DRAFT FILED }
      type Query { report(agency: ID!, years: [Int!], state: State, input: Many): Int }`);
    const query =
      'query R($agency: ID!, $years: [Int!], $state: State, $first: Int = 5, $input: Many!) { report(agency: $agency) }';
    const operation = findOperation(query);
    expect(operation && exampleVariables(small, operation)).toEqual({
      agency: '910101-001',
      years: [2024, 2025],
      state: 'DRAFT',
      first: 5,
      input: { year: 2025, agencies: [''] },
    });
  });

  test('a text is called by its operation or its first field, and one with a secret is known as such', () => {
    expect(titleOf('query Top { a }')).toBe('Top');
    expect(titleOf('{ rollup { id } }')).toBe('rollup');
    expect(findOperation('{ wrong')).toBeNull();
    expect(holdsSecret({ query: 'mutation { signIn }', variables: '{"password":"x"}' })).toBe(true);
    expect(holdsSecret({ query: '{ rollup { id } }', variables: '' })).toBe(false);
  });
});
