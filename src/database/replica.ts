import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { ReplicaStatus } from '../shared/request/context';
import { openProbe } from './probe';

/** How a read waits for what it must see: a replica near by is there within some milliseconds. */
const PAUSES_MS = [2, 5, 10, 20, 40];

/** What the hub thinks of a replica. Only one IN_USE is read from. */
export type ReplicaState = ReplicaStatus['state'];

/** What a replica is measured by. */
export interface PrimaryStatus {
  /** Without a primary the replica is the best there is, wherever it stands, even promoted. */
  readonly isUp: boolean;
  readonly identity: string | null;
  /** Whether a position is too far back to be read from. */
  isTooFar(replayed: bigint): boolean;
}

/** The parameters of `QueryRunner.query`. */
export type Statement = readonly [sql: string, parameters?: unknown[], useStructuredResult?: boolean];

/** A replica that the hub watches. Positions are places in the primary's log (LSN). */
export interface Replica {
  state(): ReplicaState;
  /** Returns up to where the log is replayed at least. */
  replayed(): bigint;
  /** Whether it can be read from and has replayed the log up to a position, for which it has a moment. */
  reaches(position: bigint): Promise<boolean>;
  /** Sends it a statement. Rejects with ReplicaFailed when another server should answer. */
  query(statement: Statement): Promise<unknown>;
  /** Sees where it stands beside the primary. */
  watch(primary: PrimaryStatus): Promise<void>;
  close(): Promise<void>;
}

/** The replica could not answer, through no fault of the question. */
export class ReplicaFailed extends Error {}

/** The position that PostgreSQL writes as two hexadecimal numbers. */
export function readPosition(text: string): bigint {
  const [high, low] = text.split('/').map((part) => BigInt(`0x${part}`));
  return (high << 32n) | low;
}

/** Which database of which cluster this is: the same on a primary and its replicas, different everywhere else. */
export const IDENTITY = `(select system_identifier from pg_control_system())::text || '/' || current_database()`;
const STANDING = `select ${IDENTITY} as identity, pg_is_in_recovery() as "isStandby", pg_last_wal_replay_lsn()::text as replayed`;

const LOST =
  /^(08...|57P0.|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** Replay cancelled the statement, it would have written, or there are no connections: the primary can answer. */
const ELSEWHERE = /^(40001|40P01|25006|53300)$/;

function codeOf(error: unknown): string {
  const { code, driverError } = Object(error) as { code?: unknown; driverError?: { code?: unknown } };
  return String(code ?? driverError?.code ?? '');
}

/** Whether a server is gone, as against a question it refuses. */
export const isLost = (error: unknown) =>
  LOST.test(codeOf(error)) || /Connection terminated|not queryable|connection error/.test(String(error));

/** Whether a server only reads: a standby, or a primary that was put behind another. */
export const isReadOnly = (error: unknown) => codeOf(error) === '25006';

/** Watches one replica. */
export function openReplica(url: string, source: DataSource, log: (state: string) => void): Replica {
  let state: ReplicaState = 'UNREACHABLE';
  let isFirst = true;
  let replayed = 0n;
  let missed = 0n;
  let opening: Promise<unknown> | null = null;
  let looking: Promise<ReplicationStatus | null> | null = null;
  const underWay = new Set<(reason: Error) => void>();

  const setState = (next: ReplicaState, reason = '') => {
    if (next !== state || isFirst) log(reason ? `${next}: ${reason}` : next);
    isFirst = false;
    state = next;
    if (next !== 'UNREACHABLE') return;
    for (const reject of underWay) reject(new ReplicaFailed(reason));
    underWay.clear();
  };
  const lose = (error: unknown) => {
    void probe.drop();
    setState('UNREACHABLE', error instanceof Error ? error.message : String(error));
  };
  const probe = openProbe(url, lose);
  const ask = async (): Promise<ReplicationStatus | null> => {
    try {
      const status = await probe.ask<ReplicationStatus>(STANDING);
      if (status.replayed !== null) replayed = readPosition(status.replayed);
      return status;
    } catch (error) {
      lose(error);
      return null;
    }
  };
  const look = () => {
    looking ??= ask().finally(() => {
      looking = null;
    });
    return looking;
  };
  const openPool = async () => {
    opening ??= source.initialize().finally(() => {
      opening = null;
    });
    await opening;
  };
  return {
    state: () => state,
    replayed: () => replayed,
    async reaches(position) {
      for (const pause of PAUSES_MS) {
        if (state !== 'IN_USE') return false;
        if (replayed >= position) return true;
        await look();
        if (replayed < position) await delay(pause);
      }
      if (state === 'IN_USE' && replayed < position) {
        missed = position;
        setState('BEHIND');
      }
      return state === 'IN_USE';
    },
    query(statement) {
      return new Promise((resolve, reject) => {
        underWay.add(reject);
        const done = () => underWay.delete(reject);
        const runner = source.createQueryRunner();
        const rows = (runner.query as (...args: Statement) => Promise<unknown>)(...statement);
        rows
          .finally(() => runner.release())
          .then(
            (rows) => {
              done();
              resolve(rows);
            },
            (error) => {
              done();
              if (isLost(error)) lose(error);
              reject(
                isLost(error) || ELSEWHERE.test(codeOf(error)) ? new ReplicaFailed(error.message) : error,
              );
            },
          );
      });
    },
    async watch({ isUp, identity, isTooFar }) {
      const status = await look();
      if (!status) return;
      if (identity !== null && identity !== status.identity) setState('NOT_A_REPLICA', 'of another database');
      else if (isUp && !status.isStandby) setState('NOT_A_REPLICA', 'not in recovery');
      else if (isUp && (replayed < missed || isTooFar(replayed))) setState('BEHIND');
      else await (source.isInitialized ? Promise.resolve() : openPool()).then(() => setState('IN_USE'), lose);
    },
    async close() {
      await probe.drop();
      await opening?.catch(() => {});
      if (source.isInitialized) await source.destroy();
    },
  };
}

interface ReplicationStatus {
  readonly identity: string;
  readonly isStandby: boolean;
  readonly replayed: string | null;
}
