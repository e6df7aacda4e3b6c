import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { documentIds, Hotline, type ScalarOutputs } from '@ogi-hub/client';
import { connectByStream } from '@ogi-hub/client/stream';
import { initGraphQLTada } from 'gql.tada';
import { print } from 'graphql';
import { GraphQLClient } from 'graphql-request';
import { countingFetch, token, url } from './hub.js';
import { ReceivedDocument } from './made/codegen/graphql.js';
import type { introspection } from './made/graphqlEnv.js';

const YEAR = '{ year(year: 2025) { edition } }';

test('graphql-request asks by POST, by GET and in batches', async () => {
  for (const method of ['POST', 'GET'] as const) {
    const { ask, requests } = countingFetch();
    const client = new GraphQLClient(url, { method, fetch: ask });
    assert.deepEqual(await client.request(YEAR), { year: { edition: 2021 } });
    assert.equal(requests[0].method, method);
  }
  const answers = await new GraphQLClient(url).batchRequests([{ document: YEAR }, { document: YEAR }]);
  assert.deepEqual(
    answers.map(({ data }) => data),
    [{ year: { edition: 2021 } }, { year: { edition: 2021 } }],
  );
});

test('graphql-request reads typed documents of the package', async () => {
  const { demonstration } = await new GraphQLClient(url).request(Hotline);
  const value: number | string | null | undefined = demonstration?.total.indicators?.[0].value;
  assert.equal(value, 46_684);
});

test('the documents of the hub are asked for by their names', async () => {
  const answer = await fetch(`${url}?${new URLSearchParams({ documentId: documentIds.TopTen })}`);
  assert.equal(answer.status, 200);
});

test('graphql-sse: a subscription over server-sent events, by the address of GraphQL and by that of its streams', async () => {
  for (const address of [url, `${url}/stream`]) {
    const client = connectByStream({ url: address, token: () => token });
    const answers = client.iterate<{ completenessChanged: { expected: number } }>({
      query: 'subscription { completenessChanged(jurisdiction: "910101", year: 2025) { expected } }',
    });
    const { value } = await answers.next();
    assert.equal(value?.data?.completenessChanged.expected, 59);
    await answers.return?.();
    client.dispose();
  }
});

test('gql.tada knows the scalars, and its documents are answered', async () => {
  const graphql = initGraphQLTada<{ introspection: introspection; scalars: ScalarOutputs }>();
  const document = graphql(
    `query ($years: [Int!]!) { rollup(years: $years, filter: { jurisdiction: "910101" }) { coverage { dueOn } total { requests { received { total } } } } }`,
  );
  const { rollup } = await new GraphQLClient(url).request(document, { years: [2025] });
  const total: number | string | null | undefined = rollup?.total.requests.received?.total;
  const dueOn: string | undefined = rollup?.coverage.dueOn;
  assert.deepEqual([total, dueOn], [942, '2026-01-31']);
});

test('GraphQL Code Generator: typed documents, and its persisted ones by their hash', async () => {
  const { rollup } = await new GraphQLClient(url).request(ReceivedDocument, { years: [2025] });
  assert.equal(rollup?.total.requests.received?.total, 942);
  const manifest = JSON.parse(
    readFileSync(new URL('../../tests/made/codegen/persisted-documents.json', import.meta.url), 'utf8'),
  );
  const [[hash]] = Object.entries<string>(manifest).filter(([, text]) => text.includes('query Received'));
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ documentId: hash, variables: { years: [2025] } }),
  });
  const { data } = (await answer.json()) as {
    data: { rollup: { total: { requests: { received: { total: number } } } } };
  };
  assert.equal(data.rollup.total.requests.received.total, 942);
  assert.ok(print(ReceivedDocument as never).includes('rollup'));
});
