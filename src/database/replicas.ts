import { type DataSource, EntityManager } from 'typeorm';
import type { ReplicaStatus } from '../shared/request/context';
import { type Actor, Role } from '../shared/request/permissions';
import { openProbe } from './probe';
import {
  IDENTITY,
  isLost,
  openReplica,
  type Replica,
  ReplicaFailed,
  readPosition,
  type Statement,
} from './replica';

const WATCH_MS = 1000;
/** A replica further back is not read from even when it misses nothing. */
const MOST_BEHIND_MS = 10_000;

/** Where reads go. */
export interface Replicas {
  /**
   * Returns the database of an actor's reads. Its server is chosen at the first read and stays; what is not a plain query goes to
   * the primary through it.
   */
  route(actor: Actor): DataSource;
  /** Notes that something was committed on the primary: no read that begins from now on may miss it. */
  noteCommit(): void;
  status(): readonly ReplicaStatus[];
  close(): Promise<void>;
}

/** What the hub opens replicas from. */
export interface ReplicaOptions {
  readonly database: DataSource;
  /** The primary, not through a pooler. */
  readonly databaseUrl: string;
  readonly replicas: readonly { readonly url: string; readonly source: DataSource }[];
  readonly log: (line: string) => void;
}

/**
 * Whose reads may come from a replica: those who can change nothing. Whoever files or reviews reads from the primary, so
 * that all see what they did, through whichever server process, without a token that a client would have to carry.
 */
export function mayReadReplica(actor: Actor): boolean {
  if (actor.kind === 'ANONYMOUS') return true;
  return actor.grants.length > 0 && actor.grants.every((grant) => grant.role === Role.ANALYST);
}

/** How a request finds who answers its reads. */
interface Choice {
  /** A replica that has what must be seen; null for the primary. */
  choose(): Promise<Replica | null>;
  /** Any replica, when the primary is gone: what it has is the best there is. */
  lastResort(): Replica | null;
  log(line: string): void;
}

type Ask = (...statement: Statement) => Promise<unknown>;

/** The primary, but that its plain queries are answered by a replica; whichever fails, the other answers. */
function readingFrom(primary: DataSource, { choose, lastResort, log }: Choice): DataSource {
  let chosen: Promise<Replica | null> | null = null;
  const query = async (askPrimary: Ask, ...statement: Statement) => {
    const orLastResort = () =>
      askPrimary(...statement).catch((error) => {
        const replica = isLost(error) ? lastResort() : null;
        if (!replica) throw error;
        log(`主库不可用，由只读副本回答 the primary is gone, a replica answers: ${error.message}`);
        chosen = Promise.resolve(replica);
        return replica.query(statement);
      });
    chosen ??= choose();
    const replica = await chosen;
    if (!replica) return orLastResort();
    try {
      return await replica.query(statement);
    } catch (error) {
      if (!(error instanceof ReplicaFailed)) throw error;
      // Once on the primary always on the primary, while it is there: a request must not go back in time.
      chosen = Promise.resolve(null);
      log(`改由主库回答 answered by the primary instead: ${error.message}`);
      return orLastResort();
    }
  };
  const createQueryRunner: DataSource['createQueryRunner'] = (mode) => {
    const runner = primary.createQueryRunner(mode);
    const askPrimary: Ask = runner.query.bind(runner);
    runner.query = ((...statement: Statement) =>
      runner.isTransactionActive
        ? askPrimary(...statement)
        : query(askPrimary, ...statement)) as typeof runner.query;
    return runner;
  };
  // `manager` stays the primary's: who must see what was just committed reads through it.
  const getRepository: DataSource['getRepository'] = (target) =>
    new EntityManager(routed).getRepository(target);
  const routed: DataSource = Object.create(primary, {
    createQueryRunner: { value: createQueryRunner },
    getRepository: { value: getRepository },
  });
  return routed;
}

/** Watches the replicas and routes reads to them. */
export function openReplicas({ database, databaseUrl, replicas: options, log }: ReplicaOptions): Replicas {
  const replicas = options.map(({ url, source }, at) =>
    openReplica(url, source, (state) => log(`只读副本 replica ${at + 1}: ${state}`)),
  );
  // What reads must see: the log up to `requiredLsn`, which covers the commits counted in `coveredCommits`.
  let [commits, coveredCommits] = [1, 0];
  let requiredLsn = 0n;
  let refreshing: Promise<void> | null = null;
  let lsnSamples: { at: number; position: bigint }[] = [];
  let identity: string | null = null;
  let next = 0;
  let wasUp = true;

  const primary = openProbe(databaseUrl, () => {});
  const readPrimary = async () => {
    const row = await primary.ask<{ position: string; identity: string | null }>(
      `select pg_current_wal_flush_lsn()::text as position, ${identity === null ? IDENTITY : 'null'} as identity`,
    );
    identity ??= row.identity;
    return readPosition(row.position);
  };
  const refreshRequiredLsn = async () => {
    const upTo = commits;
    try {
      requiredLsn = await readPrimary();
    } catch (error) {
      // With the primary gone, what a replica has is the best there is: it may never get what was still to come.
      requiredLsn = 0n;
      log(`主库位置未知 position of the primary unknown: ${(error as Error).message}`);
    }
    coveredCommits = upTo;
  };
  const currentRequiredLsn = async () => {
    const needed = commits;
    while (coveredCommits < needed) {
      refreshing ??= refreshRequiredLsn().finally(() => {
        refreshing = null;
      });
      await refreshing;
    }
    return requiredLsn;
  };
  const lagMs = (replayed: bigint): number | null => {
    const newest = lsnSamples.at(-1);
    if (!newest) return null;
    if (replayed >= newest.position) return 0;
    const reached = lsnSamples.findLast((sample) => sample.position <= replayed) ?? lsnSamples[0];
    return newest.at - reached.at;
  };
  const isTooFar = (replayed: bigint) => (lagMs(replayed) ?? 0) > MOST_BEHIND_MS;
  const watch = async () => {
    const at = Date.now();
    const position = await readPrimary().catch(() => null);
    if (position !== null) lsnSamples = [...lsnSamples.slice(-60), { at, position }];
    else requiredLsn = 0n;
    const isUp = position !== null;
    await Promise.all(replicas.map((replica) => replica.watch({ isUp, identity, isTooFar })));
    if (isUp && !wasUp) commits += 1;
    wasUp = isUp;
  };
  let isClosed = replicas.length === 0;
  let timer: NodeJS.Timeout | undefined;
  let watching = Promise.resolve();
  const keepWatching = () => {
    watching = watch()
      .catch((error) => log(String(error)))
      .then(() => {
        if (!isClosed) timer = setTimeout(keepWatching, WATCH_MS);
      });
  };
  if (!isClosed) keepWatching();
  const isUsed = () => replicas.some((replica) => replica.state() === 'IN_USE');
  const lastResort = () => replicas.find((replica) => ['IN_USE', 'BEHIND'].includes(replica.state())) ?? null;
  const choose = async () => {
    if (!isUsed()) return null;
    const needed = await currentRequiredLsn();
    next += 1;
    for (let tried = 0; tried < replicas.length; tried += 1) {
      const replica = replicas[(next + tried) % replicas.length];
      if (await replica.reaches(needed)) return replica;
    }
    return null;
  };
  return {
    route: (actor) =>
      replicas.length > 0 && mayReadReplica(actor)
        ? readingFrom(database, { choose, lastResort, log })
        : database,
    noteCommit() {
      commits += 1;
    },
    status: () =>
      replicas.map((replica) => {
        const isMeasured = replica.replayed() > 0n && lsnSamples.length > 0;
        const lag = isMeasured ? lagMs(replica.replayed()) : null;
        const bytes = isMeasured ? Number((lsnSamples.at(-1)?.position ?? 0n) - replica.replayed()) : null;
        return {
          state: replica.state(),
          lagSeconds: lag === null ? null : lag / 1000,
          lagBytes: bytes === null ? null : Math.max(0, bytes),
        };
      }),
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await watching;
      await primary.drop();
      await Promise.all(replicas.map((replica) => replica.close()));
    },
  };
}
