import { type HttpHub, startHttpHub } from '../../support/httpHub';

let hub: HttpHub;
beforeAll(async () => {
  hub = await startHttpHub();
});
afterAll(() => hub.drop());

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const LONG = 'x'.repeat(100_000);

const open = (path: string, accept: string) => fetch(`${hub.url}${path}`, { headers: { accept } });

/** What a page says of why there is nothing else, and null where it says nothing. */
function refusalOf(page: string): { zh: string; en: string } | null {
  const [, written = ''] = /<meta name="refusal" content="([^"]*)"/.exec(page) ?? [];
  const text = written.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
  return text === '' ? null : JSON.parse(text);
}

test.each([
  ['/%00', 404, null],
  ['/nothing/here', 404, null],
  ['/ask?place=%E0', 400, /UTF-8/],
  ['/agencies/%FF', 400, /UTF-8/],
  ['/agencies/%00', 400, /cannot be stored/],
  ['/compare?a=%00', 400, /cannot be stored/],
  [`/agencies/${'x'.repeat(500)}`, 414, /too long/],
  [`/ask?values=${LONG}`, 414, /too long/],
  ['/reports/410303-001/1999.html', 400, /between 2019 and 2100/],
  ['/reports/nobody/2024.html', 404, /./],
  ['/reports/410303-001/2025.html?scope=%3Cb%3E', 400, /scope is one of/],
  ['/rows/410303/2025.csv?by=NOTHING', 400, /by is one of/],
  ['/audit.ndjson', 401, /./],
])(
  'a person who opens %s sees a page of the hub that says what is wrong, and a program reads it',
  async (path, status, words) => {
    const page = await open(path, BROWSER);
    expect([page.status, page.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    const text = await page.text();
    expect(text).toContain('<div id="root"');
    const refusal = refusalOf(text);
    if (words === null) expect(refusal).toBeNull();
    else {
      expect(refusal?.en).toMatch(words);
      expect(refusal?.zh).toMatch(/\p{Script=Han}/u);
    }
    const answer = await open(path, 'application/json');
    expect([answer.status, await answer.json()]).toEqual([
      status,
      expect.objectContaining({ code: expect.any(String), messageEn: expect.any(String) }),
    ]);
  },
);

test('a page that there is says nothing of a refusal, and GraphQL is refused in its own form', async () => {
  expect(refusalOf(await (await open('/agencies/410303-001', BROWSER)).text())).toBeNull();
  for (const query of ['%E0', LONG]) {
    const answer = (await (await open(`/graphql?query=${query}`, BROWSER)).json()) as { errors: unknown[] };
    expect(answer.errors).toHaveLength(1);
  }
});
