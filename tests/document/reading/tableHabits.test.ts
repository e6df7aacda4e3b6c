import fc from 'fast-check';
import { readDocument } from '../../../src/document/reader/readDocument';
import { documentOf } from '../../support/habitDocuments';
import { judge } from '../../support/judgeTables';
import { tableHabits } from '../../support/tableHabits';

test('whatever the habits of tables, a sure cell is right and no figure is lost', async () => {
  await fc.assert(
    fc.asyncProperty(tableHabits, async (habits) => {
      const { text: document, truth } = documentOf(habits);
      const { wrong } = judge(await readDocument(Buffer.from(document)), truth);
      expect(wrong).toEqual([]);
    }),
    { numRuns: 60, seed: 21, endOnFailure: true },
  );
});
