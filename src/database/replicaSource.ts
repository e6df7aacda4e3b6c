import type { DataSource } from 'typeorm';
import { createReadSource } from './dataSource';
import { SERVER_ROLE } from './serverRole';

/** A streaming replica: its address, and a pool of reading connections to it that is not yet connected. */
export interface ReplicaSource {
  readonly url: string;
  readonly source: DataSource;
}

/**
 * TypeORM's own `replication` is not used: it takes a replica at random whether it answers or not, fails at the start
 * when one is gone, and cannot tell how far one has replayed (docs/decisions/0008).
 */
export function createReplicaSource(url: string, poolSize: number): ReplicaSource {
  return { url, source: createReadSource(url, poolSize, SERVER_ROLE) };
}
