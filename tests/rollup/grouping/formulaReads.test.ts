import { cellOf } from '../../../src/form/cells';
import { emptyFigures, setFigure } from '../../../src/form/figures';
import { readFormula } from '../../../src/form/readFormula';
import { UNCUT } from '../../../src/rollup/grouping/cuts';
import { GroupFigures } from '../../../src/rollup/grouping/figures';
import type { Group } from '../../../src/rollup/grouping/group';
import type { GroupQuestion } from '../../../src/rollup/grouping/question';
import { GroupDimension } from '../../../src/rollup/request/dimensions';
import { NOTHING_COUNTED } from '../../../src/rollup/request/sum';

const CELL = 'requests.received.total';

/** A sum of which each reading of its figures is counted. */
function countedSum(value: number) {
  const figures = emptyFigures();
  setFigure(figures, cellOf(CELL), value);
  let reads = 0;
  const counts = new Proxy(figures.counts, {
    get(target, name, receiver) {
      if (name === String(cellOf(CELL).position - 1)) reads += 1;
      return Reflect.get(target, name, receiver);
    },
  });
  const sum = {
    key: '',
    ...NOTHING_COUNTED,
    included: 1,
    isSuppressed: false,
    figures: { ...figures, counts },
  };
  return { sum, reads: () => reads };
}

test('whatever is shown of a formula in a row, its figures are read once for the year and once for the year before', () => {
  const { formula } = readFormula(`${CELL} * 2`, []);
  if (!formula) throw new Error('it cannot be read');
  const label = { zh: '两倍', en: 'Twice' };
  const value = { code: 'twice', label, unit: label, formulaOf: () => formula };
  const [own, before] = [countedSum(6), countedSum(4)];
  const group: Group = {
    codes: ['a'],
    memberKey: 'a',
    sortKeys: ['a'],
    cut: UNCUT,
    years: [2025],
    sum: own.sum,
    before: before.sum,
    agency: null,
    rank: null,
    sortValue: null,
  };
  const figures = new GroupFigures(
    { by: [GroupDimension.AGENCY], cuts: [UNCUT] } as unknown as GroupQuestion,
    { totals: [], indicators: [], totalIndicators: [] },
  );
  expect([
    figures.valueOf(value, group),
    figures.baseOf(value, group),
    figures.differenceOf(value, group),
    figures.growthOf(value, group),
    figures.changeQualifierOf(value, group),
  ]).toEqual([12, 8, 4, 0.5, null]);
  expect([own.reads(), before.reads()]).toEqual([1, 1]);
});
