import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDocument } from '../../src/document/reader/readDocument';
import { REAL_DOCUMENTS, REAL_FOLDER, wrongCells } from './recordedFigures';

/** Prints how the real documents are read, as the table of docs/documents-in.md. */
async function main() {
  process.stdout.write(
    '| file | cells | right | wrong | of them doubtful | missed |\n| --- | --: | --: | --: | --: | --: |\n',
  );
  for (const [name, agency, year] of REAL_DOCUMENTS) {
    const reading = await readDocument(readFileSync(join(REAL_FOLDER, name)));
    const cells = Object.values(reading.cells);
    const missed = cells.filter(({ status }) => status === 'MISSING').length;
    const wrong = wrongCells(reading, agency, year).length;
    const doubtful = cells.filter(({ confidence }) => confidence < 0.9).length;
    process.stdout.write(
      `| ${name} | ${cells.length} | ${cells.length - missed - wrong} | ${wrong} | ${doubtful} | ${missed} |\n`,
    );
  }
}

main();
