import { Role } from '../../../src/shared/request/permissions';
import { type HttpHub, startHttpHub } from '../../support/httpHub';

let hub: HttpHub;
beforeAll(async () => {
  // Enough for some roll-ups at once; a minute brings twelve.
  hub = await startHttpHub({ clientShare: { costPerMinute: 1200 }, trustedProxies: '127.0.0.1' });
});
afterAll(() => hub.drop());

let requested = 0;
const uncached = () => {
  requested += 1;
  return `{ a${requested}: rollup(years: [2025], asOf: "2026-11-01T00:00:00.${String(requested).padStart(3, '0')}Z") { coverage { included } } }`;
};
const post = (address: string, body: object, headers: Record<string, string> = {}, path = '/graphql') =>
  fetch(`${hub.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address, ...headers },
    body: JSON.stringify(body),
  });
/** One operation that costs several times what there is. */
const exhaust = async (address: string) => {
  const large = Array.from({ length: 40 }, (_, at) => uncached().slice(2, -2).replace(/a\d+/, `b${at}`));
  expect((await post(address, { query: `{ ${large.join(' ')} }` })).status).toBe(200);
};

test('a client that used its share gets 429 with the time to wait on every route, and no other client does', async () => {
  const stranger = '203.0.113.1';
  const stored = { query: '{ rollup(years: [2025]) { coverage { included } } }' };
  for (let time = 0; time < 3; time += 1) expect((await post(stranger, stored)).status).toBe(200);
  await exhaust(stranger);
  const forwarded = { headers: { 'x-forwarded-for': stranger } };
  const ways: Record<string, () => Promise<Response>> = {
    POST: () => post(stranger, { query: uncached() }),
    'a known operation': () =>
      post(stranger, {
        query: 'query Q($y: Int!) { rollup(years: [$y]) { years } }',
        variables: { y: 2000 + requested++ },
      }),
    GET: () => fetch(`${hub.url}/graphql?query=${encodeURIComponent(uncached())}`, forwarded),
    'a stream': () =>
      post(
        stranger,
        { query: 'subscription { reportChanged(place: { agency: "410303-001" }, year: 2025) { state } }' },
        { accept: 'text/event-stream' },
        '/graphql/stream',
      ),
    'a report': () => fetch(`${hub.url}/reports/410303-001/2025.html`, forwarded),
    'a roll-up': () => fetch(`${hub.url}/rollups/410303/2025.html`, forwarded),
    'an answer to a question': () =>
      fetch(`${hub.url}/rows/410303/2025.csv?value=requests.received.total`, forwarded),
    'an export': () => fetch(`${hub.url}/exports/410303/2025.csv`, forwarded),
  };
  for (const [name, ask] of Object.entries(ways)) {
    const answer = await ask();
    expect([name, answer.status, Number(answer.headers.get('retry-after')) > 0]).toEqual([name, 429, true]);
    expect(await answer.text()).toMatch(/RATE_LIMITED[\s\S]*份额|份额[\s\S]*RATE_LIMITED/);
  }
  expect((await post(stranger, stored)).status).toBe(200);
  expect((await post('203.0.113.2', { query: uncached() })).status).toBe(200);
  const { token } = await hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction: '410303' });
  const signedIn = await post(stranger, { query: uncached() }, { authorization: `Bearer ${token}` });
  expect(signedIn.status).toBe(200);
  expect((await fetch(`${hub.url}/health`, forwarded)).status).toBe(200);
  const page = { headers: { ...forwarded.headers, accept: 'text/html' } };
  expect((await fetch(`${hub.url}/graphql`, page)).headers.get('content-type')).toContain('text/html');
});

test('all addresses of one IPv6 network share', async () => {
  await exhaust('2001:db8:1:2::1');
  expect((await post('2001:db8:1:2:9::7', { query: uncached() })).status).toBe(429);
  expect((await post('2001:db8:1:3::1', { query: uncached() })).status).toBe(200);
});
