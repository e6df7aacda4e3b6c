import { createFairQueue } from '../../../src/document/reader/fairQueue';

/** Work that ends when it is told to, and the order in which pieces began. */
function holdWork() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<void>((resolve) => ends.set(name, resolve));
  };
  const end = async (name: string) => {
    ends.get(name)?.();
    for (let step = 0; step < 5; step += 1) await null;
  };
  return { begun, work, end };
}

test("documents of one sender wait for each other; another sender's is next", async () => {
  const queue = createFairQueue(1);
  const { begun, work, end } = holdWork();
  for (let at = 1; at <= 6; at += 1) void queue.run('many', work(`many ${at}`));
  void queue.run('other', work('other 1'));
  void queue.run('third', work('third 1'));
  expect([queue.waiting(), queue.waiting('many'), queue.waiting('other'), queue.waiting('none')]).toEqual([
    7, 5, 1, 0,
  ]);
  for (const name of ['many 1', 'other 1', 'third 1', 'many 2', 'many 3']) await end(name);
  expect(begun).toEqual(['many 1', 'other 1', 'third 1', 'many 2', 'many 3', 'many 4']);
});

test('no more than the limit run at once, and failed work frees its place', async () => {
  const queue = createFairQueue(2);
  let [running, most] = [0, 0];
  const outcomes = await Promise.allSettled(
    Array.from({ length: 30 }, (_, at) =>
      queue.run(`sender ${at % 4}`, async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        if (at % 3 === 0) throw new Error('failed');
        return at;
      }),
    ),
  );
  expect(most).toBe(2);
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(10);
  expect(queue.waiting()).toBe(0);
});
