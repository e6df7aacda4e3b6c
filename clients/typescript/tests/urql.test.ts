import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { connectBySocket } from '@ogi-hub/client/socket';
import { createCacheOptions } from '@ogi-hub/client/urql';
import { Client, type Exchange, fetchExchange, gql, subscriptionExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { persistedExchange } from '@urql/exchange-persisted';
import { buildSchema, introspectionFromSchema } from 'graphql';
import { countingFetch, token, until, url } from './hub.js';
import { WebSocket } from './webSocket.js';

const schema = introspectionFromSchema(
  buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8')),
);

function clientWith(exchanges: Exchange[], withToken = false) {
  const { ask, requests } = countingFetch(withToken);
  return {
    client: new Client({ url, exchanges, fetch: ask, preferGetMethod: 'within-url-limit' }),
    requests,
  };
}
const cached = (options = {}) => cacheExchange({ ...createCacheOptions(), schema, ...options });

/** Runs something and returns what was warned of on the way. */
async function warningsOf(run: () => Promise<unknown>): Promise<unknown[]> {
  const { warn } = console;
  const warnings: unknown[] = [];
  console.warn = (...words: unknown[]) => warnings.push(words);
  await run().finally(() => {
    console.warn = warn;
  });
  return warnings;
}

test('queries go by GET as they are by default, and are answered', async () => {
  const { client, requests } = clientWith([fetchExchange]);
  const { data, error } = await client.query('{ year(year: 2025) { edition } }', {}).toPromise();
  assert.equal(error, undefined);
  assert.deepEqual(data, { year: { edition: 2021 } });
  assert.equal(requests[0].method, 'GET');
});

test('graphcache knows every key: no warning, and the second reading asks nothing', async () => {
  const { client, requests } = clientWith([cached(), fetchExchange]);
  const query = gql`{ rollup(years: [2025], filter: { jurisdiction: "910101" }) { id coverage { expected } total { id requests { received { total } } measures { disclosureRate } } byYear: groups(by: [YEAR]) { edges { node { id year coverage { included } } } } }
    reports(first: 3, filter: { jurisdiction: "910101" }) { edges { node { id findings { code } requests { received { total } } agency { id name } } } } }`;
  const warnings = await warningsOf(async () => {
    const first = await client.query(query, {}).toPromise();
    assert.equal(first.error, undefined);
    await client.query(query, {}).toPromise();
  });
  assert.deepEqual(warnings, []);
  assert.equal(requests.length, 1);
});

test('pages are joined, and node finds in the cache what is there', async () => {
  const { client, requests } = clientWith([cached(), fetchExchange]);
  const page = gql`query ($after: String) { agencies(filter: { year: 2025, jurisdiction: "910101" }, first: 5, after: $after) { edges { node { id name } } pageInfo { hasNextPage endCursor } } }`;
  const first = await client.query(page, {}).toPromise();
  const second = await client.query(page, { after: first.data.agencies.pageInfo.endCursor }).toPromise();
  assert.equal(second.data.agencies.edges.length, 10);
  const { id } = second.data.agencies.edges[7].node;
  const found = await client
    .query(gql`query ($id: ID!) { node(id: $id) { id ... on Agency { name } } }`, { id })
    .toPromise();
  assert.equal(found.data.node.id, id);
  assert.equal(requests.length, 2);
});

test('a mutation is shown before it is answered', async () => {
  const optimistic = {
    updateAccount: (_: unknown, cache: { resolve(entity: string, field: string): unknown }) => ({
      __typename: 'AccountPayload',
      account: {
        __typename: 'Account',
        id: String(cache.resolve(String(cache.resolve('Query', 'viewer')), 'id')),
        name: '先显示',
      },
    }),
  };
  const { client } = clientWith([cached({ optimistic }), fetchExchange], true);
  const names: string[] = [];
  const { unsubscribe } = client.query(gql`{ viewer { id name } }`, {}).subscribe(({ data }) => {
    if (data && data.viewer.name !== names.at(-1)) names.push(data.viewer.name);
  });
  await until(() => names.length > 0);
  const rename = gql`mutation ($input: UpdateAccountInput!) { updateAccount(input: $input) { account { id name } } }`;
  const { error } = await client
    .mutation(rename, { input: { account: 'client', name: '由 urql 改名' } })
    .toPromise();
  assert.equal(error, undefined);
  await until(() => names.at(-1) === '由 urql 改名');
  assert.equal(names.at(-2), '先显示');
  unsubscribe();
});

test('a subscription over WebSocket tells at once where a place stands', async () => {
  const socket = connectBySocket({ url, token: () => token }, WebSocket);
  const { client } = clientWith([
    subscriptionExchange({
      forwardSubscription: ({ query, variables }) => ({
        subscribe: (sink) => ({
          unsubscribe: socket.subscribe({ query: query ?? '', variables }, sink as never),
        }),
      }),
    }),
  ]);
  let expected: number | null = null;
  const { unsubscribe } = client
    .subscription('subscription { completenessChanged(jurisdiction: "910101", year: 2025) { expected } }', {})
    .subscribe(({ data }) => {
      expected = data?.completenessChanged.expected ?? null;
    });
  assert.equal(await until(() => expected), 59);
  unsubscribe();
  await socket.dispose();
});

test('persisted queries are asked for by their hash, and their text is sent once', async () => {
  const { client, requests } = clientWith([
    persistedExchange({ preferGetForPersistedQueries: true }),
    fetchExchange,
  ]);
  const query = '{ year(year: 2024) { departmentDeadline } }';
  for (let time = 0; time < 2; time += 1)
    assert.deepEqual((await client.query(query, {}, { requestPolicy: 'network-only' }).toPromise()).data, {
      year: { departmentDeadline: '2025-01-31' },
    });
  assert.ok(requests.length <= 3);
});
