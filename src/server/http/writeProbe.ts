import type { ApolloServerPlugin } from '@apollo/server';
import type { DataSource } from 'typeorm';
import { troubleByCode } from '../errors/errorMapping';

/** How long what a change showed holds, in milliseconds. */
const EVIDENCE_MS = 5000;
/** How long the outcome of a probe holds. */
const PROBE_MS = 2000;
/** How long a probe may take. */
const LONGEST_PROBE_MS = 3000;

/** Needs a place in the log, which the commit waits for, and some hundred kilobytes on the disk of the data; leaves nothing. */
const PROBE = [
  "select pg_logical_emit_message(true, 'ogi-hub', 'health')",
  "set local work_mem = '64kB'",
  'select count(*) from (select g from generate_series(1, 20000) g order by md5(g::text) offset 0) spilt',
];

/** Whether changes are acknowledged. */
export interface WriteProbe {
  /** Learns it from the changes that are made. */
  readonly plugin: ApolloServerPlugin;
  canWrite(): Promise<boolean>;
}

/**
 * Returns what tells whether the hub can acknowledge a change: as the latest change showed, and where none was made of late by trying.
 * A pool that is busy acknowledging is well; a disk that is full is not, though every question be answered.
 */
export function createWriteProbe(database: DataSource): WriteProbe {
  let shown: { isGood: boolean; at: number } | null = null;
  let probing: { outcome: Promise<boolean>; at: number } | null = null;
  const tryWriting = async () => {
    const late = new Promise<false>((resolve) => setTimeout(resolve, LONGEST_PROBE_MS, false).unref());
    const wrote = database
      .transaction(async (manager) => {
        for (const statement of PROBE) await manager.query(statement);
        return true;
      })
      .catch(() => false);
    return Promise.race([wrote, late]);
  };
  return {
    plugin: {
      async requestDidStart() {
        return {
          async willSendResponse({ operation, response: { body } }) {
            if (operation?.operation !== 'mutation' || body.kind !== 'single') return;
            const codes = body.singleResult.errors?.map(({ extensions }) => extensions?.code) ?? [];
            const isTrouble = codes.some((code) => troubleByCode(code) !== null && code !== 'CONFLICT');
            // A refusal shows nothing.
            if (codes.length === 0 || isTrouble) shown = { isGood: !isTrouble, at: performance.now() };
          },
        };
      },
    },
    async canWrite() {
      const now = performance.now();
      if (shown && now - shown.at < EVIDENCE_MS) return shown.isGood;
      if (!probing || now - probing.at >= PROBE_MS) probing = { outcome: tryWriting(), at: now };
      return probing.outcome;
    },
  };
}
