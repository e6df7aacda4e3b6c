import { Button, Skeleton } from 'antd';
import { useMemo } from 'react';
import { Link } from 'wouter';
import { namesInWords } from '../../../src/shared/dimensionWords';
import { groupBy } from '../../../src/shared/groupBy';
import { WebRows, type WebRowsQuery, type WebRowsVariables, WebTrend } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { forwards, useList } from '../api/useList';
import { formatCount } from '../figures/formatFigure';
import { type ShownValue, textOfValue } from '../figures/shownValue';
import { useLabels, useLanguage } from '../language/language';
import { DataTable } from '../look/DataTable';
import { LongTable } from '../look/LongTable';
import { Failed, Nothing, Part } from '../look/states';
import { usePrinting } from '../look/usePrinting';
import { nodeAddress, reportAddress, sourceAddress } from '../place/addresses';
import { endOfDay } from '../place/day';
import { Sourced } from '../place/Sourced';
import { namingRow } from '../question/groups';
import { editionChanges } from './editions';
import { useChoice } from './useChoice';
import { rowsByYear } from './useTrend';
import type { Where } from './useWall';

/** How many groups, of an agency or a place and a year, are read at once. */
const PAGE = 1000;
type Row = NonNullable<NonNullable<WebRowsQuery['rollup']>['rows']>['nodes'][number];

/** Returns the rows of a matrix: for each agency or place its rows by year, with the key of the last of them, which names it. */
function rowsOfMatrix(
  rows: readonly Row[],
): { readonly named: Row['keys'][number]; readonly byYear: ReadonlyMap<string, Row> }[] {
  return [...groupBy(rows, ({ keys: [{ code }] }) => code).values()].map((own) => ({
    named: namingRow(own).keys[0],
    byYear: new Map(own.map((row) => [row.keys[1].code, row])),
  }));
}

/** How strongly a figure is shaded: one of five steps up to the largest. */
const shadeOf = (value: number | string | null | undefined, largest: number): string =>
  value === null || value === undefined || largest <= 0
    ? ''
    : `shade-${Math.ceil((Number(value) / largest) * 5)}`;

/** A value of all agencies or places below by year. */
export default function Matrix({
  where: { place, asOf },
  years,
  dimension,
}: {
  readonly where: Where;
  readonly years: readonly number[];
  readonly dimension: 'AGENCY' | 'CHILD';
}) {
  const { t, language } = useLanguage();
  const isPrinting = usePrinting();
  const labelOf = useLabels();
  const { value, control } = useChoice('matrix');
  const nameWidth = innerWidth < 600 ? 140 : 240;
  const list = useList(
    WebRows,
    { value: value.code, place, years, dimension, asOf },
    (after): WebRowsVariables => ({
      years,
      asOf: asOf && endOfDay(asOf),
      place,
      by: [dimension, 'YEAR'],
      values: [value.code],
      first: PAGE,
      after,
    }),
    ({ rollup }) => forwards(rollup?.rows),
  );
  const totals = useAnswer(WebTrend, {
    years,
    place,
    asOf: asOf && endOfDay(asOf),
    values: [value.code],
  }).data;
  const totalsByYear = totals && rowsByYear(totals);
  const { rows } = list;
  const changed = editionChanges(years);
  const sourceOf = (code: string, year: number) =>
    dimension === 'CHILD'
      ? sourceAddress(code, year, value.code, asOf)
      : reportAddress(code, year, value.code);
  const textOf = (shown: ShownValue | undefined) => (shown ? textOfValue(shown, language) : null);
  const totalsOf = (shown: ShownValue | undefined, year: number) =>
    shown && <Sourced shown={shown} href={sourceAddress(place, year, value.code, asOf)} />;
  const lines = useMemo(() => rowsOfMatrix(rows ?? []), [rows]);
  const largest = useMemo(
    () => Math.max(0, ...(rows ?? []).map(({ values: [one] }) => Number(one.value ?? 0))),
    [rows],
  );
  return (
    <Part
      title={
        dimension === 'CHILD' ? t('区划 × 年度', 'Places by year') : t('机关 × 年度', 'Agencies by year')
      }
      extra={control}
    >
      {list.error ? (
        <Failed error={list.error} retry={list.again} />
      ) : !rows ? (
        <Skeleton active title={false} paragraph={{ rows: 10 }} />
      ) : lines.length === 0 ? (
        <Nothing text={t('没有数据。', 'There is nothing.')} />
      ) : (
        <>
          {isPrinting ? (
            <DataTable
              label={t('各年数值', 'Values by year')}
              rows={lines}
              keyOf={({ named }) => named.code}
              columns={[
                {
                  title: dimension === 'CHILD' ? t('区划', 'Place') : t('机关', 'Agency'),
                  totals: totalsByYear && t('全部', 'The whole'),
                  render: ({ named }) => labelOf(named),
                },
                ...years.map((year) => ({
                  title: String(year),
                  isNumber: true,
                  totals: totalsByYear && (textOf(totalsByYear.get(year)?.values[0]) ?? '—'),
                  render: ({ byYear }: (typeof lines)[number]) => {
                    const row = byYear.get(String(year));
                    return row ? (textOf(row.values[0]) ?? '—') : '';
                  },
                })),
              ]}
            />
          ) : (
            <LongTable
              height={480}
              rows={lines}
              keyOf={({ named }) => named.code}
              columns={[
                {
                  key: 'name',
                  title: dimension === 'CHILD' ? t('区划', 'Place') : t('机关', 'Agency'),
                  width: nameWidth,
                  isFixed: true,
                  totals: totalsByYear && t('全部', 'The whole'),
                  render: ({ named }) => (
                    <Link href={nodeAddress(dimension, named.code, years.at(-1) ?? 0, asOf)}>
                      {labelOf(named)}
                    </Link>
                  ),
                },
                ...years.map((year) => ({
                  key: String(year),
                  title: changed.has(year)
                    ? t(`${year}（${changed.get(year)} 版式）`, `${year} (form of ${changed.get(year)})`)
                    : String(year),
                  width: 96,
                  isNumber: true,
                  totals: totalsByYear && totalsOf(totalsByYear.get(year)?.values[0], year),
                  classOf: ({ byYear }: (typeof lines)[number]) =>
                    `${shadeOf(byYear.get(String(year))?.values[0].value, largest)}${changed.has(year) ? ' changed' : ''}`,
                  render: ({ named, byYear }: (typeof lines)[number]) => {
                    const row = byYear.get(String(year));
                    return row ? <Sourced shown={row.values[0]} href={sourceOf(named.code, year)} /> : '';
                  },
                })),
              ]}
            />
          )}
          {namesInWords([dimension]).map(({ zh, en }) => (
            <p className="coverage" key={zh}>
              {t(zh, en)}
            </p>
          ))}
          {list.hasMore && (
            <p className="more">
              {t(
                `共 ${formatCount(list.total)} 组，已列 ${formatCount(rows.length)} 组。`,
                `${formatCount(rows.length)} of ${formatCount(list.total)} groups are listed. `,
              )}
              <Button size="small" loading={list.isReading} onClick={list.more}>
                {t(`再列 ${PAGE} 组`, `${PAGE} more`)}
              </Button>
            </p>
          )}
        </>
      )}
    </Part>
  );
}
