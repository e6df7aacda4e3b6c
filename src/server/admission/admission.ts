import { TryLater } from '../errors/errorMapping';
import type { Client } from './clients';
import type { CostBudget } from './costBudget';
import type { Overload } from './overload';
import { createWriteActivity } from './writeActivity';

/** From this cost on a read is large. */
const LARGE_COST = 1000;
/** How much may run at once: of large reads as much as the dearest alone, of small ones some hundred. */
const MOST_COST_RUNNING = { large: 20_000, small: 10_000 };
/** How long a read may wait for its turn, in milliseconds. */
const LONGEST_WAIT_MS = 5000;
/** How many reads may wait, of all clients together. */
const MOST_WAITING = 500;
/** Changes under way at once, of all clients together. */
const MOST_WRITES = 1000;
/** Where changes come without pause, reads run one by one and rest this many times as long as each ran. */
const REST = 9;
const LONGEST_REST_MS = 10_000;
const WITHOUT_PAUSE = 0.3;
/** A refusal is delayed, so that a client that retries at once does not send thousands of requests a second. */
const HOLD_MS = 500;
const MOST_HELD = 1000;

/** What one client may ask for: cost a minute without signing in, and operations that run or wait at once. */
export const CLIENT_SHARE = { costPerMinute: 240_000, concurrency: 50 };

/** Ends what was admitted. */
export type Release = () => void;

/** Who runs when. */
export interface Admission {
  /** Waits until a read may run. Throws RATE_LIMITED or OVERLOADED. */
  admitRead(client: Client, cost: number): Promise<Release>;
  /** Takes a cost from what a client has, for what was done already. */
  charge(client: Client, cost: number): void;
  /** Lets a change run at once. Throws RATE_LIMITED or OVERLOADED. */
  admitWrite(client: Client, cost: number): Promise<Release>;
  /** How many reads run and wait, how many changes are under way, and how many refusals are held back. */
  status(): Readonly<Record<'reading' | 'waiting' | 'writing' | 'refused', number>>;
}

/** What admission needs. */
export interface AdmissionOptions {
  readonly budget: CostBudget;
  /** The most operations of one client that run or wait. */
  readonly concurrency: number;
  readonly overload: Overload;
}

interface Waiting {
  readonly client: Client;
  readonly cost: number;
  readonly since: number;
  start(): void;
  fail(error: TryLater): void;
}

const tryLater = (code: string, retryAfterMs: number, zh: string, en: string) => {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  return new TryLater(
    code,
    seconds,
    `${zh}，请 ${seconds} 秒后再试。 ${en}: try again in ${seconds} seconds.`,
  );
};
/** The refusal of a client that wants more than its share. */
export const rateLimited = (retryAfterMs: number) =>
  tryLater(
    'RATE_LIMITED',
    retryAfterMs,
    '请求过多，超过了每个客户端的份额',
    'This client asks for more than its share',
  );
/** The refusal of everybody while there is too much to do. */
export const overloaded = (retryAfterMs = 5000) =>
  tryLater('OVERLOADED', retryAfterMs, '服务器正忙', 'The server is busy');

/**
 * Returns who decides who runs when. Every client has a share: what it has used least of runs first. Small reads do not wait
 * for large ones. Changes never wait for reads; where they come without pause, reads get a tenth of the time.
 */
export function createAdmission({ budget, concurrency, overload }: AdmissionOptions): Admission {
  const present = new Map<string, number>();
  const running = { large: 0, small: 0 };
  const waiting = new Set<Waiting>();
  const writes = createWriteActivity();
  let [reads, writesUnderWay, delayedRefusals, restUntil] = [0, 0, 0, 0];
  let timer: NodeJS.Timeout | undefined;

  const sizeOf = (cost: number) => (cost >= LARGE_COST ? 'large' : 'small');
  const enter = ({ key }: Client) => void present.set(key, (present.get(key) ?? 0) + 1);
  const leave = ({ key }: Client) => {
    const left = (present.get(key) ?? 1) - 1;
    if (left > 0) present.set(key, left);
    else present.delete(key);
  };
  const refuse = async (error: TryLater): Promise<never> => {
    if (delayedRefusals < MOST_HELD) {
      delayedRefusals += 1;
      await new Promise((resolve) => setTimeout(resolve, HOLD_MS));
      delayedRefusals -= 1;
    }
    throw error;
  };
  const isBusyWriting = () => writes.share() > WITHOUT_PAUSE;
  const hasRoom = ({ cost }: Waiting) => {
    if (isBusyWriting()) return reads === 0 && performance.now() >= restUntil;
    const size = sizeOf(cost);
    return running[size] === 0 || running[size] + cost <= MOST_COST_RUNNING[size];
  };
  const waitOf = (client: Client) => Math.max(0, -budget.left(client));
  // Who has used least of late comes first; of those alike, who has waited longest.
  const next = (): Waiting | null => {
    let best: Waiting | null = null;
    let most = 0;
    for (const one of waiting) {
      const left = budget.left(one.client);
      // What a client has grows while they are compared.
      if (left < 0 || (best && left <= most + 1) || !hasRoom(one)) continue;
      best = one;
      most = left;
    }
    return best;
  };
  const admitWaiting = () => {
    clearTimeout(timer);
    const now = performance.now();
    for (const one of waiting)
      if (now - one.since > LONGEST_WAIT_MS) {
        waiting.delete(one);
        const wait = waitOf(one.client);
        one.fail(wait > 0 ? rateLimited(wait) : overloaded());
      }
    for (let one = next(); one; one = next()) {
      waiting.delete(one);
      one.start();
    }
    if (waiting.size > 0)
      timer = setTimeout(admitWaiting, isBusyWriting() ? Math.min(50, Math.max(1, restUntil - now)) : 20);
  };
  const run = (client: Client, cost: number): Release => {
    const size = sizeOf(cost);
    const began = performance.now();
    const isBeside = isBusyWriting();
    running[size] += cost;
    reads += 1;
    budget.take(client, cost);
    return () => {
      running[size] -= cost;
      reads -= 1;
      const now = performance.now();
      if (isBeside || isBusyWriting()) restUntil = now + Math.min(REST * (now - began), LONGEST_REST_MS);
      leave(client);
      admitWaiting();
    };
  };
  return {
    status: () => ({
      reading: reads,
      waiting: waiting.size,
      writing: writesUnderWay,
      refused: delayedRefusals,
    }),
    charge: budget.take,
    async admitRead(client, cost) {
      if ((present.get(client.key) ?? 0) >= concurrency) return refuse(rateLimited(1000));
      const wait = waitOf(client);
      if (wait > LONGEST_WAIT_MS) return refuse(rateLimited(wait));
      if (waiting.size >= MOST_WAITING || overload.isNow()) return refuse(overloaded());
      enter(client);
      return new Promise((resolve, reject) => {
        waiting.add({
          client,
          cost,
          since: performance.now(),
          start: () => resolve(run(client, cost)),
          fail: (error) => {
            leave(client);
            reject(error);
          },
        });
        admitWaiting();
      });
    },
    async admitWrite(client, cost) {
      if ((present.get(client.key) ?? 0) >= concurrency) return refuse(rateLimited(1000));
      const wait = waitOf(client);
      if (wait > 0) return refuse(rateLimited(wait));
      if (writesUnderWay >= MOST_WRITES) return refuse(overloaded());
      enter(client);
      budget.take(client, cost);
      writesUnderWay += 1;
      // Signing in alone must not take the time of those who read.
      if (client.isSignedIn) writes.begin();
      return () => {
        writesUnderWay -= 1;
        if (client.isSignedIn) writes.end();
        leave(client);
      };
    },
  };
}
