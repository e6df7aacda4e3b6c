import { cellOf, editionInForce } from '../form/cells';
import { exactnessOfDifference, growthOfDifference } from '../form/exactness';
import { indicatorsOfFormula, leavesOf } from '../form/formula';
import type { Label } from '../form/lines';
import type { Absence } from '../report/model/cellTypes';
import { absenceOfLeaf } from '../report/model/measureFormulas';
import { showMeasure } from '../report/model/measureQueries';
import type { Measure, MeasureValue } from '../report/model/measureTypes';
import { Qualifier } from '../report/model/reportEnums';
import type { Context } from '../shared/request/context';
import { UNCUT } from './grouping/cuts';
import { type FigureValue, GroupFigures, subtractFigures } from './grouping/figures';
import { readIndicators } from './grouping/indicatorSums';
import { explainCell } from './grouping/nullReasons';
import { projectionOfValues } from './grouping/question';
import type { Value } from './grouping/value';
import { readMeasures, readValues } from './grouping/values';
import type { RollUpChange, ValueChange } from './model/changeTypes';
import type { Selection } from './request/selection';
import type { Sum } from './request/sum';

const SIDES: readonly Label[] = [
  { zh: '基期', en: 'Base year' },
  { zh: '本期', en: 'Year compared' },
];

/** Why two bounds of the same side have no difference. */
const UNCERTAIN: Label = {
  zh: '两年的数是同一边的界限，无从比较。',
  en: 'Both years are bounds of the same side, of which no change follows.',
};

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

/** A value of both years: what it is in each, and its difference or why there is none. */
interface Compared {
  readonly value: Value;
  readonly base: FigureValue | null;
  readonly shown: FigureValue | null;
  readonly qualifier: Qualifier | null;
  readonly baseQualifier: Qualifier | null;
  readonly absence: Absence | null;
}

/** Returns values in the sums of a base year and of a year of a selection. */
async function compareValues(
  context: Context,
  selection: Selection,
  before: SumOfYear,
  after: SumOfYear,
  values: readonly Value[],
): Promise<Compared[]> {
  const withIndicators = values.some((value) => indicatorsOfFormula(value.formulaOf(UNCUT)).length > 0);
  const indicators = withIndicators ? await readIndicators(context, selection, [], null, false) : [];
  const figures = new GroupFigures(
    { selection, by: [], cuts: [UNCUT] },
    { totals: [], indicators, totalIndicators: indicators },
  );
  return values.map((value) => {
    const [base, own] = [before, after].map(({ year, sum }, side) => {
      const group = { cut: UNCUT, years: [year], sum, memberKey: null };
      const shown = figures.valueOf(value, group);
      const absence = shown === null ? figures.explain(value, group) : null;
      return {
        shown,
        qualifier: figures.qualifierOf(value.formulaOf(UNCUT), group),
        absence: absence && {
          ...absence,
          zh: `${SIDES[side].zh}：${absence.zh}`,
          en: `${SIDES[side].en}: ${absence.en}`,
        },
      };
    });
    return {
      value,
      base: base.shown,
      shown: own.shown,
      qualifier: own.qualifier,
      baseQualifier: base.qualifier,
      absence: incomparable(value, [before, after]) ?? base.absence ?? own.absence,
    };
  });
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
  const compared = await compareValues(context, selection, before, after, values);
  return compared.map(({ base, shown, absence }, at) =>
    showMeasure(measures[at], absence ? null : Number(shown) - Number(base), absence),
  );
}

/** Returns how values changed from a base year to a year of a selection, by their codes, in the manner of those of groups. */
export async function changesOfValues(
  context: Context,
  { year, base: baseYear, readSums }: RollUpChange,
  codes: readonly string[],
): Promise<ValueChange[]> {
  const values = await readValues(context, [], codes, 'codes');
  const { compared, before, after } = await readSums(projectionOfValues(values, [UNCUT]));
  const sides = await compareValues(
    context,
    compared,
    { year: baseYear, sum: before },
    { year, sum: after },
    values,
  );
  return sides.map(({ value, base, shown, qualifier, baseQualifier, absence }) => {
    const exactness = exactnessOfDifference(qualifier ?? Qualifier.EXACT, baseQualifier ?? Qualifier.EXACT);
    const difference =
      absence || exactness === null || shown === null || base === null ? null : subtractFigures(shown, base);
    return {
      code: value.code,
      labelZh: value.label.zh,
      labelEn: value.label.en,
      unitZh: value.unit.zh,
      unitEn: value.unit.en,
      base,
      baseQualifier,
      value: shown,
      qualifier,
      difference,
      growth:
        difference === null
          ? null
          : growthOfDifference(Number(difference), Number(base), baseQualifier ?? Qualifier.EXACT),
      changeQualifier: difference === null || qualifier === null ? null : (exactness as Qualifier),
      reasonZh: absence?.zh ?? (exactness === null ? UNCERTAIN.zh : null),
      reasonEn: absence?.en ?? (exactness === null ? UNCERTAIN.en : null),
    };
  });
}
