import type { DataSource } from 'typeorm';
import { coalesce } from '../../../src/shared/concurrency/coalesce';
import { memoizeOn, queryShared } from '../../../src/shared/concurrency/sharedReads';
import { createTestDatabase } from '../../support/testDatabase';

let opened: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  opened = await createTestDatabase();
  await opened.owner.query('create table counter (value int); insert into counter values (0)');
});
afterAll(() => opened.drop());

const COUNT = 'select value, pg_sleep(0.05) from counter where value >= $1';
const count = (least = 0) => queryShared<{ value: number }>(opened.owner, COUNT, [least]);

test('simultaneous requests share one read; requests during a read share the next', async () => {
  const query = jest.spyOn(opened.owner as DataSource, 'query');
  const together = [count()];
  // Another that comes later in this turn of the event loop.
  for (let step = 0; step < 50; step += 1) await Promise.resolve();
  together.push(count());
  const other = count(-1);
  // They have begun to read when the next ones ask.
  while (query.mock.calls.length < 2) await new Promise(setImmediate);
  const rest = Array.from({ length: 20 }, () => count());
  const all = await Promise.all(rest);
  expect(new Set(all).size).toBe(1);
  expect(await together[0]).toBe(await together[1]);
  expect(await together[0]).not.toBe(all[0]);
  expect(await other).toEqual(all[0]);
  expect(query).toHaveBeenCalledTimes(3);
  await count();
  expect(query).toHaveBeenCalledTimes(4);
  query.mockRestore();
});

test('requests a tick or two later share the read; endless requests do not postpone it for ever', async () => {
  const turn = () => new Promise(setImmediate);
  let begun = 0;
  const ask = coalesce(async (askers) => {
    begun += 1;
    return askers;
  });
  const first = ask();
  await turn();
  const second = ask();
  await turn();
  const third = ask();
  expect(begun).toBe(0);
  expect(await Promise.all([first, second, third])).toEqual([3, 3, 3]);
  expect(begun).toBe(1);
  const all = [];
  for (let turns = 0; turns < 100; turns += 1) {
    all.push(ask());
    await turn();
  }
  const shares = await Promise.all(all);
  expect(begun).toBeGreaterThan(5);
  expect(Math.max(...shares)).toBeLessThan(20);
  expect(Math.max(...shares)).toBeGreaterThan(1);
});

test('no request gets what was read before a commit that precedes it', async () => {
  let committed = 0;
  let isOver = false;
  const write = async () => {
    for (let value = 1; value <= 40; value += 1) {
      await opened.owner.query('update counter set value = $1', [value]);
      committed = value;
      await new Promise((resolve) => setTimeout(resolve, 7));
    }
    isOver = true;
  };
  const read = async () => {
    while (!isOver) {
      const least = committed;
      const [{ value }] = await count();
      expect(value).toBeGreaterThanOrEqual(least);
    }
  };
  await Promise.all([write(), ...Array.from({ length: 5 }, read)]);
});

test('values derived from a shared read are computed once and shared; of an unshared read nothing is remembered', async () => {
  const double = (rows: { value: number }[]) =>
    memoizeOn(rows, 'doubled', () => rows.map(({ value }) => ({ value: 2 * value })));
  const increase = (rows: { value: number }[]) =>
    memoizeOn(double(rows), 'increased', () => double(rows).map(({ value }) => value + 1));
  const [one, other] = await Promise.all([count(), count()]);
  expect(double(one)).toBe(double(other));
  expect(increase(one)).toBe(increase(other));
  expect(memoizeOn(one, 'other', () => 'named apart')).toBe('named apart');
  const alone = await count();
  expect(double(alone)).not.toBe(double(alone));
  expect(double(alone)).toEqual(double(one));
});

test('an error reaches every sharer of a read, and the next read is a new one', async () => {
  const fail = () => queryShared(opened.owner, 'select 1 / $1::int', [0]);
  const all = await Promise.allSettled([fail(), fail(), fail()]);
  expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  const query = jest.spyOn(opened.owner as DataSource, 'query').mockResolvedValueOnce([{ one: 1 }]);
  expect(await fail()).toEqual([{ one: 1 }]);
  query.mockRestore();
  await expect(fail()).rejects.toThrow('division by zero');
});
