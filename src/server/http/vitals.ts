import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver';
import { countJobs } from '../../notification/jobQueue';
import { queryRows } from '../../shared/database';
import type { Admission } from '../admission/admission';
import type { ResponseCache } from '../execution/responseCache';
import type { Metrics } from './metrics';

/** SQL: what the sums that the database maintains hold, as far as PostgreSQL has counted, and how often what is published has changed. */
const ROLLUPS = `
  select (select coalesce(sum(greatest(reltuples, 0)), 0)::float8 from pg_class
           where oid in ('public.rollup_sum'::regclass, 'public.rollup_indicator'::regclass)) as rows,
         (select sum(moves)::float8 from data_version) as publications`;

/** What is measured while the hub runs. */
export interface Vitals {
  readonly pools: Readonly<Record<string, DataSource>>;
  readonly reads: DataSource;
  readonly admission: Pick<Admission, 'status'>;
  readonly cache: Pick<ResponseCache, 'status'>;
  followers(): number;
}

/** Adds gauges of connections, admission, cached answers, jobs, subscriptions and maintained sums. */
export function measureVitals(metrics: Pick<Metrics, 'addGauge'>, vitals: Vitals): void {
  const { pools, reads, admission, cache, followers } = vitals;
  metrics.addGauge(
    'ogi_database_connections',
    'Connections of each pool, and statements that wait for one.',
    ['pool', 'state'],
    async () =>
      Object.entries(pools).flatMap(([pool, database]) => {
        const { totalCount, idleCount, waitingCount }: Pool = (database.driver as PostgresDriver).master;
        return [
          [{ pool, state: 'busy' }, totalCount - idleCount],
          [{ pool, state: 'idle' }, idleCount],
          [{ pool, state: 'waiting' }, waitingCount],
        ] as const;
      }),
  );
  metrics.addGauge('ogi_operations', 'Operations that run or wait for their turn.', ['state'], async () =>
    Object.entries(admission.status()).map(([state, count]) => [{ state }, count] as const),
  );
  metrics.addGauge('ogi_cached_answers', 'Answers in the cache, and their bytes.', ['unit'], async () =>
    Object.entries(cache.status()).map(([unit, count]) => [{ unit }, count] as const),
  );
  metrics.addGauge('ogi_followers', 'Subscriptions and others that follow changes.', [], async () => [
    [{}, followers()],
  ]);
  metrics.addGauge('ogi_jobs', 'Jobs of the queue by task.', ['task', 'state'], async () => {
    const rows = await countJobs(reads);
    return rows.flatMap(({ task, waiting, failed }) => [
      [{ task, state: 'waiting' }, waiting] as const,
      [{ task, state: 'failed' }, failed] as const,
    ]);
  });
  metrics.addGauge(
    'ogi_rollup_state',
    'Rows of the maintained sums, about, and changes of what is published.',
    ['unit'],
    async () => {
      const [row] = await queryRows<{ rows: number; publications: number }>(reads, ROLLUPS);
      return Object.entries(row).map(([unit, count]) => [{ unit }, count] as const);
    },
  );
}
