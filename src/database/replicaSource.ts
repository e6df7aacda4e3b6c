import { DataSource } from 'typeorm';
import { SERVER_ROLE } from './dataSource';

/** A streaming replica: its address, and a pool of read-only connections to it that is not yet connected. */
export interface ReplicaSource {
  readonly url: string;
  readonly source: DataSource;
}

/**
 * TypeORM's own `replication` is not used: it takes a replica at random whether it answers or not, fails at the start
 * when one is gone, and cannot tell how far one has replayed (docs/decisions/0006).
 */
export function createReplicaSource(url: string, poolSize: number): ReplicaSource {
  const source = new DataSource({
    type: 'postgres',
    url,
    poolSize,
    extra: {
      connectionTimeoutMillis: 10_000,
      options: `-c timezone=UTC -c default_transaction_read_only=on -c role=${SERVER_ROLE}`,
    },
  });
  return { url, source };
}
