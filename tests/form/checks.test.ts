import fc from 'fast-check';
import { CELLS, cellOf } from '../../src/form/cells';
import { EQUATIONS } from '../../src/form/checks';
import { evaluateChecks, similarity } from '../../src/form/evaluate';
import { emptyFigures, type Figures, setValue } from '../../src/form/figures';
import { REQUEST_ROWS } from '../../src/form/lines';
import { readCell } from '../../src/form/readCell';
import { computeTotals } from '../../src/form/totals';

const content = (figures: Figures) => ({
  year: 2025,
  figures,
  editions: { 2: 2021, 3: 2021, 4: 2021 } as const,
  computed: [],
  notes: {},
  problems: '培训不足。',
  otherMatters: '未收取信息处理费。',
});
const zeros = () => {
  const figures = emptyFigures();
  for (const cell of CELLS) if (cell.editions.includes(2021)) setValue(figures, cell, 0);
  return figures;
};
const around = { previous: null, mayMakeRules: false };

describe('the checks', () => {
  test('every equation refers to known cells', () => {
    for (const equation of EQUATIONS)
      for (const term of [...equation.left, ...equation.right])
        expect(cellOf(term.cell).code).toBe(term.cell);
  });

  test('a zero report has no finding', () => {
    expect(evaluateChecks(content(zeros()), around)).toEqual([]);
  });

  test('one changed cell breaks exactly its equations, all told at once', () => {
    const figures = zeros();
    setValue(figures, cellOf('requests.granted.naturalPerson'), 3);
    const found = evaluateChecks(content(figures), around);
    expect(found.map(({ code, path, expected, actual }) => ({ code, path, expected, actual }))).toEqual([
      { code: 'requests.concluded', path: 'requests.concluded.naturalPerson', expected: '3', actual: '0' },
      { code: 'requests.rowTotal', path: 'requests.granted.total', expected: '3', actual: '0' },
    ]);
  });

  test('totals left out are computed and then agree, whatever the leaves', () => {
    const leaves = CELLS.filter(
      (cell) =>
        cell.editions.includes(2021) &&
        !cell.code.endsWith('.total') &&
        !cell.code.startsWith('requests.concluded') &&
        cell.section > 2,
    );
    fc.assert(
      fc.property(
        fc.array(fc.nat(1000), { minLength: leaves.length, maxLength: leaves.length }),
        (values) => {
          const figures = emptyFigures();
          leaves.forEach((cell, at) => {
            setValue(figures, cell, values[at]);
          });
          computeTotals(figures);
          const errors = evaluateChecks(content(figures), around).filter((item) => item.severity === 'ERROR');
          return errors.every((item) => item.code === 'requests.balance');
        },
      ),
    );
  });

  test('the carry-over rule needs last year and then compares each column', () => {
    const figures = zeros();
    const last = zeros();
    setValue(last, cellOf('requests.carriedOut.total'), 2);
    const previous = { figures: last, problems: null };
    const found = evaluateChecks(content(figures), { ...around, previous });
    expect(found).toMatchObject([
      { code: 'requests.carryOver', severity: 'WARNING', expected: '2', actual: '0' },
    ]);
  });

  test('rules of an organ that may not make them, and silence on fees, are warnings', () => {
    const figures = zeros();
    setValue(figures, cellOf('proactive.rules.inForce'), 1);
    const found = evaluateChecks({ ...content(figures), otherMatters: '无。' }, around);
    expect(found.map((item) => item.code)).toEqual(['proactive.rulesNotEntitled', 'narrative.fees']);
  });

  test('a 2019 cell does not stand in a 2021 section, and the other way round', () => {
    const figures = zeros();
    setValue(figures, cellOf('requests.otherHandling.total'), 0);
    expect(evaluateChecks(content(figures), around).map((item) => item.code)).toEqual(['form.notInEdition']);
  });

  test.each([
    [-1, 'counts.negative'],
    [1.5, 'counts.fractional'],
    [1e12, 'counts.tooLarge'],
    ['十二', 'counts.notANumber'],
    [true, 'counts.notANumber'],
  ])('%p is refused as %s with the cell named', (given, code) => {
    const { finding } = readCell(cellOf('requests.received.total'), given);
    expect(finding).toMatchObject({ code, path: 'requests.received.total' });
    expect(finding?.messageZh).toContain('本年新收');
    expect(finding?.messageEn).toContain('Requests received');
  });

  test('blank, not applicable and zero are three things', () => {
    const status = (given: unknown) => readCell(cellOf('requests.received.total'), given).status;
    expect(['', null, '/', '—', '不适用', 0].map(status)).toEqual([
      'BLANK',
      'BLANK',
      'NOT_APPLICABLE',
      'NOT_APPLICABLE',
      'NOT_APPLICABLE',
      'REPORTED',
    ]);
  });

  test('rows of section three are 25 in edition 2021', () => {
    expect(REQUEST_ROWS.filter((row) => row.editions.includes(2021))).toHaveLength(25);
  });

  test('similarity ignores punctuation', () => {
    expect(similarity('公开意识不强。', '公开意识不强')).toBe(1);
    expect(similarity('公开意识不强', '平台建设滞后')).toBe(0);
  });
});
