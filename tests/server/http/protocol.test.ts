import { connect } from 'node:net';
import { auditServer } from 'graphql-http';
import type { Answer } from '../../support/answers';
import { type HttpHub, startHttpHub } from '../../support/httpHub';

let hub: HttpHub;
const logged: unknown[] = [];
beforeAll(async () => {
  hub = await startHttpHub({ logError: (_, error) => logged.push(error) });
});
afterAll(() => hub.drop());
beforeEach(() => {
  logged.length = 0;
});
// Whatever is refused here is the caller's to mend: nothing of it is a fault of the hub.
afterEach(() => expect(logged).toEqual([]));

const JSON_BODY = { 'content-type': 'application/json' };
const send = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
  fetch(`${hub.url}${path}`, init);
const post = (body: unknown, headers: Record<string, string> = {}, path = '/graphql') =>
  send(path, {
    method: 'POST',
    headers: { ...JSON_BODY, ...headers },
    body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
  });

test('every public audit of GraphQL over HTTP passes', async () => {
  const audits = await auditServer({ url: `${hub.url}/graphql` });
  expect(audits).toHaveLength(61);
  const failed = audits
    .filter(({ status }) => status !== 'ok')
    .map((audit) => `${audit.name}: ${'reason' in audit ? audit.reason : ''}`);
  expect(failed).toEqual([]);
});

test('a subscription over POST or GET is refused in words, on every path and however it is named', async () => {
  const query = 'subscription { reportChanged(place: { agency: "410303-001" }, year: 2025) { state } }';
  const aliased =
    'subscription S { a: reportChanged(place: { agency: "410303-001" }, year: 2025) { state } }';
  for (const body of [
    { query },
    { query: aliased, operationName: 'S' },
    { query: `query Q { __typename } ${aliased}`, operationName: 'S' },
  ])
    for (const accept of ['application/json', 'application/graphql-response+json'])
      for (let time = 0; time < 3; time += 1) {
        const answer = await post(body, { accept });
        expect(answer.status).toBe(400);
        const { data, errors } = (await answer.json()) as Answer;
        expect(data).toBeUndefined();
        expect(errors[0].extensions).toMatchObject({ code: 'SUBSCRIPTION_NOT_SUPPORTED' });
        expect(errors[0].message).toMatch(/订阅.*WebSocket.*server-sent events/);
      }
  const got = await send(`/graphql?query=${encodeURIComponent(query)}`);
  expect([got.status, await got.text()]).toEqual([405, expect.stringMatching(/订阅.*WebSocket/)]);
});

describe.each([
  '/graphql',
  '/graphql/stream',
  '/documents',
  '/health',
  '/explorer',
  '/reports/410303-001/2025.html',
  '/exports/410303/2025.csv',
])('methods at %s', (path) => {
  test('other methods are refused with the allowed ones, and OPTIONS lists them', async () => {
    const options = await send(path, { method: 'OPTIONS' });
    expect(options.status).toBe(204);
    const allow = options.headers.get('allow') as string;
    expect(allow).toContain('OPTIONS');
    for (const method of ['PUT', 'PATCH', 'DELETE', 'GET', 'POST'].filter((one) => !allow.includes(one))) {
      const refused = await send(path, {
        method,
        headers: JSON_BODY,
        ...(method === 'GET' ? {} : { body: '{' }),
      });
      expect(refused.status).toBe(405);
      expect(refused.headers.get('allow')).toBe(allow);
      const body = (await refused.json()) as Answer;
      const { code } = path.startsWith('/graphql') ? body.errors[0].extensions : body;
      expect(code).toBe('METHOD_NOT_ALLOWED');
    }
  });
});

test('HEAD is answered as GET, without a body', async () => {
  const path = `/graphql?query=${encodeURIComponent('{ __typename }')}`;
  const [head, got] = [await send(path, { method: 'HEAD' }), await send(path)];
  expect([head.status, head.headers.get('content-type')]).toEqual([200, got.headers.get('content-type')]);
  expect(await head.text()).toBe('');
});

describe('what is refused before GraphQL', () => {
  test.each([
    ['no JSON', '{"query"', {}, 400, 'BAD_REQUEST'],
    ['an empty body', '', {}, 400, 'BAD_REQUEST'],
    ['a name of the prototype', '{"__proto__":{"a":1},"query":"{__typename}"}', {}, 400, 'BAD_REQUEST'],
    [
      'another type',
      'query=x',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    [
      'plain text',
      '{"query":"{__typename}"}',
      { 'content-type': 'text/plain' },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['too much', JSON.stringify({ query: `#${'x'.repeat(2_100_000)}` }), {}, 413, 'BODY_TOO_LARGE'],
    [
      'an unknown charset',
      '{}',
      { 'content-type': 'application/json; charset=klingon' },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
  ])('%s has the form of GraphQL', async (_, body, headers, status, code) => {
    for (const path of ['/graphql', '/graphql/stream']) {
      const answer = await post(body, headers as Record<string, string>, path);
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
      const { errors } = (await answer.json()) as Answer;
      expect(errors).toEqual([
        {
          message: expect.stringMatching(/。$/),
          extensions: {
            code,
            messageZh: errors[0].message,
            messageEn: expect.not.stringMatching(/[\u4e00-\u9fff]/),
          },
        },
      ]);
    }
  });

  test('a refusal elsewhere is an object with a code and a message in both languages', async () => {
    const refusals: [string, number, string][] = [
      ['/nowhere', 404, 'NOT_FOUND'],
      ['/reports/%FF/2025.html', 400, 'BAD_REQUEST'],
      ['/reports/x/2025.html?scope=%ff', 400, 'BAD_REQUEST'],
      ['/reports/410303-001/1999.html', 400, 'BAD_USER_INPUT'],
      ['/reports/nobody/2024.html', 404, 'NOT_FOUND'],
      ['/reports/410303-001/2025.html?scope=BOTH', 400, 'BAD_USER_INPUT'],
      ['/rollups/410303/2025.html?asOf=x', 400, 'BAD_USER_INPUT'],
      ['/audit.ndjson', 401, 'UNAUTHENTICATED'],
    ];
    for (const [path, status, code] of refusals) {
      const answer = await send(path);
      expect([path, answer.status, await answer.json()]).toEqual([
        path,
        status,
        {
          code,
          message: expect.stringMatching(/。$/),
          messageZh: expect.stringMatching(/。$/),
          messageEn: expect.not.stringMatching(/[\u4e00-\u9fff]/),
        },
      ]);
    }
    const unknown = await send('/graphql/none');
    expect(((await unknown.json()) as Answer).errors[0].extensions.code).toBe('NOT_FOUND');
  });
});

describe('bodies are read by the character set they name', () => {
  const text = JSON.stringify({
    query: 'mutation ($u: String!) { signIn(input: { username: $u, password: "x" }) { findings { code } } }',
    variables: { u: '公开' },
  });
  // 公开 in GB18030.
  const gb = Buffer.concat([
    Buffer.from(text.split('公开')[0]),
    Buffer.from([0xb9, 0xab, 0xbf, 0xaa]),
    Buffer.from(text.split('公开')[1]),
  ]);
  const status = async (bytes: Uint8Array, charset: string) =>
    (await post(bytes, { 'content-type': `application/json${charset}` })).status;

  test('GB18030, GBK, UTF-16 and UTF-8 with its mark are decoded; all else is refused, never replaced', async () => {
    expect(await status(gb, '; charset=gb18030')).toBe(200);
    expect(await status(gb, '; charset="GBK"')).toBe(200);
    expect(await status(Buffer.from(text, 'utf16le'), '; charset=utf-16')).toBe(200);
    expect(await status(Buffer.from(`\ufeff${text}`), '')).toBe(200);
    expect(await status(Buffer.from(text), '; charset=UTF-8')).toBe(200);
    expect(await status(gb, '')).toBe(400);
    expect(await status(gb, '; charset=utf-8')).toBe(400);
    expect(await status(Buffer.from(text), '; charset=us-klingon')).toBe(415);
    expect(await status(Buffer.from([0x7b, 0xff, 0x7d]), '; charset=gb18030')).toBe(400);
  });
});

const raw = (bytes: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(hub.url).port), '127.0.0.1', () => socket.write(bytes));
    let all = '';
    socket.on('data', (chunk) => {
      all += chunk;
    });
    socket.on('close', () => resolve(all));
    socket.on('error', () => resolve(all));
  });

test('malformed HTTP is refused with a message', async () => {
  expect(await raw('nonsense\r\n\r\n')).toMatch(/400 Bad Request[\s\S]*nosniff[\s\S]*"code":"BAD_REQUEST"/);
  expect(await raw(`GET /health HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(300_000)}\r\n\r\n`)).toMatch(
    /431 [\s\S]*HEADER_TOO_LARGE/,
  );
});

test('every answer, refusals too, has the headers that protect browsers', async () => {
  const paths = [
    '/graphql',
    '/graphql/stream',
    '/graphql/none',
    '/explorer',
    '/health',
    '/nowhere',
    '/documents',
    `/documents/${'0'.repeat(64)}`,
    '/reports/410303-001/2025.html',
    '/reports/x/1.html',
    '/rollups/410303/2025.json',
    '/rows/410303/2025.csv?value=requests.received.total',
    '/exports/410303/2025.csv',
    '/audit.ndjson',
    '/reports/%FF/1',
  ];
  for (const path of paths)
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'])
      for (const accept of ['text/html', 'application/json']) {
        const { headers } = await send(path, { method, headers: { accept } });
        const policy = headers.get('content-security-policy');
        expect([
          path,
          method,
          headers.get('x-content-type-options'),
          headers.get('referrer-policy'),
          headers.get('x-powered-by'),
        ]).toEqual([path, method, 'nosniff', 'no-referrer', null]);
        expect(`${path} ${method} ${policy}`).toContain("frame-ancestors 'none'");
      }
  expect((await send('/explorer')).headers.get('content-security-policy')).not.toMatch(/https?:|unsafe-eval/);
});
