import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getIntrospectionQuery } from 'graphql';
import { BadOperation } from '../../../src/server/graphql/documentManifests';
import { type RunningServer, startServer } from '../../../src/server/http/server';
import { BadSettings, parseSettings } from '../../../src/settings';
import type { Answer } from '../../support/answers';
import { type HttpHub, postTo, serverOver, startHttpHub } from '../../support/httpHub';

const FOLDER = join(__dirname, '../../../schema/operations');
const OWN = 'query Edition($year: Int!) { form(year: $year) { edition } }';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

let hub: HttpHub;
let strict: RunningServer;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ogi-operations-'));
  await writeFile(join(folder, 'edition.graphql'), OWN);
  hub = await startHttpHub({ operations: { folders: [FOLDER], isOnly: false } });
  strict = await startServer(
    serverOver({ ...hub, url: hub.databaseUrl }, { operations: { folders: [FOLDER, folder], isOnly: true } }),
  );
});
afterAll(async () => {
  await strict.stop();
  await hub.drop();
  await rm(folder, { recursive: true });
});

const post = async (url: string, body: object) => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, ...((await response.json()) as Answer) };
};
const get = async (url: string, parameters: Record<string, string>) => {
  const response = await fetch(`${url}/graphql?${new URLSearchParams(parameters)}`, {
    headers: { 'apollo-require-preflight': '1' },
  });
  return {
    status: response.status,
    etag: response.headers.get('etag'),
    ...((await response.json()) as Answer),
  };
};
const persisted = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: sha256(text) } });
const EDITION = { data: { form: { edition: 2021 } } };

test('trusted documents can be requested by text, hash or name', async () => {
  const variables = { year: 2025 };
  for (const requested of [
    { query: OWN },
    { documentId: 'edition' },
    { documentId: sha256(OWN) },
    { documentId: `sha256:${sha256(OWN)}` },
    { extensions: persisted(OWN) },
  ]) {
    expect(await post(strict.url, { ...requested, variables })).toEqual({ status: 200, ...EDITION });
    const parameters = Object.fromEntries(
      Object.entries({ ...requested, variables }).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    );
    expect(await get(strict.url, parameters)).toMatchObject({ status: 200, ...EDITION });
  }
  expect((await get(strict.url, { documentId: 'edition', variables: '{"year":2020}' })).etag).toMatch(
    /^"[\w-]{43}"$/,
  );
});

test('where only trusted documents are allowed, everything else is refused: texts, hashes, names, introspection, subscriptions', async () => {
  const refused = { status: 403, errors: [{ extensions: { code: 'OPERATION_NOT_REGISTERED' } }] };
  for (const requested of [
    { query: `${OWN} ` },
    { query: '{ secret }' },
    { query: getIntrospectionQuery() },
    { query: '{ __typename }', extensions: persisted('{ __typename }') },
    { extensions: persisted('{ __typename }') },
  ]) {
    const answer = await post(strict.url, requested);
    expect(answer).toMatchObject(refused);
    expect(answer.errors[0].message).toContain('只接受已登记');
  }
  expect(await get(strict.url, { query: '{ __typename }' })).toMatchObject(refused);
  expect(await post(strict.url, { documentId: 'none' })).toMatchObject({ ...refused, status: 404 });
  // In forms that Apollo itself refuses, nothing slips through.
  const twice = await fetch(
    `${strict.url}/graphql?query=${encodeURIComponent('{ __typename }')}&${new URLSearchParams({ query: OWN })}`,
    { headers: { 'apollo-require-preflight': '1' } },
  );
  expect(twice.status).toBe(400);
  expect((await post(strict.url, [{ query: '{ __typename }' }])).status).toBe(400);
  const stream = await fetch(`${strict.url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription { reportChanged { action } }' }),
  });
  expect(await stream.text()).toContain('OPERATION_NOT_REGISTERED');
});

test('otherwise any operation is answered, and a persisted query is learned with its first text', async () => {
  const query = '{ form(year: 2019) { edition } }';
  const parameters = { extensions: JSON.stringify(persisted(query)) };
  expect((await get(hub.url, parameters)).errors[0].extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
  expect((await get(hub.url, { ...parameters, query })).data).toEqual({ form: { edition: 2019 } });
  expect((await get(hub.url, parameters)).data).toEqual({ form: { edition: 2019 } });
  expect((await postTo(hub.url, getIntrospectionQuery())).errors).toBeUndefined();
  const wrong = { extensions: JSON.stringify(persisted('{ other }')), query };
  expect(await get(hub.url, wrong)).toMatchObject({
    status: 400,
    errors: [{ extensions: { code: 'PERSISTED_QUERY_HASH' } }],
  });
});

test('a request names its operation once: by a text, or by the identifier of a document', async () => {
  for (const server of [strict, hub])
    for (const both of [
      { documentId: 'edition', query: OWN },
      { documentId: 'edition', query: '{ years { year } }' },
      { documentId: 'none', query: OWN },
    ]) {
      const refused = {
        status: 400,
        errors: [
          {
            extensions: {
              code: 'BAD_REQUEST',
              messageZh: expect.stringContaining('请只给一个'),
              messageEn: expect.stringContaining('both `documentId` and `query`'),
            },
          },
        ],
      };
      expect(await post(server.url, both)).toMatchObject(refused);
      expect(await get(server.url, both)).toMatchObject(refused);
    }
  const variables = { year: 2025 };
  expect(await post(strict.url, { documentId: 'edition', query: '', variables })).toMatchObject(EDITION);
  expect(await post(strict.url, { documentId: null, query: OWN, variables })).toMatchObject(EDITION);
});

test('mutations over GET are refused', async () => {
  expect((await get(hub.url, { query: 'mutation { signOut }' })).status).toBe(405);
});

test('a trusted document that the schema refuses stops the start and is named by its file', async () => {
  const path = join(folder, 'wrong.graphql');
  await writeFile(path, '{ nothing }');
  const options = serverOver(
    { ...hub, url: hub.databaseUrl },
    { operations: { folders: [folder], isOnly: true } },
  );
  await expect(startServer(options)).rejects.toThrow(BadOperation);
  await expect(startServer(options)).rejects.toThrow(/wrong\.graphql: wrong; Cannot query field "nothing"/);
  await rm(path);
});

test('manifests of Relay, Apollo and Code Generator are read beside the documents', async () => {
  const [relay, apollo] = [OWN.replace('Edition', 'ByRelay'), OWN.replace('Edition', 'ByApollo')];
  await writeFile(join(folder, 'relay.json'), JSON.stringify({ '0123456789abcdef': relay }));
  const operations = [{ id: 'apollo-1', name: 'ByApollo', type: 'query', body: apollo }];
  const format = 'apollo-persisted-query-manifest';
  await writeFile(join(folder, 'apollo.json'), JSON.stringify({ format, version: 1, operations }));
  const options = serverOver(
    { ...hub, url: hub.databaseUrl },
    { operations: { folders: [folder], isOnly: true } },
  );
  const server = await startServer(options);
  const variables = { year: 2025 };
  for (const named of [
    { id: '0123456789abcdef' },
    { doc_id: '0123456789abcdef' },
    { documentId: 'apollo-1' },
    { documentId: sha256(apollo) },
    { extensions: { persistedQuery: { version: 1, sha256Hash: 'apollo-1' } } },
    { query: relay },
  ])
    expect(await post(server.url, { ...named, variables })).toEqual({ status: 200, ...EDITION });
  await server.stop();
  await writeFile(join(folder, 'relay.json'), JSON.stringify({ hash: '{ nothing }' }));
  await expect(startServer(options)).rejects.toThrow(/relay\.json: hash; Cannot query field "nothing"/);
  for (const wrong of ['{', '[]', '{"format":"other"}', '{"hash":1}']) {
    await writeFile(join(folder, 'relay.json'), wrong);
    await expect(startServer(options)).rejects.toThrow(/relay\.json.*Not a manifest/);
  }
  await rm(join(folder, 'relay.json'));
  await rm(join(folder, 'apollo.json'));
});

test('a wrong setting for trusted documents, and a missing folder, are refused at the start', () => {
  expect(() => parseSettings({ OPERATIONS: 'some', OPERATIONS_DIR: '/none/at/all' })).toThrow(BadSettings);
  expect(() => parseSettings({ OPERATIONS: 'some', OPERATIONS_DIR: '/none/at/all' })).toThrow(
    /OPERATIONS=some[\s\S]*OPERATIONS_DIR=\/none/,
  );
  expect(parseSettings({})).toMatchObject({ registeredOnly: false, operationsDir: null });
});

test('the names of the document files are the hashes of their contents', async () => {
  const text = await readFile(join(FOLDER, 'topTen.graphql'), 'utf8');
  expect((await post(strict.url, { extensions: persisted(text) })).status).toBe(200);
});
