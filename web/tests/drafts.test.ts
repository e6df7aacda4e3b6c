import fc from 'fast-check';
import { mergeTyped } from '../src/desk/entry/mergeTyped';
import { changedSections, editionsOf } from '../src/desk/entry/storedReport';
import { applyChange, type Change, NOTHING } from '../src/desk/held/held';

const A = 'requests.received.naturalPerson';
const B = 'requests.received.other';
const FEES = 'proactive.fees.amount';

const texts = fc.dictionary(fc.constantFrom(A, B, FEES, 'overview'), fc.constantFrom('', '1', '2', '／'), {
  noNullPrototype: true,
});
const changes: fc.Arbitrary<Change> = fc.record({
  typed: fc.option(texts, { nil: undefined }),
  settled: fc.option(texts, { nil: undefined }),
});

test('a change that a tab gets twice, from another tab and from the disk, changes nothing more', () => {
  fc.assert(
    fc.property(fc.array(changes), changes, (before, change) => {
      const held = before.reduce(applyChange, NOTHING);
      const once = applyChange(held, change);
      expect(applyChange(once, change)).toEqual(once);
    }),
    { seed: 231, numRuns: 200 },
  );
});

test('what was sent is held no longer; what was typed meanwhile is', () => {
  const held = applyChange(NOTHING, { typed: { [A]: '56', [B]: '7' } });
  const after = applyChange(held, {
    settled: { [A]: '5', [B]: '7' },
    over: { revision: 2, fields: { [A]: '5', [B]: '7' } },
  });
  expect(after).toEqual({ typed: { [A]: '56' }, over: { revision: 2, fields: { [A]: '5', [B]: '7' } } });
  expect(mergeTyped(after, { revision: 2, fields: { [A]: '5', [B]: '7' } }).conflicts).toEqual([]);
});

test('only where both changed the same field somebody must choose; nothing typed is lost, nothing of a colleague undone', () => {
  fc.assert(
    fc.property(texts, texts, texts, (before, typed, theirs) => {
      const { conflicts, settled } = mergeTyped(
        { typed, over: { revision: 1, fields: before } },
        { revision: 2, fields: theirs },
      );
      for (const field of Object.keys(typed)) {
        const isChosen = conflicts.some((conflict) => conflict.field === field);
        const same = (one: string | undefined, other: string | undefined) =>
          (one || '').trim() === (other || '').trim();
        if (same(typed[field], theirs[field])) expect([field, settled[field]]).toEqual([field, typed[field]]);
        else expect([field, isChosen]).toEqual([field, !same(before[field], theirs[field])]);
      }
      expect(conflicts.every(({ field }) => field in typed)).toBe(true);
    }),
    { seed: 232, numRuns: 300 },
  );
});

test('a figure that is written otherwise is the same figure', () => {
  const over = { revision: 1, fields: { [A]: '1234', [FEES]: '7.1' } };
  const typed = { [A]: '1,234', [FEES]: '7.10' };
  expect(mergeTyped({ typed, over }, { revision: 2, fields: over.fields })).toMatchObject({
    conflicts: [],
    settled: typed,
  });
});

test('only sections that differ are sent, with the notes that stand in their cells', () => {
  const stored = { [A]: '1', overview: '文字。', problems: '' };
  const fields = { [A]: '2', overview: '文字。 ', problems: '问题。' };
  const sent = changedSections(
    fields,
    stored,
    { notes: { [B]: '见附注' }, sentences: {} },
    editionsOf(null, 2025),
  );
  expect(Object.keys(sent)).toEqual(['requests', 'problems']);
  expect(sent).toMatchObject({
    requests: { received: { naturalPerson: 2, other: { value: null, note: '见附注' } } },
    problems: '问题。',
  });
});

test('a figure with its unit is the same as that figure in the unit of its cell', () => {
  const over = { revision: 1, fields: { [FEES]: '' } };
  const held = applyChange(NOTHING, { typed: { [FEES]: '83,000元' }, over });
  expect(mergeTyped(held, { revision: 2, fields: { [FEES]: '8.3' } })).toMatchObject({
    conflicts: [],
    settled: { [FEES]: '83,000元' },
  });
  expect(mergeTyped(held, { revision: 2, fields: { [FEES]: '8.4' } }).conflicts).toHaveLength(1);
});
