import type { DataSource } from 'typeorm';

/** Returns a list that every statement joins as it is sent over one of the pools; those of transactions only where they are wanted. */
export function recordStatements(pools: readonly DataSource[], withTransactions = false): string[] {
  const statements: string[] = [];
  for (const pool of pools) {
    const create = pool.createQueryRunner.bind(pool);
    pool.createQueryRunner = (mode) => {
      const runner = create(mode);
      const query = runner.query.bind(runner) as (sql: string, ...more: unknown[]) => Promise<unknown>;
      runner.query = ((sql: string, ...more: unknown[]) => {
        if (withTransactions || !runner.isTransactionActive) statements.push(sql);
        return query(sql, ...more);
      }) as typeof runner.query;
      return runner;
    };
  }
  return statements;
}
