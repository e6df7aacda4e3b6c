import type { EntityManager } from 'typeorm';
import { findAgencies } from '../../agency/agencyQueries';
import { auditedTransaction } from '../../shared/request/auditedTransaction';
import type { Context } from '../../shared/request/context';
import { dependencyLayers } from './dependencyLayers';
import { refuse, type Submission, type SubmissionResult } from './submission';
import { submitBatch } from './submitReport';
import { codeOfFailure, DEADLOCK, MAX_ATTEMPTS } from './transactionFailures';

/**
 * How many reports one transaction publishes. More would save little, hold the sums of the places above for longer
 * while others publish, and come near the number of locks a server has.
 */
const BATCH_SIZE = 250;
/** How many transactions run at once: while PostgreSQL stores some reports, others are read and checked here. */
const PARALLEL_BATCHES = 2;
/** Classes of errors that a value brings about: data exceptions and broken constraints. */
const BAD_VALUE = /^(22|23)/;

type Recorder = Pick<Context, 'database' | 'actor' | 'address' | 'requestId'>;

/** What came of one report of many. */
export interface RecordResult extends SubmissionResult {
  /** What was thrown, when the database took the others but not this one. */
  readonly failure?: unknown;
}

/** Stores something else with reports, in their transaction: for each its index among the inputs and its new revision. */
export type StoreAlongside = (
  manager: EntityManager,
  stored: readonly { index: number; revisionKey: number }[],
) => Promise<void>;

/** A submission with its index among the inputs. */
interface Item {
  readonly index: number;
  readonly input: Submission;
}

/**
 * Records what organs have published, any number of reports, in batches of 250 that are each a transaction of their own:
 * an interrupted import has stored no report in part. Results are in the order of the inputs. What the database does not
 * take fails alone.
 */
export async function recordReports(
  recorder: Recorder,
  inputs: readonly Submission[],
  storeAlongside: StoreAlongside = async () => {},
): Promise<RecordResult[]> {
  const results: RecordResult[] = new Array(inputs.length);
  const items = inputs.map((input, index) => ({ input, index }));
  for (const layer of await dependencyLayers(recorder.database, items)) {
    const batches = Array.from({ length: Math.ceil(layer.length / BATCH_SIZE) }, (_, at) =>
      layer.slice(at * BATCH_SIZE, (at + 1) * BATCH_SIZE),
    );
    const workers = Array.from({ length: PARALLEL_BATCHES }, async () => {
      for (let batch = batches.shift(); batch; batch = batches.shift())
        for (const [at, result] of (await recordBatch(recorder, batch, storeAlongside)).entries())
          results[batch[at].index] = result;
    });
    await Promise.all(workers);
  }
  return results;
}

/** Records a batch; again after a deadlock, and in halves when the database does not take a value in it. */
async function recordBatch(
  recorder: Recorder,
  batch: readonly Item[],
  storeAlongside: StoreAlongside,
): Promise<RecordResult[]> {
  for (let attempt = 1; ; attempt += 1)
    try {
      return await runBatch(recorder, batch, storeAlongside);
    } catch (failure) {
      const code = codeOfFailure(failure);
      if (code === DEADLOCK && attempt < MAX_ATTEMPTS) continue;
      if (!BAD_VALUE.test(code)) throw failure;
      if (batch.length === 1) return [{ ...refuse([], null), failure }];
      const half = Math.ceil(batch.length / 2);
      return [
        ...(await recordBatch(recorder, batch.slice(0, half), storeAlongside)),
        ...(await recordBatch(recorder, batch.slice(half), storeAlongside)),
      ];
    }
}

function runBatch(
  recorder: Recorder,
  batch: readonly Item[],
  storeAlongside: StoreAlongside,
): Promise<SubmissionResult[]> {
  return auditedTransaction(recorder, async (manager) => {
    const agencies = await findAgencies(manager, [...new Set(batch.map(({ input }) => input.agency))]);
    const requests = batch.map(({ input }) => ({ input, actor: recorder.actor }));
    const results = await submitBatch(manager, 'RECORD', requests, agencies);
    const stored = results.flatMap(({ revisionKey }, at) =>
      revisionKey === null ? [] : [{ index: batch[at].index, revisionKey }],
    );
    if (stored.length > 0) await storeAlongside(manager, stored);
    return results;
  });
}
