import { reportingYear } from '../agency/reportingYear';
import { CELLS, type Cell } from '../form/cells';
import { emptyFigures, setFigure } from '../form/figures';
import type { Label } from '../form/lines';
import { evaluateMeasure, nestMeasures } from '../form/measures';
import type { Absence } from '../report/model/cellTypes';
import type { Measure } from '../report/model/measureTypes';
import { distinct } from '../shared/distinct';
import { badInput } from '../shared/graphql/paging';
import { type Context } from '../shared/request/context';
import { differenceOfCell } from './cellChange';
import { groupByReason, SUPPRESSED } from './grouping/nullReasons';
import { coverageOf, shapeTotal } from './groups';
import { ChangeOver, type RollUpChange } from './model/changeTypes';
import type { Coverage } from './model/coverageTypes';
import type { RollUpGroup } from './model/rollUpTypes';
import { COVERAGE_ONLY, type SumProjection, union } from './request/projection';
import type { Selection } from './request/selection';
import { addSums, type Sum } from './request/sum';
import { findSameAgencies, narrowToSameAgencies } from './scanned/sameAgencies';
import { sumYears } from './scanned/sums';
import { differencesOfMeasures } from './valueChange';

/** Returns the sum of one of the years of a selection. */
export const sumOfYear = (sums: readonly Sum[], year: number) =>
  addSums(
    sums.filter(({ key }) => key === String(year)),
    String(year),
  );

/** By what the difference of two years is called in identifiers, where groups have their dimensions. */
export const CHANGE = 'CHANGE';

/** The change of a selection from one year to another. Its sums are read when a field needs them, and only what it needs of them. */
export function changeBetween(
  context: Context,
  selection: Selection,
  { year, base, over }: Pick<RollUpChange, 'year' | 'base' | 'over'>,
): RollUpChange {
  reportingYear(year, 'year');
  reportingYear(base, 'base');
  const both = { ...selection, years: distinct([year, base]) };
  const isOfSame = over === ChangeOver.SAME_AGENCIES;
  if (isOfSame && selection.sumsOnly)
    throw badInput(
      'over',
      '只能查看合计的预览不可按相同机关比较，请用 ALL_REPORTS。',
      'Who may see only sums of unpublished work compares ALL_REPORTS: the rest would be the work of single agencies.',
    );
  const readSums = async (projection: SumProjection) => {
    const compared = isOfSame ? await narrowToSameAgencies(context, both) : both;
    const sums = await sumYears(context, compared, union([COVERAGE_ONLY, projection]));
    return { compared, before: sumOfYear(sums, base), after: sumOfYear(sums, year) };
  };
  return { year, base, over, selection: both, readSums };
}

/** The difference of the sums of a change in the shape of a report, with the parts that an operation reads. */
export async function differenceOfChange(
  context: Context,
  { year, base, over, selection, readSums }: RollUpChange,
  projection: SumProjection,
): Promise<RollUpGroup> {
  const { compared, before, after } = await readSums(projection);
  const difference = differenceOf(
    context,
    before,
    after,
    { ...compared, years: [year] },
    selection.years,
    projection,
  );
  return Object.assign(difference, {
    loadMeasures: (measures: readonly Measure[]) =>
      differencesOfMeasures(context, compared, { year: base, sum: before }, { year, sum: after }, measures),
    identity: {
      ...selection.question,
      by: [CHANGE],
      keys: [String(year), String(base), over],
      order: null,
    },
  });
}

/** Refuses values of a difference by code: they would be those of one of its years. */
const refuseValues = async (): Promise<never> => {
  throw badInput(
    'codes',
    '两年之差没有按代码取的数值：请取 requests、measures 等字段，或用 groups(by: [YEAR]) 的 values { value base difference }。',
    'A difference has no values by code: select its fields (requests, measures …), or ask groups(by: [YEAR]) for values { value base difference }.',
  );
};

/** The difference of two sums in the shape of a report. */
function differenceOf(
  context: Context,
  before: Sum,
  after: Sum,
  selection: Selection,
  years: readonly number[],
  projection: SumProjection,
): RollUpGroup {
  const figures = emptyFigures();
  const absences: [string, Absence][] = [];
  for (const cell of CELLS) {
    const { absolute, absence } = differenceOfCell(cell, before, after, years);
    setFigure(figures, cell, absolute);
    if (absence !== null) absences.push([cell.code, absence]);
  }
  const ownMeasures = nestMeasures((measure) => {
    const [now, then] = [after, before].map((sum) => evaluateMeasure(sum.figures, measure));
    return now === null || then === null ? null : now - then;
  });
  const byCode = new Map(absences);
  const suppressed = before.isSuppressed || after.isSuppressed ? SUPPRESSED : null;
  return Object.assign(shapeTotal(context, after, selection, projection), {
    figures,
    ownMeasures,
    suppressedZh: suppressed?.zh ?? null,
    suppressedEn: suppressed?.en ?? null,
    explainNull: ({ code }: Cell) => byCode.get(code) ?? null,
    listReasons: () => groupByReason(absences),
    loadIndicators: async () => [],
    readValues: refuseValues,
  });
}

/** Returns how much of the selection was reported in a year of a change. */
export async function coverageOfYear(
  context: Context,
  { selection }: RollUpChange,
  year: number,
): Promise<Coverage> {
  const sums = await sumYears(context, selection, COVERAGE_ONLY);
  return coverageOf(sumOfYear(sums, year), { ...selection, years: [year] });
}

/** How many agencies have a report in both years of a change; null where only sums may be seen. */
export const countSameAgencies = async (context: Context, { selection }: RollUpChange) =>
  selection.sumsOnly ? null : (await findSameAgencies(context, selection)).same;

/** What must be said beside a change: that who reported is not the same in both years. */
export async function cautionAbout(context: Context, change: RollUpChange): Promise<Label | null> {
  const [base, year, same] = await Promise.all([
    coverageOfYear(context, change, change.base),
    coverageOfYear(context, change, change.year),
    countSameAgencies(context, change),
  ]);
  if (same === null ? base.included === year.included : base.included === same && year.included === same)
    return null;
  const [expected, included, both] = [
    [base.expected, year.expected],
    [base.included, year.included],
    [same ?? 0],
  ].map((counts) => counts.map((count) => count.toLocaleString('en')));
  const zh = `${change.base} 年应报 ${expected[0]}、已报 ${included[0]}，${change.year} 年应报 ${expected[1]}、已报 ${included[1]}${same === null ? '' : `，两年均有报告的机关 ${both} 个`}`;
  const en = `${included[0]} of ${expected[0]} reports in ${change.base}, ${included[1]} of ${expected[1]} in ${change.year}${same === null ? '' : `; ${both} agencies have one in both`}`;
  return change.over === ChangeOver.SAME_AGENCIES
    ? { zh: `${zh}；只比较这些机关。`, en: `${en}: only these are compared.` }
    : { zh: `${zh}；增减也反映报告机关的变化。`, en: `${en}: the change also shows who reported.` };
}
