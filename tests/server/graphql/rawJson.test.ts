import { RawTableJson, stringify, writeBytes } from '../../../src/server/graphql/rawJson';

/** An answer with a table that is written as this text. */
const answer = (name: string, table: string) => ({
  data: { name, requests: new RawTableJson(table) },
});

test('an answer is written with its tables, whatever was written before', () => {
  const first = writeBytes(answer('局', '{"total":1}'));
  expect(first.toString()).toBe('{"data":{"name":"局","requests":{"total":1}}}\n');
  for (const [name, table] of [
    ['局', '{"total":2}'],
    ['室', '{"total":2}'],
    ['局', '{"total":1}'],
  ]) {
    const text = `{"data":{"name":"${name}","requests":${table}}}\n`;
    expect(writeBytes(answer(name, table)).toString()).toBe(text);
    expect(stringify(answer(name, table))).toBe(text);
  }
});

test('a text that looks like the placeholder of a table, and answers without tables, are written unchanged', () => {
  for (const value of [answer('\0', '{"total":1}'), { data: { name: '\0' } }, { data: null }, { data: {} }]) {
    const text = `${JSON.stringify(value)}\n`;
    expect(writeBytes(value).toString()).toBe(text);
    expect(writeBytes(value).toString()).toBe(text);
    expect(stringify(value)).toBe(text);
  }
});

test('a table and a text that looks like one are not confused in the next answer', () => {
  const table = new RawTableJson('{"total":1}');
  expect(writeBytes({ a: table, b: '\0' }).toString()).toBe('{"a":{"total":1},"b":"\\u0000"}\n');
  expect(writeBytes({ a: '\0', b: table }).toString()).toBe('{"a":"\\u0000","b":{"total":1}}\n');
});
