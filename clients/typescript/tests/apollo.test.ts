import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { ApolloClient, ApolloLink, gql, HttpLink, type TypedDocumentNode } from '@apollo/client';
import { BatchHttpLink } from '@apollo/client/link/batch-http';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { TopTen } from '@ogi-hub/client';
import { createHubCache } from '@ogi-hub/client/apollo';
import { connectBySocket } from '@ogi-hub/client/socket';
import { countingFetch, token, until, url } from './hub.js';
import { WebSocket } from './webSocket.js';

const clients: ApolloClient[] = [];
after(() => {
  for (const client of clients) client.stop();
});
function clientOver(link: ApolloLink): ApolloClient {
  const client = new ApolloClient({ link, cache: createHubCache() });
  clients.push(client);
  return client;
}
function httpClient(withToken = false) {
  const { ask, requests } = countingFetch(withToken);
  return { client: clientOver(new HttpLink({ uri: url, fetch: ask })), requests };
}

const ROLLUP = 'rollup(years: [2024, 2025], filter: { jurisdiction: "910101" })';
/** Five widgets of one page, none of which knows of the others. */
const WIDGETS = [
  'coverage { expected included }',
  'total { requests { received { total } } measures { disclosureRate } }',
  'total { requests { received { naturalPerson } granted { total } } disputes { reconsideration { total } } }',
  'groups(by: [YEAR]) { edges { node { year requests { received { total } } } } }',
  'groups(by: [YEAR]) { edges { node { year measures { denialRate } coverage { included } } } } years',
];

/** Mounts widgets at once and returns the data of each, once all of them can be read. */
async function mount(client: ApolloClient, texts: readonly string[]) {
  const watched = texts.map((text) => client.watchQuery({ query: gql(`query Widget { ${text} }`) }));
  const seen = watched.map((query) => {
    const last: { data?: unknown; complete: boolean } = { complete: false };
    query.subscribe((result) =>
      Object.assign(last, { data: result.data, complete: result.dataState === 'complete' }),
    );
    return last;
  });
  await until(() => seen.every(({ complete }) => complete));
  // What would be asked again is asked in the next turns.
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.deepEqual(
    seen.map(({ complete }) => complete),
    texts.map(() => true),
  );
  return seen.map(({ data }) => data);
}

test('five queries of one roll-up make five requests, and all five are read', async () => {
  const { client, requests } = httpClient();
  const seen = await mount(
    client,
    WIDGETS.map((fields) => `${ROLLUP} { ${fields} }`),
  );
  assert.equal(requests.length, 5);
  assert.deepEqual(Object.keys((seen[0] as { rollup: object }).rollup).sort(), ['__typename', 'coverage']);
});

test('widgets that select the id of a roll-up, and those that do not, share it too', async () => {
  const { client, requests } = httpClient();
  await mount(
    client,
    WIDGETS.map((fields, at) => `${ROLLUP} { ${at % 2 ? 'id' : ''} ${fields} }`),
  );
  assert.equal(requests.length, 5);
});

test('two widgets of one report make two requests', async () => {
  const { client, requests } = httpClient();
  const report = 'report(agency: "910101-012", year: 2025)';
  await mount(client, [
    `${report} { id requests { received { total } } }`,
    `${report} { requests { received { naturalPerson } } findings { code } }`,
  ]);
  assert.equal(requests.length, 2);
});

test('pages are joined, and node reads from the cache what is there', async () => {
  const { client, requests } = httpClient();
  const query = gql`query ($after: String) { agencies(filter: { year: 2025, jurisdiction: "910101" }, first: 5, after: $after) { edges { node { id name } } pageInfo { hasNextPage endCursor } } }`;
  const watched = client.watchQuery<{
    agencies: { edges: { node: { id: string } }[]; pageInfo: { endCursor: string } };
  }>({ query });
  let edges: { node: { id: string } }[] = [];
  watched.subscribe(({ data, dataState }) => {
    if (dataState === 'complete') edges = data.agencies.edges;
  });
  await until(() => edges.length === 5);
  const { data } = watched.getCurrentResult() as { data: { agencies: { pageInfo: { endCursor: string } } } };
  await watched.fetchMore({ variables: { after: data.agencies.pageInfo.endCursor } });
  await until(() => edges.length === 10);
  assert.equal(requests.length, 2);
  const { id } = edges[7].node;
  const found = await client.query({
    query: gql`query ($id: ID!) { node(id: $id) { id ... on Agency { name } } }`,
    variables: { id },
  });
  assert.equal((found.data as { node: { id: string } }).node.id, id);
  assert.equal(requests.length, 2);
});

test('a mutation is shown before it is answered, and what it answers updates what is shown', async () => {
  const { client } = httpClient(true);
  const names: string[] = [];
  client
    .watchQuery<{ viewer: { id: string; name: string } }>({
      query: gql`query { viewer { id name username } }`,
    })
    .subscribe(({ data, dataState }) => {
      if (dataState === 'complete' && data.viewer.name !== names.at(-1)) names.push(data.viewer.name);
    });
  await until(() => names.length > 0);
  const viewer = client.readQuery<{ viewer: { id: string } }>({
    query: gql`query { viewer { id } }`,
  })?.viewer;
  const account = { __typename: 'Account', id: viewer?.id, name: '先显示' };
  await client.mutate({
    mutation: gql`mutation ($input: UpdateAccountInput!) { updateAccount(input: $input) { account { id name } } }`,
    variables: { input: { account: 'client', name: '由 Apollo 改名' } },
    optimisticResponse: { updateAccount: { __typename: 'AccountPayload', account } },
  });
  await until(() => names.at(-1) === '由 Apollo 改名');
  assert.equal(names.at(-2), '先显示');
});

test('a subscription over WebSocket tells at once where a place stands', async () => {
  const socket = connectBySocket({ url, token: () => token }, WebSocket);
  const client = clientOver(new GraphQLWsLink(socket));
  const answers: unknown[] = [];
  const subscription = client
    .subscribe({
      query: gql`subscription { completenessChanged(jurisdiction: "910101", year: 2025) { expected included } }`,
    })
    .subscribe(({ data }) => answers.push(data));
  const [first] = await until(() => answers.length > 0 && answers);
  assert.equal((first as { completenessChanged: { expected: number } }).completenessChanged.expected, 59);
  subscription.unsubscribe();
  await socket.dispose();
});

test('documents of its manifest are asked for by their id, by GET, without their text', async () => {
  const { ask, requests } = countingFetch();
  const manifest = JSON.parse(
    readFileSync(new URL('../../tests/made/persisted/apollo.json', import.meta.url), 'utf8'),
  );
  const { id, body } = manifest.operations.find(({ name }: { name: string }) => name === 'Received');
  const persisted = new PersistedQueryLink({ generateHash: () => id, useGETForHashedQueries: true });
  const client = clientOver(persisted.concat(new HttpLink({ uri: url, fetch: ask })));
  const { data } = await client.query({ query: gql(body), variables: { years: [2025] } });
  assert.equal(
    (data as { rollup: { total: { requests: { received: { total: number } } } } }).rollup.total.requests
      .received.total,
    942,
  );
  assert.deepEqual(
    requests.map(({ method, url: asked }) => [method, asked.includes('rollup')]),
    [['GET', false]],
  );
});

test('several queries go in one request', async () => {
  const { ask, requests } = countingFetch();
  const client = clientOver(new BatchHttpLink({ uri: url, fetch: ask, batchInterval: 20 }));
  const answers = await Promise.all(
    [2024, 2025].map((year) =>
      client.query({
        query: gql`query ($year: Int!) { year(year: $year) { edition } }`,
        variables: { year },
      }),
    ),
  );
  assert.equal(answers.length, 2);
  assert.equal(requests.length, 1);
});

test('the typed documents of the package are read with their types', async () => {
  const { client } = httpClient();
  const { data } = await client.query({
    query: TopTen as TypedDocumentNode<typeof TopTen extends TypedDocumentNode<infer D> ? D : never>,
  });
  assert.equal(data?.rollup?.groups?.edges.length, 10);
});
