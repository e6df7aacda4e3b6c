import 'reflect-metadata';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { readDocument } from '../../src/document/reader/readDocument';
import { documentOf } from './habitDocuments';
import { judge } from './judgeTables';
import { tableHabits } from './tableHabits';

/** Reads documents with random habits of tables, and prints per format what was read right, doubtful, wrong and not at all. */
async function readManyTables() {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
      keep: { type: 'string', default: '.fuzz' },
    },
  });
  const rows: Record<
    string,
    Record<'documents' | 'right' | 'wrong' | 'doubtful' | 'missed' | 'lost', number>
  > = {};
  const sample = fc.sample(tableHabits, { numRuns: Number(values.count), seed: Number(values.seed) });
  for (const [number, habits] of sample.entries()) {
    const { text, truth } = documentOf(habits);
    rows[habits.format] ??= { documents: 0, right: 0, wrong: 0, doubtful: 0, missed: 0, lost: 0 };
    const row = rows[habits.format];
    const found = judge(await readDocument(Buffer.from(text)), truth);
    row.documents += 1;
    row.right += found.right;
    row.doubtful += found.doubtful;
    row.missed += found.missed;
    row.wrong += found.wrong.length;
    row.lost += found.lost.length;
    if (found.wrong.length + found.lost.length === 0) continue;
    mkdirSync(values.keep, { recursive: true });
    const path = join(values.keep, `tables-${values.seed}-${number}`);
    writeFileSync(path, text);
    const [name, faults] = found.wrong.length > 0 ? ['wrong', found.wrong] : ['lost', found.lost];
    console.log(
      `${path} ${name} ${faults.length}: ${faults.slice(0, 3).join('; ')}\n  ${JSON.stringify(habits)}`,
    );
    if (name === 'wrong') process.exitCode = 1;
  }
  console.table(rows);
}

readManyTables();
