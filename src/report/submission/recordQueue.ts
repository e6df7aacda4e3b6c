import type { DataSource } from 'typeorm';
import { findAgencies } from '../../agency/agencyQueries';
import { scopeOfAgency } from '../../agency/authoriseAgency';
import { awaitPipelined } from '../../shared/concurrency/awaitPipelined';
import { type Author, attributeByAgency } from '../../shared/request/auditedTransaction';
import type { Context } from '../../shared/request/context';
import { can, forbidden } from '../../shared/request/permissions';
import { reportReader } from '../model/reportQueries';
import type { SubmissionResult } from '../model/reportTypes';
import type { RecordResult } from './recordItem';
import { recordBatch } from './recordReports';
import type { Submission } from './validateSubmission';

/** How many reports are recorded in company: enough for everyone who asks at once, and over soon. */
const MOST_TOGETHER = 50;
/** How long recordings in company wait for a lock before each goes alone: few locks are held for that long. */
const LONGEST_WAIT_MS = 1000;
/** How long the next wait for those before: longer than recording takes, unless these wait for somebody in turn. */
const PATIENCE_MS = 100;
/** How many need not wait for those before: while PostgreSQL stores some, others are read and checked here. */
const ENOUGH = 8;
/** How many transactions record at once. */
const MOST_AT_ONCE = 3;
/** How many of a company that failed are recorded alone at once. */
const MOST_ALONE = 5;
const MOST_TRIES = 3;
const DEADLOCK = '40P01';
/** Codes of PostgreSQL: each has a digit, which codes of the operating system like EPIPE have not. */
const SQLSTATE = /^(?=.*\d)[0-9A-Z]{5}$/;
/** What PostgreSQL says when it ends a connection; what became of a commit then is not known. */
const ENDED = /^(08|57P)/;

/** One recording asked for, and what awaits its outcome. */
interface Call {
  readonly input: Submission;
  readonly author: Author;
  readonly resolve: (taken: SubmissionResult) => void;
  readonly reject: (error: unknown) => void;
}

const codeOf = (error: unknown) => String((error as { code?: string }).code ?? '');
/** Whether PostgreSQL said what was wrong, and so took everything of the transaction back. */
const isRolledBack = (error: unknown) => SQLSTATE.test(codeOf(error)) && !ENDED.test(codeOf(error));

/**
 * Records what an organ has published. Those who ask while others are being recorded are recorded together afterwards,
 * in one transaction: the sums of the places above, which all of them change, are then locked, changed and committed once
 * for all. Whoever asks alone waits for nobody. The audit knows each by its own person and request.
 */
export function recordReport(
  { database, actor, address, requestId }: Author & Pick<Context, 'database'>,
  input: Submission,
): Promise<SubmissionResult> {
  const record = recorders.get(database) ?? openRecorder(database);
  recorders.set(database, record);
  return new Promise((resolve, reject) => {
    record({ input, author: { actor, address, requestId }, resolve, reject });
  });
}

const recorders = new WeakMap<DataSource, (call: Call) => void>();

function openRecorder(database: DataSource): (call: Call) => void {
  let waiting: Call[] = [];
  let [turns, underWay] = [0, 0];
  /** Whether the latest turn is under way and has not yet taken long. */
  let isTaken = false;
  const take = async () => {
    const isSoon = isTaken && waiting.length < ENOUGH;
    if (isSoon || underWay === MOST_AT_ONCE || waiting.length === 0) return;
    const [company, others] = batchOf(waiting);
    waiting = others;
    isTaken = true;
    turns += 1;
    underWay += 1;
    const turn = turns;
    const next = () => {
      if (turn === turns) isTaken = false;
      take();
    };
    const patience = setTimeout(next, PATIENCE_MS);
    await answerBatch(database, company);
    clearTimeout(patience);
    underWay -= 1;
    next();
  };
  return (call) => {
    waiting.push(call);
    take();
  };
}

/**
 * Who is recorded together, and who later: of one agency, whose events are of one person, and under one key only the
 * first.
 */
function batchOf(waiting: readonly Call[]): [Call[], Call[]] {
  const [company, others]: [Call[], Call[]] = [[], []];
  const taken = new Set<string>();
  for (const call of waiting) {
    const { agency, idempotencyKey } = call.input;
    const names = [`agency ${agency}`, ...(idempotencyKey ? [`key ${idempotencyKey}`] : [])];
    const fits = company.length < MOST_TOGETHER && !names.some((name) => taken.has(name));
    for (const name of names) taken.add(name);
    (fits ? company : others).push(call);
  }
  return [company, others];
}

/**
 * Records and answers calls. When that fails, or somebody among them has to wait for long, every one goes alone, and
 * nobody waits for these.
 */
async function answerBatch(database: DataSource, company: readonly Call[]): Promise<void> {
  try {
    for (const answer of await attempt(database, company, LONGEST_WAIT_MS)) answer();
  } catch (error) {
    if (isRolledBack(error)) retryIndividually(database, company);
    else for (const { reject } of company) reject(error);
  }
}

/** Records every one of a company alone, a few at a time: others need connections, too. */
function retryIndividually(database: DataSource, company: readonly Call[]): void {
  const left = [...company];
  const work = async () => {
    for (let call = left.shift(); call; call = left.shift()) await recordAlone(database, call);
  };
  for (let at = 0; at < MOST_ALONE; at += 1) work();
}

async function recordAlone(database: DataSource, call: Call): Promise<void> {
  for (let tries = 1; ; tries += 1)
    try {
      for (const answer of await attempt(database, [call], null)) answer();
      return;
    } catch (error) {
      if (codeOf(error) !== DEADLOCK || tries === MOST_TRIES) return call.reject(error);
    }
}

/** Records calls in one transaction. Returns how they are answered once it is committed. */
function attempt(
  database: DataSource,
  company: readonly Call[],
  longestWaitMs: number | null,
): Promise<(() => void)[]> {
  return database.transaction(async (manager) => {
    const agencies = await findAgencies(
      manager,
      company.map(({ input }) => input.agency),
    );
    const agencyOf = ({ input }: Call) => agencies.get(input.agency) ?? null;
    const isEntitled = (call: Call) => can(call.author.actor, 'RECORD', scopeOfAgency(agencyOf(call)));
    const entitled = company.filter(isEntitled);
    const authors = entitled.flatMap((call) => {
      const agency = agencyOf(call);
      return agency ? [[agency.key, call.author] as const] : [];
    });
    const asked = entitled.map(({ input, author: { actor } }) => ({ input, actor }));
    const [, recorded] = await awaitPipelined([
      attributeByAgency(manager, new Map(authors), longestWaitMs),
      recordBatch(manager, asked, agencies),
    ]);
    return [
      ...entitled.map(
        ({ resolve }, at) =>
          () =>
            resolve(resultOf(recorded[at])),
      ),
      ...company
        .filter((call) => !isEntitled(call))
        .map(
          ({ reject, author }) =>
            () =>
              reject(forbidden(author.actor)),
        ),
    ];
  });
}

const resultOf = ({ accepted, reportKey, findings, currentRevision }: RecordResult): SubmissionResult => ({
  accepted,
  readReport: reportKey === null ? null : reportReader(reportKey),
  findings,
  currentRevision,
});
