import 'reflect-metadata';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { readDocument } from '../../../src/document/reader/readDocument';
import { UnreadableDocument } from '../../../src/document/source/unreadableDocument';
import { type DocumentHabits, documentHabits, type SaidDocument, sayDocument } from './documentHabits';
import { judgeDocument } from './judgeDocument';
import { KIND_NAMES, type KindName } from './kinds';
import { isThere, PRINTINGS, printAll } from './programs';
import { WRITERS } from './writers';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1400' },
    seed: { type: 'string', default: '1' },
    kinds: { type: 'string', default: KIND_NAMES.join(',') },
    /** How many documents each outside program prints. */
    printed: { type: 'string', default: '0' },
    /** What they print. */
    printings: { type: 'string', default: Object.keys(PRINTINGS).join(',') },
    keep: { type: 'string', default: '.fuzz' },
  },
});

const EMPTY = { documents: 0, right: 0, wrong: 0, doubtful: 0, missed: 0, lost: 0, refused: 0 };
const rows: Record<string, typeof EMPTY> = {};

const sample = (kind: KindName, numRuns: number, seed: number): DocumentHabits[] =>
  numRuns === 0 ? [] : fc.sample(documentHabits(kind), { numRuns, seed });

/** Reads a document and adds to a row of the table how it was read; what was read wrongly is kept in a file. */
async function readOne(name: string, number: number, said: SaidDocument, bytes: Buffer): Promise<void> {
  rows[name] ??= { ...EMPTY };
  const row = rows[name];
  row.documents += 1;
  const report = (what: string, faults: readonly string[]) => {
    mkdirSync(values.keep, { recursive: true });
    const path = join(values.keep, `${name.replaceAll(' ', '-')}-${values.seed}-${number}`);
    writeFileSync(path, bytes);
    const habits = JSON.stringify({ ...said.habits, sayings: said.habits.sayings.length });
    console.log(`${path} ${what} ${faults.length}: ${faults.slice(0, 4).join('; ')}\n  ${habits}`);
  };
  const reading = await readDocument(bytes).catch((error) => {
    if (!(error instanceof UnreadableDocument)) throw error;
    return error;
  });
  if (reading instanceof UnreadableDocument) {
    row.refused += 1;
    report('refused', [reading.code]);
    return;
  }
  const found = judgeDocument(reading, said);
  row.right += found.right;
  row.doubtful += found.doubtful;
  row.missed += found.missed;
  row.wrong += found.wrong.length;
  row.lost += found.lost.length;
  if (found.wrong.length > 0) {
    report('wrong', found.wrong);
    process.exitCode = 1;
  } else if (found.lost.length > 0) report('lost', found.lost);
}

/**
 * Writes documents of every kind with random habits, has outside programs print some, reads them, and prints for each kind how many cells
 * were read right, wrong though sure, doubtful and not at all. Exit code 1 when one was wrong.
 */
async function readManyDocuments(): Promise<void> {
  const kinds = values.kinds.split(',').filter((kind): kind is KindName => kind in WRITERS);
  for (const kind of kinds) {
    const seed = Number(values.seed) * 1000 + KIND_NAMES.indexOf(kind);
    const documents = sample(kind, Math.ceil(Number(values.count) / kinds.length), seed).map(sayDocument);
    for (const [number, said] of documents.entries())
      await readOne(kind, number, said, await WRITERS[kind](said));
  }
  // A page in UTF-16 without a mark is not understood by a browser, and cells without their spans are moved by any program that draws them.
  const forPrinting = (habits: DocumentHabits): DocumentHabits => ({
    ...habits,
    variant: habits.variant - (habits.variant % 5) + 2,
    tables: { ...habits.tables, format: habits.tables.format === 'DROPPED' ? 'SPANS' : habits.tables.format },
  });
  const chosen = values.printings.split(',');
  for (const [at, [name, printing]] of Object.entries(PRINTINGS).entries()) {
    if (!chosen.includes(name) || !isThere(printing)) continue;
    const seed = Number(values.seed) * 1000 + 100 + at;
    const habits = sample(printing.from, Number(values.printed), seed).map(forPrinting);
    const documents = habits.map(sayDocument);
    const written = await Promise.all(documents.map((said) => WRITERS[printing.from](said)));
    const printed = written.length === 0 ? [] : await printAll(written, printing);
    for (const [number, bytes] of printed.entries())
      if (bytes) await readOne(name, number, documents[number], bytes);
  }
  console.table(rows);
}

readManyDocuments();
