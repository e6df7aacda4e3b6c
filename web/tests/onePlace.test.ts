import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDayOf, whyNoDay } from '../src/look/days';
import { decodeAddress, readableAddress } from '../src/place/decodeAddress';

const SOURCES = join(__dirname, '../src');
const sources = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('generated'))
  .map((name) => [name, readFileSync(join(SOURCES, name), 'utf8')] as const);
const filesWith = (pattern: RegExp) =>
  sources.filter(([, source]) => pattern.test(source)).map(([name]) => name);

test('days are typed, and addresses and what the browser stored are read, in one place each', () => {
  expect(filesWith(/type=?[:{"' ]*date["']/)).toEqual(['look/DayField.tsx']);
  expect(filesWith(/\bdecodeURI(Component)?\(/)).toEqual(['place/decodeAddress.ts']);
  expect(filesWith(/JSON\.parse\(readStored/)).toEqual(['look/stored.ts']);
});

test('an address that is badly encoded is none, and is shown as it is', () => {
  expect(['%E6%9C%BA', 'a%20b', '%E0%A4%A', '%', '%FF'].map(decodeAddress)).toEqual([
    '机',
    'a b',
    null,
    null,
    null,
  ]);
  expect(['/x?name=%E6%9C%BA', '/x/%E0%A4%A'].map(readableAddress)).toEqual(['/x?name=机', '/x/%E0%A4%A']);
});

test('a day of a field has four digits of a year and lies between two others', () => {
  const days = { first: '1949-10-01', last: '2026-12-31' };
  for (const day of ['1949-10-01', '2026-12-31', '']) expect(whyNoDay(days, day)).toBeNull();
  for (const day of ['1949-09-30', '2027-01-01', '20255-01-01', '12025-01-01', 'x', '2025-1-1']) {
    expect(isDayOf(days, day)).toBe(false);
    expect(whyNoDay(days, day)?.[0]).toContain(`所填的 ${day} 没有采用`);
  }
});
