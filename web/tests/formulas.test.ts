import {
  codeOfFormula,
  codeOfValue,
  formulaLabel,
  formulaOfCode,
  whyNoFormula,
} from '../src/question/formulas';
import { readQuestion, writeQuestion } from '../src/question/question';
import { shortHead } from '../src/question/shortHead';

const CATALOGUE = {
  indicators: [{ code: 'tickets', name: '工单', nameEn: 'Tickets', aggregation: 'SUM' }],
  ownMeasures: [{ code: 'own', labelZh: '演示', labelEn: 'x' }],
  otherMeasures: [],
};
const en = (_: string, words: string) => words;

test('an address holds a formula in the letters of the keyboard, and it is read back as people write it', () => {
  const code = codeOfFormula('（indicators.tickets －1）×100 / requests.received.total');
  expect(code).toBe('=(indicators.tickets-1)*100/requests.received.total');
  expect(codeOfValue(code)).toBe(code);
  expect(codeOfFormula(formulaOfCode(code))).toBe(code);
  const question = readQuestion(
    new URLSearchParams({ values: code, having: `${code}~VALUE~1~2`, order: `= ${code.slice(1)}` }),
    { place: '1', year: 2025, years: [2025] },
  );
  expect(question).toMatchObject({
    values: [code],
    having: [{ value: code, figure: 'VALUE', min: 1, max: 2 }],
    order: { field: code },
  });
  expect(writeQuestion(question)).toMatchObject({ values: code, order: code, having: `${code}~VALUE~1~2` });
});

test.each([
  ['=indicators.tickets*2', ['AGENCY'], null],
  ['=requests.received.total*2', ['APPLICANT'], null],
  ['=indicators.tickets*2', ['APPLICANT'], /only totals of section three/],
  ['=requests.received.total*2', ['YEAR', 'OUTCOME'], /by outcome have no formulas/],
  ['=measures.own', ['AGENCY'], /a measure of the district cannot be in a formula/],
  ['=1+', ['AGENCY'], /a code or a number is missing here/],
  [`=${'1+'.repeat(600)}`, ['AGENCY'], /at most 1000 letters/],
] as const)('why rows do not have %s by %p is said by the rules of the hub', (code, by, words) => {
  const why = whyNoFormula(code, by, CATALOGUE).map((label) => label.en);
  if (words === null) expect(why).toEqual([]);
  else expect(why.join(' ')).toMatch(words);
});

test('the label and the head of a formula have the names of its values in short', () => {
  const labels = new Map([['requests.received.total', 'Requests received this year, all applicants']]);
  expect(formulaLabel('=requests.received.total*2', labels, en)).toBe('"Requests received this year" × 2');
  const value = {
    code: '=requests.granted.total*2',
    labelZh: '“三、本年度办理结果 （一）予以公开 · 总计” × 2',
    labelEn: '"Granted, all applicants" × 2',
  };
  expect([shortHead(value, 'zh'), shortHead(value, 'en')]).toEqual(['“（一）予以公开” × 2', '"Granted" × 2']);
});
