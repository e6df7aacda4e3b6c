import 'reflect-metadata';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { readDocument } from '../../../src/document/reader/readDocument';
import { UnreadableDocument } from '../../../src/document/source/unreadableDocument';
import { documentHabits, sayDocument } from './documentHabits';
import { judgeDocument } from './judgeDocument';
import { KIND_NAMES, type KindName } from './kinds';
import { WRITERS } from './writers';

const EMPTY = { documents: 0, right: 0, wrong: 0, doubtful: 0, missed: 0, lost: 0, refused: 0 };

/** Reads documents of every kind with random habits, and prints per kind what was read right, wrong, doubtful and not at all. */
async function readManyDocuments() {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '1400' },
      seed: { type: 'string', default: '1' },
      kinds: { type: 'string', default: KIND_NAMES.join(',') },
      keep: { type: 'string', default: '.fuzz' },
    },
  });
  const kinds = values.kinds.split(',') as KindName[];
  const rows: Record<string, typeof EMPTY> = {};
  for (const kind of kinds) {
    const row = { ...EMPTY };
    rows[kind] = row;
    const numRuns = Math.ceil(Number(values.count) / kinds.length);
    for (const [number, habits] of fc
      .sample(documentHabits(kind), { numRuns, seed: Number(values.seed) * 1000 + KIND_NAMES.indexOf(kind) })
      .entries()) {
      const said = sayDocument(habits);
      const bytes = await WRITERS[kind](said);
      row.documents += 1;
      const keep = (faults: readonly string[], name: string) => {
        mkdirSync(values.keep, { recursive: true });
        const path = join(values.keep, `${kind}-${values.seed}-${number}`);
        writeFileSync(path, bytes);
        console.log(
          `${path} ${name} ${faults.length}: ${faults.slice(0, 4).join('; ')}\n  ${JSON.stringify({ ...habits, sayings: habits.sayings.length })}`,
        );
      };
      const reading = await readDocument(bytes).catch((error) => {
        if (!(error instanceof UnreadableDocument)) throw error;
        return error;
      });
      if (reading instanceof UnreadableDocument) {
        row.refused += 1;
        keep([reading.code], 'refused');
        continue;
      }
      const found = judgeDocument(reading, said);
      row.right += found.right;
      row.doubtful += found.doubtful;
      row.missed += found.missed;
      row.wrong += found.wrong.length;
      row.lost += found.lost.length;
      if (found.wrong.length > 0) keep(found.wrong, 'wrong');
      else if (found.lost.length > 0) keep(found.lost, 'lost');
      if (found.wrong.length > 0) process.exitCode = 1;
    }
  }
  console.table(rows);
}

readManyDocuments();
