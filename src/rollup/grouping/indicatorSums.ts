import { addAmounts } from '../../form/figures';
import { loadIndicators } from '../../report/model/indicatorQueries';
import type { Indicator, IndicatorValue, SourceSentence } from '../../report/model/indicatorTypes';
import { IndicatorAggregation, Qualifier } from '../../report/model/reportEnums';
import { queryRows } from '../../shared/database';
import { groupBy } from '../../shared/groupBy';
import { type Context, memoize } from '../../shared/request/context';
import { asMaterialized } from '../materialized/materialized';
import { type IndicatorSum, materializedIndicators } from '../materialized/materializedIndicators';
import { GroupDimension, MEMBER_KEYS, type MemberDimension } from '../request/dimensions';
import { expectedReportsCte, isSmallCellSql, parametersOf, type Selection } from '../request/selection';
import { NOT_ADDED } from './nullReasons';

type ScannedRow = Omit<IndicatorSum, 'indicator'> & {
  readonly indicatorKey: number;
  readonly sentences: SourceSentence[] | null;
  readonly isSmallCell: boolean;
};
/** The sum of an indicator over a group and year, materialized or added from reports. */
export interface IndicatorRow extends IndicatorSum {
  readonly sentences?: SourceSentence[] | null;
  readonly isSmallCell?: boolean;
}

const SENTENCES = 20;

/** The SQL of the indicators of groups by year, or only of those of some agencies ($8). Sentences of withdrawn or unpublished reports are not quoted. */
function indicatorSumsSql(selection: Selection, dimensions: readonly MemberDimension[]): string {
  const isPublic = `${selection.sumsOnly ? 'not m.is_work and' : ''} not exists (
    select 1 from withdrawal z join report_revision v on v.report_id = z.report_id and v.number <= z.revision where v.id = m.revision_id)`;
  const codes = `array[${dimensions.map((dimension) => MEMBER_KEYS[dimension]).join(', ')}]::text[]`;
  return `with ${expectedReportsCte(selection)} select array_to_string(m.codes, '/') as key, m.year, i.indicator_id as "indicatorKey", trim_scale(sum(i.value))::text as value,
          count(*)::int as reports, array_agg(distinct i.qualifier) as qualifiers,
          to_json((array_agg(json_build_object('agencyCode', a.code, 'year', m.year, 'text', i.sentence, 'revisionKey', m.revision_id) order by a.code)
                    filter (where i.sentence is not null and ${isPublic}))[1:${SENTENCES}]) as sentences, ${isSmallCellSql('m.')} as "isSmallCell"
     from (select members.*, ${codes} as codes from members) m join report_indicator i using (revision_id) join agency a on a.id = m.agency_id
    where $8::int[] is null or m.agency_id = any($8)
    group by 1, 2, 3 order by 3, 2`;
}

/** Adds the indicators of every group of some dimensions, in one statement per request and selection. */
function loadRows(
  context: Context,
  selection: Selection,
  dimensions: readonly MemberDimension[],
  agencyKeys: readonly number[] | null,
): Promise<ScannedRow[]> {
  return memoize(context, `indicators ${JSON.stringify([dimensions, selection, agencyKeys])}`, () =>
    queryRows<ScannedRow>(context.database, indicatorSumsSql(selection, dimensions), [
      ...parametersOf(selection),
      agencyKeys,
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

/**
 * Returns the sums of the indicators by year of every group of some dimensions, or only of those of some agencies. Without sentences they are
 * materialized, where the sums are.
 */
export async function readIndicators(
  context: Context,
  selection: Selection,
  dimensions: readonly MemberDimension[],
  agencyKeys: readonly number[] | null,
  withSentences: boolean,
): Promise<readonly IndicatorRow[]> {
  const withoutYear = dimensions.filter((dimension) => dimension !== GroupDimension.YEAR);
  const own = withSentences ? null : asMaterialized(selection, withoutYear);
  const materialized = own && (await materializedIndicators(context, selection, own));
  if (materialized) return materialized;
  const [catalogue, rows] = await Promise.all([
    loadIndicators(context),
    loadRows(context, selection, withoutYear, agencyKeys),
  ]);
  const byKey = new Map(catalogue.map((indicator) => [indicator.key, indicator]));
  return rows.map((row) => ({ ...row, indicator: byKey.get(row.indicatorKey) as Indicator }));
}

/** Returns the indicators over some years of the group with a key, by code. */
export function indicatorsOf(
  rows: readonly IndicatorRow[],
  key: string,
  years: readonly number[],
  sumsOnly: boolean,
): IndicatorValue[] {
  const own = groupBy(
    rows.filter((row) => row.key === key && years.includes(row.year)),
    ({ indicator }) => indicator.code,
  );
  return [...own.keys()]
    .sort()
    .flatMap((code) => addIndicator(own.get(code) as IndicatorRow[], sumsOnly) ?? []);
}
