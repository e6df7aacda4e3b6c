import { type DataSource, QueryFailedError, type QueryRunner } from 'typeorm';

/** What may happen to a statement instead of its answer. */
const FAULTS = ['NO_CONNECTION', 'TIMEOUT', 'LOST', 'NO_ROW'] as const;
type Fault = (typeof FAULTS)[number];

const failed = (code: string, message: string) =>
  new QueryFailedError('', [], Object.assign(new Error(message), { code }));

const OUTCOMES: Record<Fault, () => unknown[]> = {
  NO_CONNECTION: () => {
    throw new Error('timeout exceeded when trying to connect');
  },
  TIMEOUT: () => {
    throw failed('57014', 'canceling statement due to statement timeout');
  },
  LOST: () => {
    throw failed('57P01', 'terminating connection due to administrator command');
  },
  NO_ROW: () => [],
};

/** Breaks single statements of connection pools. */
export interface Faults {
  /** Runs some work again and again, each time with the next of its statements broken, in every way, until none is left to break. */
  breakEach(work: () => Promise<string>, judge: (answer: string, broken: string) => void): Promise<void>;
}

/** Has the statements of these pools broken on demand. What ends a transaction is left alone: its connection goes back to the pool. */
export function injectFaults(...pools: readonly DataSource[]): Faults {
  let armed: { at: number; fault: Fault } | null = null;
  let count = 0;
  for (const pool of pools) {
    const create = pool.createQueryRunner.bind(pool);
    pool.createQueryRunner = (mode): QueryRunner => {
      const runner = create(mode);
      const query = runner.query.bind(runner) as (...given: unknown[]) => Promise<unknown>;
      runner.query = (async (...given: unknown[]) => {
        const isEnd = /^(rollback|commit)/i.test(String(given[0]));
        const broken = armed !== null && !isEnd && count === armed.at ? armed.fault : null;
        if (!isEnd) count += 1;
        return broken ? OUTCOMES[broken]() : query(...given);
      }) as QueryRunner['query'];
      return runner;
    };
  }
  return {
    async breakEach(work, judge) {
      for (const fault of FAULTS)
        for (let at = 0, isHit = true; isHit; at += 1) {
          [armed, count] = [{ at, fault }, 0];
          const answer = await work();
          isHit = count > at;
          armed = null;
          judge(answer, `${fault} ${at}`);
        }
    },
  };
}
