import { createTextCache } from '../src/shared/textCache';

test('texts alike in what is looked at first are told apart, and the last ones are remembered', () => {
  const cache = createTextCache<number>(100_000, ({ length }) => length);
  const texts = Array.from(
    { length: 20 },
    (_, at) => `${'x'.repeat(100)}${String.fromCharCode(65 + at)}${'x'.repeat(899)}`,
  );
  for (const [at, text] of texts.entries()) cache.set(text, at);
  cache.set(texts[19], 42);
  expect(texts.map((text) => cache.get(text))).toEqual(
    texts.map((_, at) => (at < 4 ? undefined : at === 19 ? 42 : at)),
  );
  expect(cache.get(`${'x'.repeat(100)}Z${'x'.repeat(899)}`)).toBeUndefined();
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
