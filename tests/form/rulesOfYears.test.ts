import { CELLS, cellOf } from '../../src/form/cells';
import { evaluateChecks } from '../../src/form/evaluate';
import { emptyFigures, setFigure } from '../../src/form/figures';

/** A report of a year on its own form, with a rule (规章), whose section six is silent on fees. */
function findingsOf(year: number, editions: 2019 | 2021, mayMakeRules = false) {
  const figures = emptyFigures();
  for (const cell of CELLS) if (cell.editions.includes(editions)) setFigure(figures, cell, 0);
  setFigure(figures, cellOf(editions === 2019 ? 'proactive.rules.newlyMade' : 'proactive.rules.issued'), 1);
  const content = {
    year,
    figures,
    editions: { 2: editions, 3: editions, 4: editions },
    computed: [],
    notes: {},
    problems: '培训不足。',
    otherMatters: '无。',
  } as const;
  return evaluateChecks(content, { previous: null, mayMakeRules });
}
const codesOf = (findings: readonly { readonly code: string }[]) => findings.map(({ code }) => code);

test.each([
  [2019, 2019, []],
  [2020, 2019, []],
  [2021, 2021, ['narrative.fees']],
  [2025, 2021, ['narrative.fees']],
] as const)('handling fees are to be reported since 2021: a report of %i', (year, edition, codes) => {
  expect(codesOf(findingsOf(year, edition, true))).toEqual(codes);
});

test.each([
  [2019, 2019, '2015年修正'],
  [2022, 2021, '2015年修正'],
  [2023, 2021, '2023年修正'],
] as const)('the power to make rules is cited by the law in force in %i', (year, edition, law) => {
  const found = findingsOf(year, edition).find(({ code }) => code === 'proactive.rulesNotEntitled');
  expect(found?.citation).toContain(law);
});

test.each([2019, 2021] as const)(
  'a report of a year before the first form is not on a wrong one: %i',
  (edition) => {
    expect(codesOf(findingsOf(2018, edition, true))).toEqual([]);
  },
);
