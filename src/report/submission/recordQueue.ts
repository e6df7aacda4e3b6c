import type { DataSource } from 'typeorm';
import { findAgencies, scopeOfAgency } from '../../agency/agencyQueries';
import { awaitPipelined } from '../../shared/concurrency/awaitPipelined';
import { type Author, attributeByAgency } from '../../shared/request/auditedTransaction';
import type { Context } from '../../shared/request/context';
import { can, forbidden } from '../../shared/request/permissions';
import type { Submission, SubmissionResult } from './submission';
import { submitBatch } from './submitReport';
import { codeOfFailure, DEADLOCK, isRolledBack, MAX_ATTEMPTS } from './transactionFailures';

/** How many reports one batch records: enough for everyone who sends one at the same time, and over soon. */
const MAX_BATCH_SIZE = 50;
/** How long a batch waits for a lock before each of its recordings goes alone: few locks are held for that long. */
const MAX_LOCK_WAIT_MS = 1000;
/** How long a batch waits for the one before it: longer than recording takes, unless that one waits for a lock. */
const MAX_BATCH_DELAY_MS = 100;
/** How many recordings need not wait for the batch before: while PostgreSQL stores that, these are read and checked here. */
const READY_BATCH_SIZE = 8;
/** How many batches run at once. */
const PARALLEL_BATCHES = 3;
/** How many recordings of a batch that failed run alone at once: others need connections, too. */
const PARALLEL_RETRIES = 5;

/** A recording that waits for its outcome. */
interface Recording {
  readonly input: Submission;
  readonly author: Author;
  readonly resolve: (result: SubmissionResult) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Records what an organ has published. Recordings that come while others run are recorded together afterwards, in one
 * transaction: the sums of the places above, which all of them change, are then locked, changed and committed once for
 * all. A recording that comes alone waits for nobody. The audit attributes each to its own person and request.
 */
export function recordReport(
  { database, actor, address, requestId }: Author & Pick<Context, 'database'>,
  input: Submission,
): Promise<SubmissionResult> {
  const queue = queues.get(database) ?? new RecordQueue(database);
  queues.set(database, queue);
  return new Promise((resolve, reject) => {
    queue.add({ input, author: { actor, address, requestId }, resolve, reject });
  });
}

const queues = new WeakMap<DataSource, RecordQueue>();

/** The recordings that wait to be run in batches in one database. */
class RecordQueue {
  private waiting: Recording[] = [];
  private running = 0;
  private started = 0;
  /** Whether the latest batch runs and has not yet delayed the next for long. */
  private isHeld = false;

  constructor(private readonly database: DataSource) {}

  add(recording: Recording): void {
    this.waiting.push(recording);
    this.run();
  }

  private async run(): Promise<void> {
    const mustWait = this.isHeld && this.waiting.length < READY_BATCH_SIZE;
    if (mustWait || this.running === PARALLEL_BATCHES || this.waiting.length === 0) return;
    const { batch, rest } = nextBatch(this.waiting);
    this.waiting = rest;
    this.isHeld = true;
    this.running += 1;
    this.started += 1;
    const own = this.started;
    const release = () => {
      if (own === this.started) this.isHeld = false;
      this.run();
    };
    const maxBatchDelay = setTimeout(release, MAX_BATCH_DELAY_MS);
    await recordBatch(this.database, batch);
    clearTimeout(maxBatchDelay);
    this.running -= 1;
    release();
  }
}

/** Parts the waiting recordings into the next batch and the rest. A batch has one recording of an agency, whose events are of one person, and one under a key. */
function nextBatch(waiting: readonly Recording[]): { batch: Recording[]; rest: Recording[] } {
  const batch: Recording[] = [];
  const rest: Recording[] = [];
  const used = new Set<string>();
  for (const recording of waiting) {
    const { agency, idempotencyKey } = recording.input;
    const names = [`agency ${agency}`, ...(idempotencyKey ? [`key ${idempotencyKey}`] : [])];
    const fits = batch.length < MAX_BATCH_SIZE && !names.some((name) => used.has(name));
    for (const name of names) used.add(name);
    (fits ? batch : rest).push(recording);
  }
  return { batch, rest };
}

/** Records a batch. When that fails, or something in it waits for a lock for long, each recording goes alone, and nobody waits for these. */
async function recordBatch(database: DataSource, batch: readonly Recording[]): Promise<void> {
  try {
    for (const answer of await runBatch(database, batch, MAX_LOCK_WAIT_MS)) answer();
  } catch (error) {
    if (isRolledBack(error)) retryIndividually(database, batch);
    else for (const { reject } of batch) reject(error);
  }
}

function retryIndividually(database: DataSource, batch: readonly Recording[]): void {
  const left = [...batch];
  const work = async () => {
    for (let recording = left.shift(); recording; recording = left.shift())
      await recordAlone(database, recording);
  };
  for (let worker = 0; worker < PARALLEL_RETRIES; worker += 1) work();
}

async function recordAlone(database: DataSource, recording: Recording): Promise<void> {
  for (let attempt = 1; ; attempt += 1)
    try {
      for (const answer of await runBatch(database, [recording], null)) answer();
      return;
    } catch (error) {
      if (codeOfFailure(error) !== DEADLOCK || attempt === MAX_ATTEMPTS) return recording.reject(error);
    }
}

/** Records a batch in one transaction. Returns how its recordings are answered once that is committed. */
function runBatch(
  database: DataSource,
  batch: readonly Recording[],
  maxLockWaitMs: number | null,
): Promise<(() => void)[]> {
  return database.transaction(async (manager) => {
    const agencies = await findAgencies(
      manager,
      batch.map(({ input }) => input.agency),
    );
    const agencyOf = ({ input }: Recording) => agencies.get(input.agency) ?? null;
    const isAllowed = (recording: Recording) =>
      can(recording.author.actor, 'RECORD', scopeOfAgency(agencyOf(recording)));
    const allowed = batch.filter(isAllowed);
    const authors = allowed.flatMap((recording) => {
      const agency = agencyOf(recording);
      return agency ? [[agency.key, recording.author] as const] : [];
    });
    const requests = allowed.map(({ input, author: { actor } }) => ({ input, actor }));
    const [, results] = await awaitPipelined([
      attributeByAgency(manager, new Map(authors), maxLockWaitMs),
      submitBatch(manager, 'RECORD', requests, agencies),
    ]);
    return batch.map((recording) => {
      const at = allowed.indexOf(recording);
      return at < 0
        ? () => recording.reject(forbidden(recording.author.actor))
        : () => recording.resolve(results[at]);
    });
  });
}
