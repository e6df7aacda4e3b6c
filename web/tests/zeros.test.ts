import { checkEntries } from '../src/desk/entry/entries';
import { editionsOf } from '../src/desk/entry/storedReport';
import { blanksToFill, typedInto, ZERO } from '../src/desk/entry/zeros';

const FORM = { year: 2025, editions: editionsOf(null, 2025) };
const TYPED = {
  'requests.received.naturalPerson': '5',
  'requests.carriedOut.naturalPerson': '5',
  'requests.granted.other': '／',
  'requests.denied.stateSecret.other': ' ',
};

test('the blank cells of a section are filled with 0: not what is typed, not what does not apply, not the totals, which follow', () => {
  const blanks = blanksToFill(2021, 3, TYPED);
  expect(blanks).toContain('requests.denied.stateSecret.other');
  for (const code of [
    ...Object.keys(TYPED).slice(0, 3),
    'requests.received.total',
    'requests.concluded.other',
  ])
    expect(blanks).not.toContain(code);
  const { findings, totals, toFill, filled } = checkEntries(
    { ...TYPED, ...typedInto(blanks, ZERO) },
    FORM,
    null,
  );
  expect(totals.get('requests.received.total')).toBe('5');
  expect(toFill.filter((field) => field.startsWith('requests.') && !filled.has(field))).toEqual([]);
  expect(findings.filter(({ code }) => code.startsWith('requests.'))).toEqual([]);
});

test('amounts and every edition take 0 too; of a section that is filled nothing is blank', () => {
  expect(blanksToFill(2021, 2, {})).toContain('proactive.fees.amount');
  for (const edition of [2019, 2021] as const)
    for (const section of [2, 3, 4] as const) {
      const blanks = blanksToFill(edition, section, {});
      expect(blanks.length).toBeGreaterThan(5);
      expect(blanksToFill(edition, section, typedInto(blanks, ZERO))).toEqual([]);
    }
});
