import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Answer } from '../support/answers';
import { completeReport } from '../support/reports';

const YEAR = 2025;
/** A request that waits longer is given up; whether it was done is then unknown. */
const PATIENCE_MS = 20_000;

/** What a server process acknowledged. */
export interface Acknowledged {
  readonly agency: string;
  readonly kind: 'PUBLISHED' | 'CORRECTED' | 'WITHDRAWN';
  readonly revision: number;
  readonly marker: string | null;
}

/** A storm of random publications, corrections and withdrawals, and of public reads, through several processes. */
export interface Storm {
  readonly acknowledged: readonly Acknowledged[];
  /** Answers of the public reads so far, those that failed, and those that missed what the same process acknowledged. */
  readonly reads: { answered: number; failed: number; stale: number; staleElsewhere: number };
  /** How often the same submission was sent again after no answer. */
  readonly again: () => number;
  /** Agencies whose last step got no answer. */
  readonly unknown: ReadonlySet<string>;
  readonly refusals: readonly string[];
  stop(): Promise<void>;
}

async function ask(url: string, query: string, variables: object, token?: string): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const { data, errors } = (await response.json()) as Answer;
  if (errors) throw new Error(errors[0].message);
  return data;
}

const STATE = `query ($agency: ID!) { report(agency: $agency, year: ${YEAR}) { state revision latestRevision overview { text } } }`;
const RECORD =
  'mutation ($input: ReportInput!) { payload: recordPublishedReport(input: $input) { accepted currentRevision findings { messageEn } } }';
const RETRACT =
  'mutation ($input: ReviewInput!) { payload: actOnReport(input: $input) { accepted findings { messageEn } } }';
const READ = `query ($agency: ID!, $place: ID!) { report(agency: $agency, year: ${YEAR}) { state revision }
  rollup(years: [${YEAR}], filter: { jurisdiction: $place }) { coverage { expected included } } }`;

export function startStorm(options: {
  urls: readonly string[];
  token: string;
  agencies: readonly string[];
  place: string;
  writers: number;
  readers: number;
}): Storm {
  const { urls, token, agencies, place } = options;
  const acknowledged: Acknowledged[] = [];
  const reads = { answered: 0, failed: 0, stale: 0, staleElsewhere: 0 };
  const unknown = new Set<string>();
  const refusals: string[] = [];
  let again = 0;
  let isOver = false;
  const pick = <T>(items: readonly T[]): T => items[Math.floor(Math.random() * items.length)];

  /** The public must see what was acknowledged, through the same process at once. */
  const lookAt = async (url: string, agency: string, revision: number, state: string) => {
    const isSeen = async (at: string) => {
      const { report } = await ask(at, STATE, { agency });
      return state === 'PUBLISHED'
        ? report?.state === state && report.revision >= revision
        : report?.state !== 'PUBLISHED';
    };
    try {
      if (!(await isSeen(url))) reads.stale += 1;
      if (!(await isSeen(pick(urls)))) reads.staleElsewhere += 1;
      reads.answered += 2;
    } catch {
      reads.failed += 1;
    }
  };
  const publish = async (agency: string, isFirst: boolean) => {
    const marker = randomUUID();
    const report = completeReport(agency);
    report.requests.received = {
      ...report.requests.received,
      naturalPerson: Math.floor(Math.random() * 500),
    };
    const input = { ...report, overview: marker, source: 'storm', idempotencyKey: marker };
    for (;;) {
      const url = pick(urls);
      try {
        const { payload } = await ask(url, RECORD, { input }, token);
        unknown.delete(agency);
        if (!payload.accepted) return void refusals.push(payload.findings[0]?.messageEn);
        const revision = payload.currentRevision;
        acknowledged.push({ agency, kind: isFirst ? 'PUBLISHED' : 'CORRECTED', revision, marker });
        return await lookAt(url, agency, revision, 'PUBLISHED');
      } catch {
        unknown.add(agency);
        if (isOver) return;
        again += 1;
        await delay(250);
      }
    }
  };
  const withdraw = async (agency: string, revision: number) => {
    const url = pick(urls);
    const input = { agency, year: YEAR, action: 'RETRACT', state: 'PUBLISHED', revision, comment: 'storm' };
    unknown.add(agency);
    const { payload } = await ask(url, RETRACT, { input }, token);
    unknown.delete(agency);
    if (!payload.accepted) return void refusals.push(payload.findings[0]?.messageEn);
    acknowledged.push({ agency, kind: 'WITHDRAWN', revision, marker: null });
    await lookAt(url, agency, revision, 'WITHDRAWN');
  };
  // Each writer has agencies of its own, so that what it knows of them is the truth.
  const write = async (own: readonly string[]) => {
    while (!isOver)
      try {
        const agency = pick(own);
        const { report } = await ask(pick(urls), STATE, { agency }, token);
        const isPublished = report?.state === 'PUBLISHED';
        if (isPublished && Math.random() < 0.25) await withdraw(agency, report.latestRevision);
        else await publish(agency, !isPublished);
      } catch {
        await delay(250);
      }
  };
  const read = async () => {
    while (!isOver)
      try {
        await ask(pick(urls), READ, { agency: pick(agencies), place });
        reads.answered += 1;
        await delay(10);
      } catch {
        reads.failed += 1;
        await delay(100);
      }
  };
  const running = [
    ...Array.from({ length: options.writers }, (_, at) =>
      write(agencies.filter((__, index) => index % options.writers === at)),
    ),
    ...Array.from({ length: options.readers }, read),
  ];
  return {
    acknowledged,
    reads,
    unknown,
    refusals,
    again: () => again,
    async stop() {
      isOver = true;
      await Promise.all(running);
    },
  };
}
