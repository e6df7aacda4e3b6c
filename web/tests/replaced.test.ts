import { readComparison } from '../src/compare/comparison';
import { fitted, readQuestion } from '../src/question/question';
import { replacedValues, replacedYears } from '../src/question/replaced';
import { firstValue, labelsOf, valueOptions } from '../src/question/valueOptions';

const YEARS = [2024, 2025];
const NO_MORE = { indicators: [], ownMeasures: [], otherMeasures: [] };
const zh = (text: string) => text;

const wordsOf = (address: string) => {
  const state = new URLSearchParams(address);
  const read = readQuestion(state, { place: '910101', year: 2025, years: YEARS });
  const codes = new Set(labelsOf(valueOptions(read.by, NO_MORE, zh)).keys());
  const question = fitted(read, codes, firstValue(read.by));
  const years = state.get('years');
  return [
    ...(years ? replacedYears(years, YEARS, question, zh) : []),
    ...replacedValues(read, question, NO_MORE, zh),
  ];
};

test('what of a question was replaced is said once, with what it was replaced by', () => {
  expect(wordsOf('years=1999')).toEqual(['没有 1999 年的表，这里是 2025 年的。']);
  expect(wordsOf('values=bogus')).toEqual([expect.stringMatching(/没有代码为 bogus 的数值，这里是“.*新收/)]);
  expect(wordsOf('years=2024-2025&values=requests.received.total&by=AGENCY')).toEqual([]);
  expect(wordsOf('')).toEqual([]);
});

test('a value that there is not by outcome is named with the one that took its place', () => {
  const [words, ...more] = wordsOf('values=requests.received.total&by=AGENCY,OUTCOME');
  expect(words).toMatch(/^“.*新收.*”没有按机关、办理结果分的数，这里是“各办理结果的申请 · 总计”。$/);
  expect(more).toEqual([]);
});

test('years are read one by one and from one to another; a year between them that nobody named is said', () => {
  const years = [2022, 2023, 2024, 2025];
  const where = { place: '910101', year: 2025, years };
  const spans = ['2024,2025', '2022-2024', '2025,2023', '2023', 'x'].map((text) => {
    const { from, to } = readQuestion(new URLSearchParams({ years: text }), where);
    return [from, to];
  });
  expect(spans).toEqual([
    [2024, 2025],
    [2022, 2024],
    [2023, 2025],
    [2023, 2023],
    [2025, 2025],
  ]);
  const read = readQuestion(new URLSearchParams('years=2023,2025'), where);
  expect(replacedYears('2023,2025', years, read, zh)).toEqual([
    '年度是连续的，这里是 2023-2025 年的，不只 2023、2025 年。',
  ]);
  expect(replacedYears('2023-2025', years, read, zh)).toEqual([]);
  expect(readComparison(new URLSearchParams('years=2022-2023,2025'), where).years).toEqual([
    2022, 2023, 2025,
  ]);
});
