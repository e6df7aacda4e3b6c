import { createTextCache } from '../../src/shared/textCache';

test('texts that begin alike are distinguished, and the latest are remembered', () => {
  const cache = createTextCache<number>(100_000, ({ length }) => length);
  const texts = Array.from(
    { length: 20 },
    (_, at) => `${'x'.repeat(499)}${String.fromCharCode(65 + at)}${'x'.repeat(1500)}`,
  );
  for (const [at, text] of texts.entries()) cache.set(text, at);
  cache.set(texts[19], 42);
  expect(texts.map((text) => cache.get(text))).toEqual(
    texts.map((_, at) => (at < 4 ? undefined : at === 19 ? 42 : at)),
  );
  expect(cache.get(`${'x'.repeat(499)}Z${'x'.repeat(1500)}`)).toBeUndefined();
});

test('requests that differ in a variable, or in one letter of a short text, do not push each other out', () => {
  for (const padding of [0, 1, 7, 50, 1000, 3000]) {
    const cache = createTextCache<number>(1_000_000, ({ length }) => length);
    const texts = Array.from({ length: 60 }, (_, at) => {
      const code = `4103${10 + (at >> 1)}`;
      const filling = 'q'.repeat(padding);
      return at % 2
        ? `{"query":"{ a(b: ${code}) ${filling}"}`
        : `{"query":"${filling}","variables":{"p":"${code}"}}`;
    });
    for (const [at, text] of texts.entries()) cache.set(text, at);
    expect(texts.map((text) => cache.get(text))).toEqual(texts.map((_, at) => at));
  }
});

test('the cache stays within its size', () => {
  const cache = createTextCache<number>(1000, ({ length }) => length);
  const texts = Array.from({ length: 5 }, (_, at) => `${at}${'y'.repeat(299)}`);
  for (const [at, text] of texts.entries()) cache.set(text, at);
  expect(cache.get(texts[4])).toBe(4);
  expect(texts.filter((text) => cache.get(text) !== undefined).length).toBeLessThanOrEqual(3);
  cache.set('z'.repeat(2000), 9);
  expect(cache.get('z'.repeat(2000))).toBeUndefined();
});
