import { formatAmount, parseAmount } from '../../form/figures';
import { INDICATOR } from '../../report/model/indicatorQueries';
import { Indicator } from '../../report/model/indicatorTypes';
import { Qualifier } from '../../report/model/reportEnums';
import { queryRows } from '../../shared/database';
import { groupBy } from '../../shared/groupBy';
import { type Context, memoize } from '../../shared/request/context';
import { GroupDimension, joinCodes } from '../request/dimensions';
import type { Selection } from '../request/selection';
import {
  codesOfRow,
  type MaterializedDimension,
  materializedRowsOf,
  materializedSql,
  ownCode,
  townshipRow,
  withKinds,
} from './materialized';

/** The sum of an indicator over a group and year. */
export interface IndicatorSum {
  /** The codes of the group, joined. */
  readonly key: string;
  readonly year: number;
  readonly indicator: Indicator;
  /** Exact decimal text. */
  readonly value: string;
  readonly reports: number;
  readonly qualifiers: readonly Qualifier[];
}

/** A materialized row: the value, and how many reports state it with which qualifier. */
type IndicatorRow = Omit<IndicatorSum, 'key' | 'qualifiers' | 'year'> & {
  readonly place: string;
  /** Null in a row that only says that there are townships below. */
  readonly year: number | null;
  readonly kind: string;
  /** Whether it is the sum of the agencies that are left out. */
  readonly isExcepted: boolean;
} & Record<Qualifier, number>;

const INDICATOR_ROWS = materializedRowsOf('rollup_indicator');
const QUALIFIERS = Object.values(Qualifier);

/** The SQL of the sums of the indicators of the agencies that are left out, in the columns of the materialized ones. */
const EXCEPTED_INDICATORS = `
  select null, m.year, m.kind, i.indicator_id, sum(i.value)::text, count(*)::int,
         ${QUALIFIERS.map((name) => `count(*) filter (where i.qualifier = '${name}')::int`).join(', ')}, true
    from members m join report_indicator i using (revision_id) group by 2, 3, 4`;

/** Adds rows, and subtracts others. */
function addRows(key: string, plus: readonly IndicatorRow[], minus: readonly IndicatorRow[]): IndicatorSum {
  const add = (name: Qualifier | 'reports') =>
    plus.reduce((sum, row) => sum + row[name], 0) - minus.reduce((sum, row) => sum + row[name], 0);
  const value =
    plus.reduce((sum, row) => sum + parseAmount(row.value), 0n) -
    minus.reduce((sum, row) => sum + parseAmount(row.value), 0n);
  const { year, indicator } = plus[0];
  return {
    key,
    year: year as number,
    indicator,
    value: formatAmount(value),
    reports: add('reports'),
    qualifiers: QUALIFIERS.filter((name) => add(name) > 0),
  };
}

/**
 * Returns the materialized sums of the indicators by these dimensions and year. The place itself holds what its own agencies state. Null
 * when some of the places below are townships, whose sums are not materialized. One statement for each request and selection.
 */
export function materializedIndicators(
  context: Context,
  selection: Selection,
  dimensions: readonly MaterializedDimension[],
): Promise<IndicatorSum[] | null> {
  const { path, realOnly, years, kinds, exceptAgencyKeys } = withKinds(selection, dimensions);
  return memoize(
    context,
    `materialized indicators ${JSON.stringify([dimensions, path, realOnly, years, kinds, exceptAgencyKeys])}`,
    async () => {
      const withChildren = dimensions.includes(GroupDimension.CHILD);
      const { parameters, excepted, places, cases } = materializedSql({ ...selection, kinds }, withChildren);
      const sql = `${excepted}
        select s.*, (select to_json(q) from (select ${INDICATOR} from indicator i where i.id = s.id) q) as indicator from (
          select j.code as place, k.year, k.kind, k.indicator_id as id, trim_scale(sum(k.value))::text as value, sum(k.reports)::int as reports,
                 ${QUALIFIERS.map((name) => `sum(k.${name.toLowerCase()})::int as "${name}"`).join(', ')}, false as "isExcepted"
            from ${cases} cross join ${INDICATOR_ROWS} group by 1, 2, 3, 4
          ${withChildren ? `union all ${townshipRow(places, 'null, null, null, null, 0, 0, 0, 0, 0, false')}` : ''}
          ${excepted && `union all ${EXCEPTED_INDICATORS}`}) s`;
      const rows = await queryRows<IndicatorRow>(context.database, sql, parameters);
      return addIndicators(
        rows.map(withIndicator),
        dimensions,
        withChildren ? ownCode(selection) : undefined,
      );
    },
  );
}

/** Returns a row whose indicator, plain from JSON, is one of the catalogue. */
const withIndicator = (row: IndicatorRow): IndicatorRow =>
  row.indicator ? { ...row, indicator: Object.assign(new Indicator(), row.indicator) } : row;

/** Returns the sums of each group, without what is left out; of the place itself, what it holds beyond its children. Null where sums of townships are missing. */
function addIndicators(
  rows: readonly IndicatorRow[],
  dimensions: readonly MaterializedDimension[],
  own: string | undefined,
): IndicatorSum[] | null {
  if (rows.some(({ year }) => year === null)) return null;
  const withoutPlace = dimensions.filter((dimension) => dimension !== GroupDimension.CHILD);
  const codeOf = (row: IndicatorRow, by: readonly MaterializedDimension[]) => joinCodes(codesOfRow(by, row));
  return [...groupBy(rows, (row) => `${row.year} ${row.indicator.key} ${codeOf(row, withoutPlace)}`).values()]
    .flatMap((alike) => {
      const held = alike.filter(({ isExcepted }) => !isExcepted);
      const excepted = alike.filter(({ isExcepted }) => isExcepted);
      const below = held.filter(({ place }) => place !== own);
      return [...groupBy(held, (row) => codeOf(row, dimensions))].map(([key, parts]) =>
        addRows(key, parts, own !== undefined && parts[0].place === own ? below : excepted),
      );
    })
    .filter(({ reports }) => reports > 0);
}
