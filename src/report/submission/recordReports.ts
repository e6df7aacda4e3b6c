import type { EntityManager } from 'typeorm';
import { findAgencies, type LocatedAgency } from '../../agency/agencyQueries';
import { awaitPipelined } from '../../shared/concurrency/awaitPipelined';
import { auditedTransaction } from '../../shared/request/auditedTransaction';
import type { Context } from '../../shared/request/context';
import { dependencyLayers } from './dependencyLayers';
import { currentOf, type RecordItem, type RecordRequest, type RecordResult, refuse } from './recordItem';
import { storeBatch } from './storeBatch';
import { findLatest } from './submitReport';
import {
  findRepeated,
  loadValidationInputs,
  lockReports,
  refuseLocked,
  validateBatch,
} from './validateBatch';
import { checkEnded, checkReportKey, type Submission, staleRevision } from './validateSubmission';

/**
 * How many reports one transaction publishes. More would save little, hold the sums of the places above for longer
 * while others publish, and come near the number of locks a server has.
 */
const BATCH_SIZE = 250;
/** How many transactions run at once: while PostgreSQL stores some, others are read and checked here. */
const PARALLEL_BATCHES = 2;
const MOST_TRIES = 3;
const DEADLOCK = '40P01';
/** Classes of errors that a value brings about: data exceptions and broken constraints. */
const BAD_VALUE = /^(22|23)/;

type Asker = Pick<Context, 'database' | 'actor' | 'address' | 'requestId'>;

/** What else is stored with reports, in their transaction; told the place of each among the inputs and its revision. */
export type StoreAlongside = (
  manager: EntityManager,
  stored: readonly { place: number; revisionKey: number }[],
) => Promise<void>;

/**
 * Records what organs have published, many reports at once: what takeSubmission does with each of them in turn, errors
 * and refusals alike, in statements over whole sets. Every 250 reports are a transaction of their own, so that an
 * interrupted import has done whole reports only. Results are in the order given; what the database does not take
 * fails alone.
 */
export async function recordReports(
  asker: Asker,
  inputs: readonly Submission[],
  storeBeside: StoreAlongside = async () => {},
): Promise<RecordResult[]> {
  const own = inputs.map((input) => ({ ...input }));
  const places = new Map<Submission, number>(own.map((input, place) => [input, place]));
  const results = new Map<Submission, RecordResult>();
  const record = (part: readonly Submission[]) =>
    auditedTransaction(asker, async (manager) => {
      const agencies = await findAgencies(manager, [...new Set(part.map(({ agency }) => agency))]);
      const asked = part.map((input) => ({ input, actor: asker.actor }));
      const recorded = await recordBatch(manager, asked, agencies);
      const stored = recorded.flatMap(({ revisionKey }, at) =>
        revisionKey === null ? [] : [{ place: places.get(part[at]) as number, revisionKey }],
      );
      if (stored.length > 0) await storeBeside(manager, stored);
      return recorded;
    });
  for (const layer of await dependencyLayers(asker.database, own)) {
    const parts = Array.from({ length: Math.ceil(layer.length / BATCH_SIZE) }, (_, at) =>
      layer.slice(at * BATCH_SIZE, (at + 1) * BATCH_SIZE),
    );
    const workers = Array.from({ length: PARALLEL_BATCHES }, async () => {
      for (let part = parts.shift(); part; part = parts.shift())
        for (const [at, recorded] of (await recordPart(part, record)).entries())
          results.set(part[at], recorded);
    });
    await Promise.all(workers);
  }
  return own.map((input) => results.get(input) as RecordResult);
}

type Record = (part: readonly Submission[]) => Promise<RecordResult[]>;

/** Records a part; again when it met somebody who waits for it in turn, and in halves when a value in it is not taken. */
async function recordPart(part: readonly Submission[], record: Record): Promise<RecordResult[]> {
  for (let tries = 1; ; tries += 1)
    try {
      return await record(part);
    } catch (error) {
      const { code = '' } = error as { code?: string };
      if (code === DEADLOCK && tries < MOST_TRIES) continue;
      if (!BAD_VALUE.test(code)) throw error;
      if (part.length === 1)
        return [
          {
            accepted: false,
            findings: [],
            currentRevision: null,
            reportKey: null,
            revisionKey: null,
            failure: error,
          },
        ];
      const half = Math.ceil(part.length / 2);
      return [
        ...(await recordPart(part.slice(0, half), record)),
        ...(await recordPart(part.slice(half), record)),
      ];
    }
}

/**
 * Records reports of which none bears on another, in the caller's transaction: no two of one report or under one
 * key, and none of the year before another's of the same agency. Of agencies those there are are given.
 */
export async function recordBatch(
  manager: EntityManager,
  all: readonly RecordRequest[],
  agencies: ReadonlyMap<string, LocatedAgency>,
): Promise<RecordResult[]> {
  const results = new Map<RecordRequest, RecordResult>();
  const cases = new Map<RecordRequest, RecordItem>();
  for (const asked of all) {
    const agency = agencies.get(asked.input.agency) ?? null;
    const refusals = checkReportKey(asked.input, agency, 'RECORD');
    if (!agency) results.set(asked, refuse(refusals, null));
    else if (refusals.length > 0)
      results.set(asked, refuse(refusals, await findLatest(manager, agency.key, asked.input)));
    else cases.set(asked, { ...asked, agency, report: null, base: null, assessed: null, result: null });
  }
  const open = () => [...cases.values()].filter(({ result }) => result === null);
  if (cases.size > 0) {
    await lockReports(manager, open());
    await findRepeated(manager, open());
    for (const item of open()) {
      const ended = checkEnded(item.input, item.agency, item.report?.wasPublished ?? false);
      const { expectedRevision } = item.input;
      if (ended.length > 0) item.result = refuse(ended, currentOf(item));
      else if (expectedRevision != null && expectedRevision !== (currentOf(item) ?? 0))
        item.result = refuse([staleRevision(expectedRevision, currentOf(item))], currentOf(item));
    }
    if (open().length > 0) {
      const [grounds] = await awaitPipelined([
        loadValidationInputs(manager, open()),
        refuseLocked(manager, open()),
      ]);
      validateBatch(open(), grounds);
      await storeBatch(manager, open());
    }
  }
  for (const [asked, { result }] of cases) results.set(asked, result as RecordResult);
  return all.map((asked) => results.get(asked) as RecordResult);
}
