import { GraphQLError } from 'graphql';
import { CLIENT_SHARE, createAdmission } from '../../../src/server/admission/admission';
import { type Client, networkOf } from '../../../src/server/admission/clients';
import { createCostBudget } from '../../../src/server/admission/costBudget';
import { createExportLimit } from '../../../src/server/admission/exportLimit';
import { createWriteActivity } from '../../../src/server/admission/writeActivity';
import { statusOfError } from '../../../src/server/errors/errorMapping';

const calm = { isNow: () => false, stop: () => {} };
const client = (key: string, isSignedIn = false): Client => ({ key, isSignedIn });
const admissionOf = (more: { costPerMinute?: number; concurrency?: number; isOver?: () => boolean } = {}) =>
  createAdmission({
    budget: createCostBudget(more.costPerMinute ?? 1e9),
    concurrency: more.concurrency ?? CLIENT_SHARE.concurrency,
    overload: { ...calm, isNow: more.isOver ?? (() => false) },
  });
const tick = () => new Promise((resolve) => setImmediate(resolve));
/** What still waits when a test ends is refused later, which nobody hears. */
const never = () => {};
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'admitted',
    (error: GraphQLError) => error.extensions.code,
  );

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s is of the network %s', (address, network) => expect(networkOf(address)).toBe(network));

test('a budget refills with time up to a bound, five times as fast for signed-in clients', () => {
  let now = 0;
  const budget = createCostBudget(60_000, () => now);
  const [stranger, clerk] = [client('a'), client('b', true)];
  budget.take(stranger, 1e9);
  budget.take(clerk, 1e9);
  now += 1000;
  const missing = -budget.left(stranger);
  now += missing;
  expect(budget.left(stranger)).toBeCloseTo(0);
  expect(budget.left(clerk)).toBeGreaterThan(0);
  now += 1e12;
  expect(budget.left(stranger)).toBe(15_000);
});

test('a client runs no more at once than its share, and others are not affected', async () => {
  const admission = admissionOf({ concurrency: 2 });
  const releases = [await admission.admitRead(client('a'), 1), await admission.admitWrite(client('a'), 1)];
  expect(await codeOf(admission.admitRead(client('a'), 1))).toBe('RATE_LIMITED');
  expect(await codeOf(admission.admitWrite(client('a'), 1))).toBe('RATE_LIMITED');
  expect(await codeOf(admission.admitRead(client('b'), 1))).toBe('admitted');
  for (const release of releases) release();
  expect(await codeOf(admission.admitRead(client('a'), 1))).toBe('admitted');
});

test('large reads run one after the other, small ones beside them, and clients take turns', async () => {
  const admission = admissionOf({ costPerMinute: 480_000 });
  const order: string[] = [];
  const releases = new Map<string, () => void>();
  const ask = (name: string, key: string, cost: number) =>
    admission.admitRead(client(key), cost).then((release) => {
      order.push(name);
      releases.set(name, release);
    }, never);
  void ask('a1', 'a', 20_000);
  for (const name of ['a2', 'a3', 'a4']) void ask(name, 'a', 20_000);
  void ask('b1', 'b', 20_000);
  void ask('c1', 'c', 100);
  await tick();
  expect(order).toEqual(['a1', 'c1']);
  for (const name of ['a1', 'b1', 'a2', 'a3']) {
    releases.get(name)?.();
    await tick();
  }
  expect(order).toEqual(['a1', 'c1', 'b1', 'a2', 'a3', 'a4']);
});

test('beside incessant changes reads run one at a time, and changes do not wait', async () => {
  const admission = admissionOf();
  const write = await admission.admitWrite(client('clerk', true), 1);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  let running = 0;
  const releases: (() => void)[] = [];
  for (const key of ['a', 'b', 'c'])
    void admission.admitRead(client(key), 100).then((release) => {
      running += 1;
      releases.push(release);
    }, never);
  await tick();
  expect(running).toBe(1);
  expect(await codeOf(admission.admitWrite(client('other', true), 1))).toBe('admitted');
  releases[0]();
  await tick();
  expect(running).toBe(1);
  write();
});

test('a request over the limit is refused at once, with the time to wait', async () => {
  const poor = admissionOf({ costPerMinute: 60 });
  expect(await codeOf(poor.admitRead(client('a'), 5000))).toBe('admitted');
  const refused = (await poor.admitRead(client('a'), 1).catch((error) => error)) as GraphQLError;
  const { status, retryAfter } = statusOfError(refused);
  expect([status, Number(retryAfter) > 10]).toEqual([429, true]);
  expect(refused.message).toMatch(/份额.*秒.*share.*seconds/);
  const busy = admissionOf({ isOver: () => true });
  expect(await codeOf(busy.admitRead(client('a'), 1))).toBe('OVERLOADED');
  expect(await codeOf(busy.admitWrite(client('a'), 1))).toBe('admitted');
});

test('exports queue per client and for all', () => {
  const enter = createExportLimit();
  const begin = (key: string) => {
    try {
      enter(client(key));
      return 'begun';
    } catch (error) {
      return (error as GraphQLError).extensions.code;
    }
  };
  expect(['a', 'a', 'a', 'b', 'b', 'b', 'c', 'c', 'd', 'd', 'e'].map(begin)).toEqual([
    'begun',
    'begun',
    'RATE_LIMITED',
    'begun',
    'begun',
    'RATE_LIMITED',
    'begun',
    'begun',
    'begun',
    'begun',
    'OVERLOADED',
  ]);
});

test('the measured share of time with writes follows the writes under way', () => {
  let now = 0;
  const activity = createWriteActivity(() => now);
  activity.begin();
  now += 30_000;
  expect(activity.share()).toBeGreaterThan(0.99);
  activity.end();
  now += 30_000;
  expect(activity.share()).toBeLessThan(0.01);
});
