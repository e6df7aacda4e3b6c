import { type DataSource, QueryFailedError, QueryResult, type QueryRunner } from 'typeorm';

const failed = (code: string, message: string) =>
  new QueryFailedError('', [], Object.assign(new Error(message), { code }));

/** What may be said of a statement instead of its answer. */
const ERRORS: readonly (readonly [string, Error])[] = [
  ['NO_CONNECTION', new Error('timeout exceeded when trying to connect')],
  ['TIMEOUT', failed('57014', 'canceling statement due to statement timeout')],
  ['LOST', failed('57P01', 'terminating connection due to administrator command')],
];

/** Breaks single statements of connection pools. */
export interface Faults {
  /**
   * Runs some work again and again, each time with the next of its statements broken, until none is left to break: once with errors,
   * which change from statement to statement, and once without rows.
   */
  breakEach(work: () => Promise<string>, judge: (answer: string, broken: string) => void): Promise<void>;
}

/** Has the statements of these pools broken on demand. What ends a transaction is left alone: its connection goes back to the pool. */
export function injectFaults(...pools: readonly DataSource[]): Faults {
  let armed: { at: number; error: Error | null } | null = null;
  let count = 0;
  for (const pool of pools) {
    const create = pool.createQueryRunner.bind(pool);
    pool.createQueryRunner = (mode): QueryRunner => {
      const runner = create(mode);
      const query = runner.query.bind(runner) as (...parameters: unknown[]) => Promise<unknown>;
      runner.query = (async (...parameters: unknown[]) => {
        const isEnd = /^(rollback|commit)/i.test(String(parameters[0]));
        const broken = armed !== null && !isEnd && count === armed.at ? armed : null;
        if (!isEnd) count += 1;
        if (broken?.error) throw broken.error;
        if (!broken) return query(...parameters);
        // With a third parameter TypeORM's own builders read a structured result.
        return parameters[2] ? Object.assign(new QueryResult(), { records: [], raw: [], affected: 0 }) : [];
      }) as QueryRunner['query'];
      return runner;
    };
  }
  return {
    async breakEach(work, judge) {
      let unbroken = Number.POSITIVE_INFINITY;
      // Beyond its last statement the work would only run unbroken again.
      for (const isError of [true, false])
        for (let at = 0, isHit = true; isHit && at < unbroken; at += 1) {
          const [name, error] = isError ? ERRORS[at % ERRORS.length] : ['NO_ROW', null];
          [armed, count] = [{ at, error }, 0];
          const answer = await work();
          isHit = count > at;
          if (!isHit) unbroken = count;
          armed = null;
          judge(answer, `${name} ${at}`);
        }
    },
  };
}
