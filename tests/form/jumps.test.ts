import { CELLS, cellOf } from '../../src/form/cells';
import { evaluateChecks } from '../../src/form/evaluate';
import { emptyFigures, type Figures, setFigure } from '../../src/form/figures';

const LICENCES = 'proactive.licences.decisions';

/** A report in which every cell that adds up is zero, with some other figures. */
function figuresWith(cells: Readonly<Record<string, number | string | null>>): Figures {
  const figures = emptyFigures();
  for (const cell of CELLS) if (cell.editions.includes(2021)) setFigure(figures, cell, 0);
  for (const [code, value] of Object.entries(cells)) setFigure(figures, cellOf(code), value);
  return figures;
}

/** What is found of jumps in a report whose figures were others last year. */
const jumpsOf = (before: Parameters<typeof figuresWith>[0] | null, now: Parameters<typeof figuresWith>[0]) =>
  evaluateChecks(
    {
      year: 2025,
      figures: figuresWith(now),
      editions: { 2: 2021, 3: 2021, 4: 2021 },
      computed: [],
      notes: {},
      problems: '培训不足。',
      otherMatters: '未收取信息处理费。',
    },
    { previous: before && { figures: figuresWith(before), problems: null }, mayMakeRules: true },
  ).filter(({ code }) => code === 'figures.jump');

test('a figure of ten times last year’s is a warning that names the cell, the rule and both figures, in either direction', () => {
  const [up, ...others] = jumpsOf({ [LICENCES]: 39 }, { [LICENCES]: 3900 });
  expect(others).toEqual([]);
  expect(up).toMatchObject({
    severity: 'WARNING',
    path: 'proactive',
    cells: [LICENCES],
    expected: '39',
    actual: '3900',
  });
  expect(up.messageZh).toContain('十倍以上且相差一百以上');
  expect(up.messageZh).toContain(`“${cellOf(LICENCES).zh}”上年 39，本年 3900`);
  expect(up.messageEn).toContain('39 last year, 3900 this year');
  expect(jumpsOf({ [LICENCES]: 3900 }, { [LICENCES]: 39 })[0].messageZh).toContain('上年 3900，本年 39');
});

test.each([
  ['less than ten times', 39, 389],
  ['less than a hundred more', 5, 104],
  ['nothing to compare with', null, 3900],
  ['nothing reported', 3900, null],
])('%s is no jump', (_, before, now) => {
  expect(jumpsOf({ [LICENCES]: before }, { [LICENCES]: now })).toEqual([]);
});

test('without last year’s report nothing is compared, nor is a change, which is a comparison itself', () => {
  expect(jumpsOf(null, { [LICENCES]: 3900 })).toEqual([]);
});

test('an amount in another unit is one too, and the figures of a section are explained together', () => {
  const fees = 'proactive.fees.amount';
  const [found] = jumpsOf({ [fees]: '12.5', [LICENCES]: 39 }, { [fees]: '125000', [LICENCES]: 3900 });
  expect(found.cells).toEqual([LICENCES, fees]);
  expect(found.messageZh).toContain('上年 12.5，本年 125000');
});
