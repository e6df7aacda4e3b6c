import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Answer } from '../../support/answers';
import { type HttpHub, startHttpHub } from '../../support/httpHub';

let hub: HttpHub;
beforeAll(async () => {
  hub = await startHttpHub();
});
afterAll(() => hub.drop());

const JSON_TYPE = { 'content-type': 'application/json' };
const HAN = /\p{Script=Han}/u;

/** Posts a body and returns the status with the first error. */
async function post(path: string, body: string | Buffer, headers: Record<string, string> = {}) {
  const response = await fetch(hub.url + path, {
    method: 'POST',
    headers: { ...JSON_TYPE, ...headers },
    body: body as never,
  });
  const { errors, code } = (await response.json()) as Answer;
  return { status: response.status, code: code ?? errors[0].extensions.code, error: errors?.[0] };
}

describe('a subscription that is refused has a code', () => {
  const place = '{ agency: "410303-001", jurisdiction: "410303" }';
  test.each([
    ['subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['subscription {', 'GRAPHQL_PARSE_FAILED'],
    ['{ __typename }', 'BAD_REQUEST'],
    [
      `subscription { reportChanged(place: ${place}, year: 2025) { __typename } }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ])('%s', async (query, code) => {
    const answer = await post('/graphql/stream', JSON.stringify({ query }), {
      accept: 'text/event-stream',
    });
    expect(answer).toMatchObject({ status: 400, code });
    expect(answer.error.extensions.messageZh).toMatch(HAN);
  });
});

test('a variable of a subscription that is wrong is refused with a code, as the only event', async () => {
  const response = await fetch(`${hub.url}/graphql/stream`, {
    method: 'POST',
    headers: { ...JSON_TYPE, accept: 'text/event-stream' },
    body: JSON.stringify({
      query: 'subscription ($place: PlaceInput!) { reportChanged(place: $place, year: 2025) { __typename } }',
      variables: { place: { agency: '410303-001', jurisdiction: '410303' } },
    }),
  });
  expect(await response.text()).toContain('"code":"BAD_USER_INPUT"');
});

test.each(['{}', 'null', '"x"', '[]', '{"query":1}'])(
  'a request for a stream without a text has a code: %s',
  async (body) => {
    expect(await post('/graphql/stream', body, { accept: 'text/event-stream' })).toMatchObject({
      status: 400,
      code: 'BAD_REQUEST',
    });
  },
);

test('what changes something is refused by GET as any other method that an address does not take', async () => {
  const response = await fetch(
    `${hub.url}/graphql?${new URLSearchParams({ query: 'mutation { signOut }' })}`,
  );
  const { errors } = (await response.json()) as Answer;
  expect([response.status, errors[0].extensions.code]).toEqual([405, 'METHOD_NOT_ALLOWED']);
});

describe('a request that cannot be read is refused in the words of the hub', () => {
  const query = '{ __typename }';
  test.each([
    ['a text', '"x"', /JSON 对象/],
    ['null', 'null', /JSON 对象/],
    ['nothing in it', '{}', /JSON 对象/],
    ['no query', JSON.stringify({ operationName: 'x' }), /没有查询/],
    ['a query that is none', JSON.stringify({ query: { kind: 'Document' } }), /没有查询/],
    ['variables as text', JSON.stringify({ query, variables: '{}' }), /variables 应为 JSON 对象/],
    ['a list of variables', JSON.stringify({ query, variables: [1] }), /variables 应为 JSON 对象/],
    ['extensions as text', JSON.stringify({ query, extensions: '{}' }), /extensions 应为 JSON 对象/],
    ['a name that is none', JSON.stringify({ query, operationName: 5 }), /operationName 应为文本/],
  ])('%s', async (_, body, words) => {
    const { status, code, error } = await post('/graphql', body);
    const { messageZh, messageEn } = error.extensions;
    expect({ status, code, message: error.message }).toEqual({
      status: 400,
      code: 'BAD_REQUEST',
      message: messageZh,
    });
    expect(messageZh).toMatch(words);
    expect(messageEn).not.toMatch(HAN);
    expect(messageZh).not.toContain(messageEn);
  });

  test.each([
    ['query={__typename}&query={__typename}', {}, 400, 'BAD_REQUEST', /参数 query 只能有一个/],
    ['query={__typename}&variables=nothing', {}, 400, 'BAD_REQUEST', /variables 不是有效的 JSON/],
    ['query={__typename}&variables=[1]', {}, 400, 'BAD_REQUEST', /variables 应为 JSON 对象/],
    ['query={__typename}', { accept: 'image/png' }, 406, 'NOT_ACCEPTABLE', /Accept 中没有本接口的格式/],
  ])('by GET: %s', async (search, headers, status, code, words) => {
    const response = await fetch(`${hub.url}/graphql?${search}`, {
      headers: headers as Record<string, string>,
    });
    const { errors } = (await response.json()) as Answer;
    expect([response.status, errors[0].extensions.code]).toEqual([status, code]);
    expect(errors[0].extensions.messageZh).toMatch(words);
  });
});

test.each(['/graphql', '/graphql/stream', '/documents'])(
  'a compressed body is refused at %s, and how to send it is said',
  async (path) => {
    const body = gzipSync(JSON.stringify({ query: '{ __typename }' }));
    const answer = await post(path, body, { 'content-encoding': 'gzip' });
    expect(answer).toMatchObject({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
  },
);

test('a head that is too large is refused with a message', async () => {
  const socket = connect(Number(new URL(hub.url).port), '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  socket.write(`GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(300_000)}\r\n\r\n`);
  await once(socket, 'close');
  const answer = JSON.parse(text.slice(text.indexOf('\r\n\r\n'))) as Answer;
  expect(Object.keys(answer)).toEqual(['code', 'message', 'messageZh', 'messageEn']);
  expect([answer.code, answer.message]).toEqual(['HEADER_TOO_LARGE', answer.messageZh]);
});
