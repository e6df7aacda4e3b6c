import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BadSettings, parseSettings } from '../../../src/settings';
import type { Answer } from '../../support/answers';
import { CHROMIUM } from '../../support/chromium';
import { type HttpHub, startHttpHub } from '../../support/httpHub';

const OPERATIONS = join(__dirname, '../../../schema/operations');

/** A page of another origin that asks the hub in every way a client does, and sends home what it could read. */
const pageThatAsks = (hub: string) => `<!doctype html><meta charset="utf-8"><script>
const json = { 'content-type': 'application/json', authorization: 'Bearer none' };
const asks = {
  get: () => fetch('${hub}/graphql?query=%7B__typename%7D'),
  post: () => fetch('${hub}/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{__typename}"}', credentials: 'include' }),
  refused: () => fetch('${hub}/graphql', { method: 'POST', headers: json, body: '{"query":"{__typename}"}' }),
  download: () => fetch('${hub}/reports/410303-001/2025.csv'),
  upload: () => fetch('${hub}/documents?name=a', { method: 'POST', headers: { authorization: 'Bearer none' }, body: 'x' }),
  stream: () => fetch('${hub}/graphql/stream', { method: 'POST', headers: { ...json, accept: 'text/event-stream' }, body: '{"query":"subscription{inboxChanged{totalCount}}"}' }),
};
(async () => {
  const seen = {};
  for (const [name, ask] of Object.entries(asks))
    seen[name] = await ask().then(async (answer) => [answer.status, (await answer.text()).slice(0, 40), answer.headers.get('etag') !== null], () => 'kept back');
  await fetch('/seen', { method: 'POST', body: JSON.stringify(seen) });
})();
</script>`;

let page: Server;
let origin: string;
let hub: HttpHub;
let showPage = '';
let report: (seen: Answer) => void;
beforeAll(async () => {
  page = createServer((request, response) => {
    if (request.method !== 'POST') return response.setHeader('content-type', 'text/html').end(showPage);
    let body = '';
    request.on('data', (bytes) => {
      body += bytes;
    });
    return request.on('end', () => {
      response.end();
      report(JSON.parse(body));
    });
  });
  await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
  hub = await startHttpHub({
    corsOrigins: [origin, 'https://dashboard.example'],
    batchLimit: 3,
    operations: { folders: [OPERATIONS], isOnly: false },
  });
});
afterAll(async () => {
  page.closeAllConnections();
  page.close();
  await hub.drop();
});

/** Opens the page in Chromium and returns what it could read. */
async function seenByBrowser(text: string): Promise<Answer> {
  showPage = text;
  const seen = new Promise<Answer>((resolve) => {
    report = resolve;
  });
  const profile = mkdtempSync(join(tmpdir(), 'ogi-page-'));
  const arguments_ = ['--headless', '--no-sandbox', '--disable-gpu', '--remote-debugging-port=0'];
  const browser: ChildProcess = spawn(CHROMIUM, [...arguments_, `--user-data-dir=${profile}`, origin], {
    stdio: 'ignore',
    detached: true,
  });
  const ended = new Promise((resolve) => browser.once('exit', resolve));
  try {
    return await Promise.race([seen, ended.then(() => Promise.reject(new Error('the browser ended')))]);
  } finally {
    // With the processes that it has started, which write into the profile.
    if (browser.pid && browser.exitCode === null && browser.signalCode === null)
      process.kill(-browser.pid, 'SIGKILL');
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 20 });
  }
}

const preflight = (path: string, from: string) =>
  fetch(`${hub.url}${path}`, {
    method: 'OPTIONS',
    headers: {
      origin: from,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,x-own',
    },
  });

test('a page of an allowed origin reads GraphQL, streams, downloads and uploads, refusals too', async () => {
  if (!existsSync(CHROMIUM)) return console.log(`no ${CHROMIUM}: only the headers are tested`);
  expect(await seenByBrowser(pageThatAsks(hub.url))).toEqual({
    get: [200, '{"data":{"__typename":"Query"}}\n', true],
    post: [200, '{"data":{"__typename":"Query"}}\n', false],
    refused: [401, expect.stringContaining('errors'), false],
    download: [200, expect.stringContaining('agencyCode'), true],
    upload: [401, expect.stringContaining('UNAUTHENTICATED'), false],
    stream: [401, expect.stringContaining('errors'), false],
  });
});

test('the head says which origin may read, and preflights allow any header of a client', async () => {
  for (const path of ['/graphql', '/graphql/stream', '/documents', '/reports/410303-001/2025.csv']) {
    const allowed = await preflight(path, origin);
    expect([path, allowed.status, Object.fromEntries(allowed.headers)]).toEqual([
      path,
      204,
      expect.objectContaining({
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
        'access-control-allow-methods': 'GET, HEAD, POST',
        'access-control-allow-headers': 'authorization,content-type,x-own',
        'access-control-max-age': '7200',
      }),
    ]);
    const other = await preflight(path, 'https://other.example');
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  }
  const got = await fetch(`${hub.url}/reports/410303-001/2025.csv`, { headers: { origin } });
  expect(got.headers.get('access-control-allow-origin')).toBe(origin);
  expect(got.headers.get('vary')).toBe('Origin, Accept, Authorization, Accept-Encoding');
  expect(got.headers.get('access-control-expose-headers')).toMatch(/etag.*content-disposition/);
});

test('origins are exact, and * is refused in words', () => {
  expect(parseSettings({}).corsOrigins).toEqual([]);
  expect(parseSettings({ CORS_ORIGINS: 'https://a.example, http://localhost:5173' }).corsOrigins).toEqual([
    'https://a.example',
    'http://localhost:5173',
  ]);
  for (const origins of ['*', 'https://a.example,*', 'https://a.example/', 'a.example', 'null', 'file:///'])
    expect(() => parseSettings({ CORS_ORIGINS: origins })).toThrow(BadSettings);
  expect(() => parseSettings({ CORS_ORIGINS: '*' })).toThrow(/任何网页.*every page could then read/);
});

describe('batches', () => {
  const post = async (body: unknown, url = hub.url) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Answer };
  };

  test('each operation is answered as if it had come alone, wrong ones and named ones too', async () => {
    const batch = [{ query: '{ __typename }' }, { query: '{ nothing }' }, { documentId: 'unknown' }];
    for (let time = 0; time < 2; time += 1)
      expect(await post(batch)).toEqual({
        status: 200,
        body: [
          { data: { __typename: 'Query' } },
          {
            errors: [
              expect.objectContaining({
                extensions: expect.objectContaining({ code: 'GRAPHQL_VALIDATION_FAILED' }),
              }),
            ],
          },
          {
            errors: [
              expect.objectContaining({
                extensions: expect.objectContaining({ code: 'OPERATION_NOT_REGISTERED' }),
              }),
            ],
          },
        ],
      });
    // This database has no demonstration district.
    const [named] = (await post([{ documentId: 'hotline' }])).body;
    expect(named.errors[0].message).toContain('910101');
    expect(await post([1])).toMatchObject({ status: 200, body: [{ errors: [{}] }] });
  });

  test('too many and none are refused, and by default every batch, with what to set', async () => {
    for (const batch of [[], Array(4).fill({ query: '{ __typename }' })])
      expect(await post(batch)).toMatchObject({
        status: 400,
        body: { errors: [{ message: expect.stringContaining('至多 3 个') }] },
      });
    expect(parseSettings({}).batchLimit).toBe(1);
  });
});

test('documents are named as Relay names them', async () => {
  for (const name of ['documentId', 'doc_id', 'id']) {
    const got = await fetch(`${hub.url}/graphql?${new URLSearchParams({ [name]: 'hotline' })}`);
    const posted = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ [name]: 'hotline', variables: {} }),
    });
    expect([name, got.status, posted.status]).toEqual([name, 200, 200]);
  }
  const unknown = await fetch(`${hub.url}/graphql?id=none`);
  expect(unknown.status).toBe(404);
});
