import { markProblems, problemsOf, replaceAt } from '../src/measure/formulaMarks';

const INDICATORS = [{ code: 'hotlineTickets', name: '', nameEn: '', aggregation: 'SUM' as const }];
const MEASURES = [
  { code: 'own', builtIn: false },
  { code: 'disclosureRate', builtIn: true },
];
const problems = (text: string) => problemsOf(text, INDICATORS, MEASURES);
const marked = (text: string) =>
  markProblems(text, problems(text))
    .map((piece) => (piece.problem === null ? piece.text : `[${piece.text}]`))
    .join('');

test('a formula is checked as the hub checks it, and an unknown code comes with the nearest', () => {
  expect(problems('')).toEqual([]);
  expect(problems('indicators.hotlineTickets / requests.received.total * 100')).toEqual([]);
  expect(problems('indicators.hotlineTicket + 1')).toMatchObject([
    { code: 'formula.unknown', at: 1, nearest: expect.arrayContaining(['indicators.hotlineTickets']) },
  ]);
  expect(problems('measures.own * 2')).toMatchObject([{ code: 'formula.ownMeasure', at: 1 }]);
});

test('what is wrong is marked where it is, and what is missing at the end as an empty place', () => {
  expect(marked('2 * indicators.nothing + 1')).toBe('2 * [indicators.nothing] + 1');
  expect(marked('requests.received.total /')).toBe('requests.received.total /[␣]');
  expect(marked('1 + 2')).toBe('1 + 2');
});

test('the nearest code takes the place of the wrong one, and nothing else changes', () => {
  const text = '（indicators.hotlineTicket）× 2';
  const [problem] = problems(text);
  expect(replaceAt(text, problem, 'indicators.hotlineTickets')).toBe('（indicators.hotlineTickets）× 2');
});
