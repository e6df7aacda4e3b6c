import { previousOf } from '../src/api/useAnswer';

const ANSWER = { figures: 1 };
const remains = (before: unknown, now: unknown) =>
  previousOf(now)(ANSWER, { queryKey: ['webRows', before] }) === ANSWER;

test('an answer stays while the next is of the same subject in another order, of other values, or a page on', () => {
  const question = { place: 'a', years: [2025], orderBy: null, values: ['x'], first: 20 };
  expect(remains(question, { ...question, orderBy: { field: 'x' }, values: ['y'], first: 50 })).toBe(true);
  expect(
    remains({ filter: { jurisdiction: 'a', name: '局' } }, { filter: { jurisdiction: 'a', name: null } }),
  ).toBe(true);
});

test('it does not stay below the title of another subject, however deep the question names it', () => {
  expect(remains({ place: 'a' }, { place: 'b' })).toBe(false);
  expect(remains({ agencies: ['a'] }, { agencies: ['b'] })).toBe(false);
  expect(remains({ filter: { jurisdiction: 'a' } }, { filter: { jurisdiction: 'b' } })).toBe(false);
  expect(remains({ input: { document: 'a', agency: 'x' } }, { input: { document: 'a', agency: 'y' } })).toBe(
    false,
  );
  expect(remains({ kinds: ['DEPARTMENT'] }, { kinds: null })).toBe(false);
});

test('what nobody has said to be no subject is one', () => {
  expect(remains({ unheardOf: 1 }, { unheardOf: 2 })).toBe(false);
});
