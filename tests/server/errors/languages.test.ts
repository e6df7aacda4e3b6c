import type { Answer } from '../../support/answers';
import { type HttpHub, startHttpHub } from '../../support/httpHub';

let hub: HttpHub;
beforeAll(async () => {
  hub = await startHttpHub();
});
afterAll(() => hub.drop());

const post = async (query: string, language?: string): Promise<Answer> => {
  const answer = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(language ? { 'accept-language': language } : {}) },
    body: JSON.stringify({ query }),
  });
  return (await answer.json()) as Answer;
};

const BAD_CODE =
  '{ rollup(years: [2025]) { total { cells(codes: ["requests.recieved.total"]) { value } } } }';

test.each([
  [undefined, 'zh'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['en-GB,en;q=0.9', 'en'],
  ['fr', 'zh'],
])(
  'the message is in the language of Accept-Language %s, and both languages are beside it',
  async (header, language) => {
    for (const query of [BAD_CODE, '{ nothing }', '{ report(agency: 1', '{ inbox { totalCount } }']) {
      const { errors } = await post(query, header);
      const { messageZh, messageEn } = errors[0].extensions;
      expect([query, errors[0].message]).toEqual([query, language === 'en' ? messageEn : messageZh]);
      expect(messageZh).toMatch(/^\p{Script=Han}/u);
      expect(messageEn).toMatch(/^[A-Z]/);
    }
    const headers: Record<string, string> = header ? { 'accept-language': header } : {};
    const outside = await fetch(`${hub.url}/nowhere`, { headers });
    const refusal = (await outside.json()) as Answer;
    expect(refusal.message).toBe(language === 'en' ? refusal.messageEn : refusal.messageZh);
    expect(outside.headers.get('vary')).toContain('Accept-Language');
  },
);

test('a wrong code is an error of its own field with the nearest codes; everything else is answered', async () => {
  const { data, errors } = await post(
    `{ years { year } form(year: 1900) { edition } rollup(years: [2025]) { coverage { expected } total { bad: cells(codes: ["requests.recieved.total"]) { value } good: cells(codes: ["requests.received.total"]) { value } } byAgency: groups(by: [AGENCY], orderBy: { field: "nothing" }) { totalCount } rows(by: [YEAR], values: ["nothing"]) { totalCount } distribution(value: "nothing") { count } } }`,
  );
  expect(errors.map(({ path }: { path: unknown }) => path)).toEqual(
    expect.arrayContaining([
      ['form'],
      ['rollup', 'total', 'bad'],
      ['rollup', 'byAgency'],
      ['rollup', 'rows'],
      ['rollup', 'distribution'],
    ]),
  );
  const wrong = errors.find(({ path }: { path: unknown[] }) => path.at(-1) === 'bad');
  expect(wrong.message).toContain('requests.received.total');
  expect(data).toMatchObject({
    years: expect.any(Array),
    form: null,
    rollup: {
      coverage: { expected: expect.any(Number) },
      byAgency: null,
      rows: null,
      distribution: null,
      total: { bad: null, good: [{}] },
    },
  });
});

test('what clients compare by the words of the protocol stays as it is', async () => {
  const answer = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }),
  });
  const { errors } = (await answer.json()) as Answer;
  expect(errors[0]).toMatchObject({
    message: 'PersistedQueryNotFound',
    extensions: { code: 'PERSISTED_QUERY_NOT_FOUND', messageZh: expect.stringMatching(/^服务器/) },
  });
});
