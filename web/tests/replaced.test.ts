import { readComparison } from '../src/compare/comparison';
import { fitQuestion } from '../src/question/fitQuestion';
import { readQuestion } from '../src/question/question';
import { changedByChoice, replacedValues, replacedYears } from '../src/question/replaced';

const YEARS = [2024, 2025];
const NO_MORE = { indicators: [], ownMeasures: [], otherMeasures: [] };
const zh = (text: string) => text;

const wordsOf = (address: string) => {
  const state = new URLSearchParams(address);
  const read = readQuestion(state, { place: '910101', year: 2025, years: YEARS });
  const { question } = fitQuestion(read, NO_MORE, zh);
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

test('what a choice takes from a question is said in words about the question', () => {
  const said = (address: string) => {
    const chosen = readQuestion(new URLSearchParams(address), { place: '910101', year: 2025, years: YEARS });
    return changedByChoice(chosen, fitQuestion(chosen, NO_MORE, zh).question, NO_MORE, zh);
  };
  const received = 'requests.received.total';
  expect(said(`values=${received}&order=${received}&having=${received}~VALUE~1~&by=AGENCY,OUTCOME`)).toEqual([
    expect.stringMatching(/没有按机关、办理结果分的数/),
    '各行原来按没有的数排列，现按代码排列。',
    '各行没有其数的条件已去掉。',
  ]);
  expect(said('by=AGENCY&outcomes=denied')).toEqual(['不按办理结果分，办理结果的条件已去掉。']);
  expect(said(`years=2024-2025&by=AGENCY&order=${received}&figure=GROWTH`)).toEqual([
    '各行没有原来排列所按的占比或增减，现按数值排列。',
  ]);
  expect(said(`by=AGENCY&order=${received}`)).toEqual([]);
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
