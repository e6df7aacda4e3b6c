import { shareHead, shareInWords } from '../../src/shared/shareInWords';
import { codesOfFormula, formulaParts, signsInWords, yearsWithFigures } from '../src/measure/formulaParts';
import { shortHead } from '../src/question/shortHead';

const NAMES = {
  AGENCY: { zh: '机关', en: 'Agency' },
  OUTCOME: { zh: '办理结果', en: 'Outcome' },
  YEAR: { zh: '年度', en: 'Year' },
};
const said = (by: (keyof typeof NAMES)[], hasConditions = false) =>
  shareInWords({ by, names: by.map((one) => NAMES[one]), hasConditions }).zh;

test('what a share is of is said: of all rows, of those of the year, and not of one group of several dimensions', () => {
  expect(said(['AGENCY'])).toBe('占比：每行占各行合计的比例。');
  expect(said(['AGENCY', 'OUTCOME'])).toBe('占比：每行占各行合计的比例，不是占同一机关的合计。');
  expect(said(['AGENCY', 'YEAR'])).toBe('占比：每行占同一年度各行合计的比例。');
  expect(said(['AGENCY'], true)).toBe('占比：每行占各行合计的比例；不符合条件、没有列出的行也在内。');
  expect(said(['YEAR'])).toBe('占比：只按年度分时没有，每行就是当年的合计。');
  expect(shareHead(['AGENCY', 'YEAR']).zh).toBe('占当年合计');
  expect(shareHead(['AGENCY', 'OUTCOME']).zh).toBe('占合计');
});

test('a formula is told apart into codes and what stands between them, which together are its text', () => {
  const text = '(requests.granted.total + 2) / measures.denialRateByGround.stateSecret*100';
  expect(
    formulaParts(text)
      .map((part) => part.text)
      .join(''),
  ).toBe(text);
  expect(codesOfFormula(`${text} - requests.granted.total`)).toEqual([
    'requests.granted.total',
    'measures.denialRateByGround.stateSecret',
  ]);
  expect([') /', ' * 100', '-'].map(signsInWords)).toEqual([') ÷ ', ' × 100', ' − ']);
});

test('years without a figure are told by their reasons', () => {
  const rows = [
    { year: 2019, value: null, reason: 'a' },
    { year: 2020, value: null, reason: 'a' },
    { year: 2021, value: 0, reason: '' },
  ];
  expect(yearsWithFigures(rows)).toEqual({ filled: [2021], others: [{ reason: 'a', years: [2019, 2020] }] });
});

test('the head of a column leaves out the part of the form and the column of all applicants', () => {
  const label = { labelZh: '三、本年度办理结果 （一）予以公开 · 总计', labelEn: 'Granted, all applicants' };
  expect(shortHead({ code: 'requests.granted.total', ...label }, 'zh')).toBe('（一）予以公开');
  expect(shortHead({ code: 'requests.granted.total', ...label }, 'en')).toBe('Granted');
  expect(shortHead({ code: 'requests.received.total', ...label }, 'en')).toBe('Requests received');
});
