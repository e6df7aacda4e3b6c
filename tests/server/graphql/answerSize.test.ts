import { AnswerSize, LARGEST_ANSWER } from '../../../src/server/graphql/answerSize';
import { MAX_COST } from '../../../src/server/graphql/limits';
import type { Answer } from '../../support/answers';
import { type HttpHub, startHttpHub } from '../../support/httpHub';

let hub: HttpHub;
beforeAll(async () => {
  hub = await startHttpHub();
});
afterAll(() => hub.drop());

const aliases = (count: number, field: string) =>
  Array.from({ length: count }, (_, at) => `a${at}: ${field}`).join(' ');
const long = (at: number) => `${'n'.repeat(900)}${at}`;

/** Within its cost: the 200 cells of the form, each of whose values has a name of 900 letters, so many times. */
const askWith = (count: number) => {
  const values = Array.from({ length: count }, (_, at) => `${long(at)}: code`);
  return hub.ask(`{ form(year: 2025) { cells { ${values.join(' ')} } } }`);
};

test('an answer that would be too large is refused every time; a smaller one is answered', async () => {
  const small = await askWith(5);
  expect([small.status, small.errors]).toEqual([200, undefined]);
  for (const _ of [1, 2, 3]) {
    const large = await askWith(33);
    expect(large.status).toBe(400);
    expect(large.data).toBeUndefined();
    expect(large.errors).toHaveLength(1);
    expect(large.errors[0].extensions).toMatchObject({
      code: 'ANSWER_TOO_LARGE',
      limit: LARGEST_ANSWER,
      messageZh: expect.stringContaining('答复超过'),
      messageEn: expect.stringContaining('smaller pages'),
    });
  }
  expect((await askWith(5)).data).toEqual(small.data);
});

test('the size of an answer is counted up to the limit, and refused once', () => {
  const size = new AnswerSize();
  size.add(LARGEST_ANSWER);
  expect(size.refusal).toBeNull();
  expect(() => size.add(1)).toThrow(/LARGEST|bytes/);
  const { refusal } = size;
  expect(() => size.add(1)).toThrow(refusal as Error);
  expect(size.refusal).toBe(refusal);
});

test('the cost of an operation is in the extensions on request: over POST and GET, by name, cached or not', async () => {
  const query = '{ form(year: 2025) { edition } }';
  const post = async (body: object) => {
    const response = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Answer;
  };
  const get = async (extensions: string) => {
    const search = new URLSearchParams({ query, extensions });
    const response = await fetch(`${hub.url}/graphql?${search}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    return (await response.json()) as Answer;
  };
  for (const _ of [1, 2, 3]) {
    expect(await post({ query, extensions: { cost: true } })).toEqual({
      data: { form: { edition: 2021 } },
      extensions: { cost: expect.any(Number) },
    });
    expect((await get('{"cost":true}')).extensions.cost).toBeGreaterThan(1);
    expect(await post({ query })).toEqual({ data: { form: { edition: 2021 } } });
    expect(await get('{"cost":false}')).toEqual({ data: { form: { edition: 2021 } } });
  }
  const { extensions } = await post({
    query: '{ rollup(years: [2024, 2025]) { byYear: groups(by: [YEAR]) { edges { node { key } } } } }',
    extensions: { cost: true },
  });
  expect(extensions.cost).toBeGreaterThan(200);
  const [refused] = (await post({ query: `{ ${aliases(300, 'rollup(years: [2025]) { total { key } }')} }` }))
    .errors;
  expect(refused.extensions).toMatchObject({ code: 'TOO_COSTLY', limit: MAX_COST });
  expect(refused.extensions.cost).toBeGreaterThan(MAX_COST);
  expect(Number.isInteger(refused.extensions.cost)).toBe(true);
});
