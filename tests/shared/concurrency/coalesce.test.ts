import { setImmediate } from 'node:timers/promises';
import { coalesce } from '../../../src/shared/concurrency/coalesce';
import { createTestDatabase } from '../../support/testDatabase';

/** Returns a run that ends on demand, with its number. */
function createRuns() {
  const ends: (() => void)[] = [];
  const run = () =>
    new Promise<number>((resolve) => {
      const number = ends.length + 1;
      ends.push(() => resolve(number));
    });
  const begun = async (count: number) => {
    while (ends.length < count) await setImmediate();
  };
  return { run, begun, end: (number: number) => ends[number - 1](), count: () => ends.length };
}

test('callers at the same time share a run; callers while it runs share the one after', async () => {
  const runs = createRuns();
  const call = coalesce(runs.run);
  const first = [call(), call()];
  await runs.begun(1);
  const second = [call(), call(), call()];
  runs.end(1);
  expect(await Promise.all(first)).toEqual([1, 1]);
  await runs.begun(2);
  runs.end(2);
  expect(await Promise.all(second)).toEqual([2, 2, 2]);
  expect(runs.count()).toBe(2);
});

test('callers a tick or two later share the run; calls without end do not put it off for ever', async () => {
  let begun = 0;
  const call = coalesce(async () => {
    begun += 1;
    return begun;
  });
  const early = [call()];
  await setImmediate();
  early.push(call());
  await setImmediate();
  early.push(call());
  expect(begun).toBe(0);
  expect(await Promise.all(early)).toEqual([1, 1, 1]);
  const many = [];
  for (let ticks = 0; ticks < 100; ticks += 1) {
    many.push(call());
    await setImmediate();
  }
  await Promise.all(many);
  expect(begun).toBeGreaterThan(5);
  expect(begun).toBeLessThan(100);
});

test('a run that fails fails its callers and no others', async () => {
  let isBroken = true;
  const call = coalesce(async () => {
    if (isBroken) throw new Error('broken');
    return 'well';
  });
  await expect(Promise.all([call(), call()])).rejects.toThrow('broken');
  isBroken = false;
  expect(await call()).toBe('well');
});

test('nobody gets what was read before a commit that came before the call', async () => {
  const { owner, drop } = await createTestDatabase();
  await owner.query('create table counter (value int); insert into counter values (0)');
  const read = coalesce(() => owner.query('select value, pg_sleep(0.01) from counter'));
  let committed = 0;
  const write = async () => {
    for (let value = 1; value <= 40; value += 1) {
      await owner.query('update counter set value = $1', [value]);
      committed = value;
    }
  };
  const check = async () => {
    while (committed < 40) {
      const least = committed;
      const [{ value }] = await read();
      expect(value).toBeGreaterThanOrEqual(least);
    }
  };
  await Promise.all([write(), ...Array.from({ length: 5 }, check)]);
  await drop();
});
