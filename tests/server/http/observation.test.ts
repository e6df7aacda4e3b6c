import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMetrics, serveMetrics } from '../../../src/server/http/metrics';
import type { RequestEvent } from '../../../src/server/http/observation';
import { measureVitals } from '../../../src/server/http/vitals';
import { type HttpHub, startHttpHub } from '../../support/httpHub';
import { until } from '../../support/until';

const SECRET = 'a text that only the client knows';

let hub: HttpHub;
let folder: string;
const events: RequestEvent[] = [];
const metrics = createMetrics();
let served: Awaited<ReturnType<typeof serveMetrics>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ogi-operations-'));
  await writeFile(join(folder, 'edition.graphql'), '{ form(year: 2019) { edition } }');
  hub = await startHttpHub({
    operations: { folders: [folder], isOnly: false },
    observe: (event) => {
      events.push(event);
      metrics.observe(event);
    },
  });
  measureVitals(metrics, hub.server.vitals);
  served = await serveMetrics(metrics, { port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await served.stop();
  await hub.drop();
  await rm(folder, { recursive: true });
});

/** Sends a request; returns its answer and what was observed of it. */
async function observe(path: string, more: RequestInit = {}) {
  events.length = 0;
  const response = await fetch(hub.url + path, more);
  await response.text();
  await until(
    () => events.length,
    (count) => count > 0,
  );
  return { response, event: events[0] };
}
const post = (body: object) =>
  observe('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const scrape = async () => (await fetch(`http://127.0.0.1:${served.port}/metrics`)).text();

test('a request is observed with its number, its route and its registered document', async () => {
  const { response, event } = await observe('/graphql?documentId=edition');
  expect(event).toMatchObject({
    requestId: response.headers.get('x-request-id'),
    method: 'GET',
    route: '/graphql',
    status: 200,
    address: '127.0.0.1',
    operations: [{ name: 'edition', type: 'query', hasErrors: false, errorIds: [] }],
  });
  const again = await observe('/graphql?documentId=edition');
  expect(again.event.operations[0].isCached).toBe(true);
});

test('no text of a client is observed: neither names of operations nor addresses, variables or faults', async () => {
  const query = 'query Named($a: ID!) { report(agency: $a, year: 2025) { state } }';
  const all = [
    await post({ query, variables: { a: SECRET } }),
    await post({ query: `{ form(year: 2025) { edition } } # ${SECRET}` }),
    await post({
      query: `mutation { signIn(input: { username: "${SECRET}", password: "${SECRET}" }) { token } }`,
    }),
    await observe(`/reports/${encodeURIComponent(SECRET)}/2025.html`),
    await observe(`/${encodeURIComponent(SECRET)}`),
  ];
  const seen = JSON.stringify(all.map(({ event }) => event));
  expect(seen).not.toContain(SECRET);
  expect(seen).not.toContain('Named');
  expect(all.map(({ event }) => event.operations[0]?.type)).toEqual([
    'query',
    'query',
    'mutation',
    undefined,
    undefined,
  ]);
  expect(all.map(({ event }) => event.route)).toEqual([
    '/graphql',
    '/graphql',
    '/graphql',
    '/reports/:code/:file',
    null,
  ]);
});

test('an operation that cannot be read is of no type', async () => {
  const { event } = await post({ query: '{ nothing' });
  expect(event.operations).toMatchObject([{ name: null, type: null, hasErrors: true }]);
});

test('metrics count operations by registered document, all others together, however many names clients invent', async () => {
  for (let number = 0; number < 5; number += 1)
    await post({ query: `query Invented${number} { form(year: 2025) { edition } }` });
  const text = await scrape();
  expect(text).toMatch(
    /ogi_graphql_operations_total\{operation="edition",type="query",outcome="ok",cache="hit"\} \d/,
  );
  expect(text).toMatch(/ogi_graphql_operations_total\{operation="other",type="query"/);
  expect(text).not.toMatch(/Invented|only the client/);
});

test('metrics tell of connections, admission, the cache, jobs, maintained sums, subscriptions and the event loop', async () => {
  const text = await scrape();
  for (const name of [
    'ogi_database_connections{pool="read",state="waiting"} 0',
    'ogi_operations{state="waiting"} 0',
    'ogi_cached_answers{unit="answers"}',
    'ogi_rollup_state{unit="publications"}',
    'ogi_followers 0',
    'nodejs_eventloop_lag_seconds',
    'process_resident_memory_bytes',
  ])
    expect(text).toContain(name);
  expect((await fetch(`http://127.0.0.1:${served.port}/`)).status).toBe(404);
  expect((await fetch(`${hub.url}/metrics`)).status).toBe(404);
});
