import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { chooseEncoding } from '../../../src/server/http/compression';
import { type HttpHub, startHttpHub } from '../../support/httpHub';

let hub: HttpHub;
beforeAll(async () => {
  hub = await startHttpHub();
});
afterAll(() => hub.drop());

const LONG = '{ form(year: 2025) { cells { code } } }';
const SHORT = '{ form(year: 2025) { edition } }';

/** Sends a request with an Accept-Encoding; fetch would undo the compression. */
async function send(path: string, encodings: string, more: RequestInit = {}) {
  const { method = 'GET', body, headers } = more;
  return new Promise<{ headers: Record<string, string | undefined>; bytes: Buffer; status: number }>(
    (resolve, reject) => {
      const sent = request(
        hub.url + path,
        { method, headers: { 'accept-encoding': encodings, ...(headers as object) } },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk) => chunks.push(chunk));
          answer.on('end', () =>
            resolve({
              headers: answer.headers as Record<string, string>,
              bytes: Buffer.concat(chunks),
              status: answer.statusCode ?? 0,
            }),
          );
        },
      );
      sent.on('error', reject).end(body);
    },
  );
}
const ask = (query: string, encodings: string) =>
  send('/graphql', encodings, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
const get = (query: string, encodings: string, headers = {}) =>
  send(`/graphql?query=${encodeURIComponent(query)}`, encodings, { headers });

test('brotli comes before gzip, and what is refused is not chosen', () => {
  expect(chooseEncoding('gzip, deflate, br')).toBe('br');
  expect(chooseEncoding('GZIP;q=0.5')).toBe('gzip');
  expect(chooseEncoding('br;q=0, *')).toBe('gzip');
  expect(chooseEncoding('identity, br;q=0')).toBeNull();
  expect(chooseEncoding('')).toBeNull();
});

test('long answers are compressed for those who accept it, also from the cache; short ones are not', async () => {
  const plain = await ask(LONG, 'identity');
  expect(plain.headers['content-encoding']).toBeUndefined();
  for (let time = 0; time < 3; time += 1) {
    const brotli = await ask(LONG, 'gzip, br');
    expect(brotli.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(brotli.bytes)).toEqual(plain.bytes);
    expect(brotli.bytes.length).toBeLessThan(plain.bytes.length / 3);
    expect(gunzipSync((await ask(LONG, 'gzip')).bytes)).toEqual(plain.bytes);
  }
  expect((await ask(SHORT, 'br')).headers['content-encoding']).toBeUndefined();
});

test('a compressed answer has a weak tag, says what it depends on, and is answered 304 by that tag', async () => {
  const first = await get(LONG, 'br');
  expect(first.headers).toMatchObject({ 'content-encoding': 'br', etag: expect.stringMatching(/^W\/"/) });
  expect(first.headers.vary).toContain('Accept-Encoding');
  expect((await get(LONG, 'identity')).headers.vary).toContain('Accept-Encoding');
  const again = await get(LONG, 'br', { 'if-none-match': first.headers.etag });
  expect(again).toMatchObject({ status: 304, bytes: Buffer.alloc(0) });
});

test('exports are compressed while they are written; workbooks, which are compressed already, are not', async () => {
  const path = '/exports/410303/2025.csv';
  const [plain, packed] = [await send(path, 'identity'), await send(path, 'br')];
  expect(packed.headers['content-encoding']).toBe('br');
  expect(brotliDecompressSync(packed.bytes)).toEqual(plain.bytes);
  const workbook = await send('/reports/410303-001/2025.xlsx', 'br');
  expect(workbook).toMatchObject({ status: 200 });
  expect(workbook.headers['content-encoding']).toBeUndefined();
});

test('answers to mutations and what nobody may store are not: they may hold a token beside text of others', async () => {
  const signIns = Array.from(
    { length: 8 },
    (_, at) =>
      `m${at}: signIn(input: { username: "x", password: "y" }) { token findings { messageZh messageEn } }`,
  );
  const answer = await ask(`mutation { ${signIns.join(' ')} }`, 'br');
  expect(answer.bytes.length).toBeGreaterThan(1400);
  expect(answer.headers['content-encoding']).toBeUndefined();
  const page = await send('/explorer', 'br');
  expect(page.headers['content-encoding']).toBeUndefined();
  expect(page.headers['cache-control']).toBe('no-store');
});
