import { createTextCache } from '../src/shared/textCache';

test('texts alike in length and end are told apart, and the last ones are remembered', () => {
  const cache = createTextCache<number>(10_000, ({ length }) => length);
  const texts = Array.from({ length: 12 }, (_, at) => `${String.fromCharCode(65 + at)}${'x'.repeat(199)}`);
  for (const [at, text] of texts.entries()) cache.set(text, at);
  cache.set(texts[11], 42);
  expect(texts.map((text) => cache.get(text))).toEqual([
    ...[0, 1, 2, 3].map(() => undefined),
    4,
    5,
    6,
    7,
    8,
    9,
    10,
    42,
  ]);
  expect(cache.get(`Z${'x'.repeat(199)}`)).toBeUndefined();
});

test('no more is remembered than fits', () => {
  const cache = createTextCache<number>(1000, ({ length }) => length);
  const texts = Array.from({ length: 5 }, (_, at) => `${at}${'y'.repeat(299)}`);
  for (const [at, text] of texts.entries()) cache.set(text, at);
  expect(cache.get(texts[4])).toBe(4);
  expect(texts.filter((text) => cache.get(text) !== undefined).length).toBeLessThanOrEqual(3);
  cache.set('z'.repeat(2000), 9);
  expect(cache.get('z'.repeat(2000))).toBeUndefined();
});
