import fc from 'fast-check';
import { readDocument } from '../../src/document/reader/readDocument';
import { documentHabits, sayDocument } from '../support/habits/documentHabits';
import { judgeDocument } from '../support/habits/judgeDocument';
import { KIND_NAMES } from '../support/habits/kinds';
import { WRITERS } from '../support/habits/writers';

const RUNS = 5;

test.each(KIND_NAMES)(
  'whatever habits a document has, nothing in it is read wrongly and surely: %s',
  async (kind) => {
    let right = 0;
    for (const habits of fc.sample(documentHabits(kind), { numRuns: RUNS, seed: 751 })) {
      const said = sayDocument(habits);
      const found = judgeDocument(await readDocument(await WRITERS[kind](said)), said);
      expect({ habits, wrong: found.wrong }).toEqual({ habits, wrong: [] });
      right += found.right;
    }
    expect(right).toBeGreaterThan(RUNS * 20);
  },
);
