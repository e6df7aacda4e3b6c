import { cellOf, editionInForce } from '../form/cells';
import { indicatorsOfFormula, leavesOf } from '../form/formula';
import type { Label } from '../form/lines';
import type { Absence } from '../report/model/cellTypes';
import { absenceOfLeaf } from '../report/model/measureFormulas';
import { showMeasure } from '../report/model/measureQueries';
import type { Measure, MeasureValue } from '../report/model/measureTypes';
import type { Context } from '../shared/request/context';
import { UNCUT } from './grouping/cuts';
import { GroupFigures } from './grouping/figures';
import { readIndicators } from './grouping/indicatorSums';
import { explainCell } from './grouping/nullReasons';
import { readMeasures, type Value } from './grouping/values';
import type { Selection } from './request/selection';
import type { Sum } from './request/sum';

const SIDES: readonly Label[] = [
  { zh: '基期', en: 'Base year' },
  { zh: '本期', en: 'Year compared' },
];

/** The sum of a year. */
interface SumOfYear {
  readonly year: number;
  readonly sum: Sum;
}

/** Returns why a measure cannot be compared between two years: the form of one of them has not all that it reads. */
function incomparable(value: Value, sums: readonly SumOfYear[]): Absence | null {
  const formula = value.formulaOf(UNCUT);
  for (const leaf of leavesOf(formula)) {
    if (leaf.kind !== 'CELL') continue;
    const cell = cellOf(leaf.cell);
    const without = sums.filter(({ year }) => !cell.editions.includes(editionInForce(year)));
    if (without.length > 0)
      return absenceOfLeaf(
        formula,
        leaf,
        explainCell(cell, { ...without[0].sum, years: without.map(({ year }) => year) }),
      );
  }
  return null;
}

/** Returns the differences of measures between the sums of a base year and of a year of a selection. */
export async function differencesOfMeasures(
  context: Context,
  selection: Selection,
  before: SumOfYear,
  after: SumOfYear,
  measures: readonly Measure[],
): Promise<MeasureValue[]> {
  const values = await readMeasures(context, [], measures);
  const withIndicators = values.some((value) => indicatorsOfFormula(value.formulaOf(UNCUT)).length > 0);
  const indicators = withIndicators ? await readIndicators(context, selection, [], null, false) : [];
  const figures = new GroupFigures(
    { selection, cuts: [UNCUT] },
    { totals: [], indicators, totalIndicators: indicators },
  );
  return measures.map((measure, at) => {
    const value = values[at];
    const sides = [before, after].map(({ year, sum }, side) => {
      const group = { cut: UNCUT, years: [year], sum, memberKey: null };
      const shown = figures.valueOf(value, group);
      const absence = shown === null ? figures.explain(value, group) : null;
      return {
        shown,
        absence: absence && {
          ...absence,
          zh: `${SIDES[side].zh}：${absence.zh}`,
          en: `${SIDES[side].en}: ${absence.en}`,
        },
      };
    });
    const absence = incomparable(value, [before, after]) ?? sides[0].absence ?? sides[1].absence;
    return showMeasure(measure, absence ? null : Number(sides[1].shown) - Number(sides[0].shown), absence);
  });
}
