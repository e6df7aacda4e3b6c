import { addAmounts } from '../form/figures';
import type { Label } from '../form/lines';
import { loadIndicators } from '../report/model/indicatorQueries';
import type { Indicator, IndicatorValue, SourceSentence } from '../report/model/indicatorTypes';
import { IndicatorAggregation, Qualifier } from '../report/model/reportEnums';
import { queryRows } from '../shared/database';
import { groupBy } from '../shared/groupBy';
import { type Context, memoize } from '../shared/request/context';
import { isMaterialized } from './materialized/materialized';
import { type IndicatorSum, materializedIndicators } from './materialized/materializedIndicators';
import { expectedReportsCte, isSmallCellSql, parametersOf, type Selection } from './request/selection';
import { type Dimension, KEYS } from './scanned/sums';

type ScannedRow = Omit<IndicatorSum, 'indicator'> & {
  readonly indicatorKey: number;
  readonly sentences: SourceSentence[] | null;
  readonly isSmallCell: boolean;
};
interface IndicatorRow extends IndicatorSum {
  readonly sentences?: SourceSentence[] | null;
  readonly isSmallCell?: boolean;
}

const SENTENCES = 20;
const NOT_ADDED: Label = { zh: '此指标不汇总。', en: 'This indicator is never added.' };

/** The SQL of the indicators of groups, or only of those with some keys ($8). Sentences of withdrawn or unpublished reports are not quoted. */
function indicatorSumsSql(selection: Selection, dimension: Dimension): string {
  const isPublic = `${selection.sumsOnly ? 'not m.is_work and' : ''} not exists (
    select 1 from withdrawal z join report_revision v on v.report_id = z.report_id and v.number <= z.revision where v.id = m.revision_id)`;
  return `with ${expectedReportsCte(selection)} select ${KEYS[dimension]} as key, m.year, i.indicator_id as "indicatorKey", trim_scale(sum(i.value))::text as value,
          count(*)::int as reports, array_agg(distinct i.qualifier) as qualifiers,
          to_json((array_agg(json_build_object('agencyCode', a.code, 'year', m.year, 'text', i.sentence) order by a.code)
                    filter (where i.sentence is not null and ${isPublic}))[1:${SENTENCES}]) as sentences, ${isSmallCellSql('m.')} as "isSmallCell"
     from members m join report_indicator i using (revision_id) join agency a on a.id = m.agency_id
    where $8::text[] is null or ${KEYS[dimension]} = any($8)
    group by 1, 2, 3 order by 3, 2`;
}

/** Adds the indicators of every group of a dimension, in one statement per request and selection. */
function loadRows(
  context: Context,
  selection: Selection,
  dimension: Dimension,
  keys: readonly string[] | null,
): Promise<ScannedRow[]> {
  return memoize(context, `indicators ${dimension} ${JSON.stringify([selection, keys])}`, () =>
    queryRows<ScannedRow>(context.database, indicatorSumsSql(selection, dimension), [
      ...parametersOf(selection),
      keys,
    ]),
  );
}

/** Returns the qualifier of a sum from those of its parts: bounds of one side stay bounds, mixed ones are approximate. */
export function combineQualifiers(qualifiers: readonly Qualifier[]): Qualifier {
  const bounds = new Set(qualifiers.filter((item) => item !== Qualifier.EXACT));
  if (bounds.size === 0) return Qualifier.EXACT;
  return bounds.size === 1 ? [...bounds][0] : Qualifier.APPROXIMATE;
}

/**
 * Returns the value of an indicator over its sums of some years and groups, one at least; null where it would show what
 * one agency or two have not published.
 */
export function addIndicator(all: readonly IndicatorRow[], sumsOnly: boolean): IndicatorValue | null {
  const { indicator } = all[0];
  const lastYear = Math.max(...all.map((row) => row.year));
  const rows =
    indicator.aggregation === IndicatorAggregation.LAST ? all.filter((row) => row.year === lastYear) : all;
  const reports = rows.reduce((total, row) => total + row.reports, 0);
  if (sumsOnly && rows.some((row) => row.isSmallCell)) return null;
  const years = new Set(rows.map(({ year }) => year));
  const isAdded = indicator.aggregation !== IndicatorAggregation.NONE || reports === 1;
  return {
    indicator,
    value: isAdded ? addAmounts(rows.map((row) => row.value)) : null,
    year: years.size === 1 ? lastYear : null,
    reasonZh: isAdded ? null : NOT_ADDED.zh,
    reasonEn: isAdded ? null : NOT_ADDED.en,
    qualifier: combineQualifiers(rows.flatMap((row) => row.qualifiers)),
    reports,
    sentences: rows.flatMap((row) => row.sentences ?? []).slice(0, SENTENCES),
  };
}

/** Returns the sums of the indicators of every group. Without sentences they are materialized, where the sums are. */
async function readRows(
  context: Context,
  selection: Selection,
  { dimension, pageKeys }: IndicatorGroup,
  withSentences: boolean,
): Promise<IndicatorRow[]> {
  const materialized =
    !withSentences && isMaterialized(selection) && (dimension === 'year' || dimension === 'child')
      ? await materializedIndicators(context, selection, dimension)
      : null;
  if (materialized) return materialized;
  const [catalogue, rows] = await Promise.all([
    loadIndicators(context),
    loadRows(context, selection, dimension, pageKeys),
  ]);
  const byKey = new Map(catalogue.map((indicator) => [indicator.key, indicator]));
  return rows.map((row) => ({ ...row, indicator: byKey.get(row.indicatorKey) as Indicator }));
}

/** A group whose indicators are read, with the groups of its page. The key is null for all of the selection. */
export interface IndicatorGroup {
  readonly dimension: Dimension;
  readonly key: string | null;
  readonly pageKeys: readonly string[] | null;
}

/** Returns the indicators of a group by code. */
export async function indicatorsOf(
  context: Context,
  selection: Selection,
  group: IndicatorGroup,
  withSentences: boolean,
): Promise<IndicatorValue[]> {
  const rows = await readRows(context, selection, group, withSentences);
  const own = groupBy(
    rows.filter((row) => group.key === null || row.key === group.key),
    ({ indicator }) => indicator.code,
  );
  return [...own.keys()]
    .sort()
    .flatMap((code) => addIndicator(own.get(code) as IndicatorRow[], selection.sumsOnly) ?? []);
}
