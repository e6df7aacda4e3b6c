import { Checkbox } from 'antd';
import { Link } from 'wouter';
import { shareHead } from '../../../src/shared/shareInWords';
import { isUncertain, pointsOf, printedGrowth } from '../figures/change';
import { formatPercent } from '../figures/formatFigure';
import { Growth } from '../figures/Growth';
import { signOfShare, textOfValue } from '../figures/shownValue';
import { useLabels, useLanguage } from '../language/language';
import { DataTable } from '../look/DataTable';
import { LongTable } from '../look/LongTable';
import { usePrinting } from '../look/usePrinting';
import { Sourced } from '../place/Sourced';
import type { TotalValue } from '../place/useTotals';
import type { ChosenChart } from './chartOf';
import { DIMENSIONS, type Dimension, FIGURES, type FigureOf, type Order, type Question } from './question';
import type { ResultRow } from './Result';
import { keyAddress, valueAddress } from './rowAddress';
import { shortHead } from './shortHead';
import { useLastYearly } from './useLastYearly';

type Shown = TotalValue & Pick<ResultRow['values'][number], 'code'>;

/** How wide columns are, in pixels. */
const WIDTHS = { drawn: 64, rank: 64, VALUE: 140, SHARE: 96, DIFFERENCE: 124, GROWTH: 104 };
/** A screen narrower than this shows the first figures beside their keys: boxes and names take less, and ranks are left out. */
const NARROW = 600;
const NARROW_WIDTHS = { ...WIDTHS, VALUE: 100 };
/** The keys of a row below each other, where the screen is narrow. */
const STACKED_WIDTH = 156;
const isNarrow = () => innerWidth < NARROW;
const widths = () => (isNarrow() ? NARROW_WIDTHS : WIDTHS);
function widthOfKey(dimension: Dimension): number {
  if (dimension === 'YEAR' || dimension === 'LEVEL') return isNarrow() ? 64 : 80;
  if (isNarrow()) return 108;
  return dimension === 'OUTCOME' ? 220 : 170;
}

/** Returns the columns of the values of rows: shares and changes only where one of the rows has any. What is in per cent changes by points, others grow. */
const columnsOf = (rows: readonly ResultRow[]) =>
  rows[0].values.flatMap((value, at) => {
    const own = rows.map(({ values }) => values[at]);
    const isChange = pointsOf(value) !== null;
    const hasChange = own.some(
      (one) => (isChange ? one.difference : one.growth) !== null || isUncertain(one),
    );
    const figures: FigureOf[] = [
      'VALUE',
      ...(own.some(({ share }) => share !== null) ? (['SHARE'] as const) : []),
      ...(hasChange ? [isChange ? ('DIFFERENCE' as const) : ('GROWTH' as const)] : []),
    ];
    return figures.map((figure) => ({ value, at, figure }));
  });

/** Returns how wide the table of an answer is at least, in pixels. */
export const widthOf = (rows: readonly ResultRow[], { order }: Question): number =>
  rows[0].keys.reduce((sum, { dimension }) => sum + widthOfKey(dimension), 0) +
  columnsOf(rows).reduce((sum, { figure }) => sum + WIDTHS[figure], WIDTHS.drawn + (order ? WIDTHS.rank : 0));

/** The rows of an answer: a click on a head orders them by it, a box draws the group of a row or leaves it out. Printed, all of them are there. */
export function ResultTable({
  rows,
  question,
  totals,
  chart,
  onOrder,
  onDraw,
}: {
  readonly rows: readonly ResultRow[];
  readonly question: Question;
  /** The values of the whole; null where there is none, or until it is read. */
  readonly totals: readonly TotalValue[] | null;
  readonly chart: ChosenChart;
  readonly onOrder: (order: Order | null) => void;
  readonly onDraw: (drawing: readonly string[]) => void;
}) {
  const { t, language } = useLanguage();
  const labelOf = useLabels();
  const isPrinting = usePrinting();
  const { order } = question;
  const columns = columnsOf(rows);
  const lastYearly = useLastYearly(question);
  const unitOf = ({ unitZh, unitEn, code }: (typeof columns)[number]['value']) =>
    `${t(unitZh, unitEn)}${lastYearly.codes.has(code) ? t('，最后有数的年度', ', last year with a figure') : ''}`;
  const titleOf = ({ value, figure }: (typeof columns)[number]) => {
    if (figure !== 'VALUE') return t(...FIGURES[figure]);
    return `${labelOf(value)}${t(`（${unitOf(value)}）`, ` (${unitOf(value)})`)}`;
  };
  const shareUnit = shareHead(question.by);
  const headOf = (column: (typeof columns)[number]) => {
    const { value, figure } = column;
    if (figure === 'DIFFERENCE' || figure === 'GROWTH') return titleOf(column);
    const isValue = figure === 'VALUE';
    return (
      <>
        <span className="head-name" title={isValue ? labelOf(value) : undefined}>
          {isValue ? shortHead(value, language) : titleOf(column)}
        </span>
        <small className="head-unit">{isValue ? unitOf(value) : t(shareUnit.zh, shareUnit.en)}</small>
      </>
    );
  };
  const shareOf = (value: Shown) =>
    value.share === null
      ? ''
      : [
          signOfShare(
            value,
            totals?.find(({ code }) => code === value.code),
          ),
          formatPercent(value.share, language),
        ]
          .filter(Boolean)
          .join(' ');
  const printedOf = (value: Shown, figure: FigureOf) => {
    if (figure === 'VALUE') return textOfValue(value, language) ?? '—';
    return figure === 'SHARE' ? shareOf(value) : printedGrowth(value, language, t);
  };
  const totalTitle = totals ? t('全部', 'The whole') : undefined;
  const shownOf = (value: Shown, figure: FigureOf, href: string | null) =>
    figure === 'VALUE' ? (
      <Sourced shown={value} href={href} />
    ) : figure === 'SHARE' ? (
      shareOf(value)
    ) : (
      <Growth changed={value} />
    );
  const linkOf = (key: ResultRow['keys'][number]) => {
    const href = keyAddress(key, question);
    return href === null ? labelOf(key) : <Link href={href}>{labelOf(key)}</Link>;
  };
  // Several keys beside each other would leave no room for a figure.
  const areStacked = isNarrow() && rows[0].keys.length > 1;
  const keysOf = ({ keys }: ResultRow) => keys.map(labelOf).join(' · ');
  const keyOf = ({ keys }: ResultRow) => keys.map(({ code }) => code).join('/');
  if (isPrinting)
    return (
      <DataTable
        label={t('结果', 'Answer')}
        rows={rows}
        keyOf={keyOf}
        columns={[
          ...rows[0].keys.map(({ dimension }, at) => ({
            title: t(...DIMENSIONS[dimension]),
            totals: at === 0 ? totalTitle : undefined,
            // A year is not cut where a line ends.
            render: ({ keys }: ResultRow) =>
              dimension === 'YEAR' ? labelOf(keys[at]).replace(' ', '\u00a0') : labelOf(keys[at]),
          })),
          ...columns.map((column) => ({
            title:
              column.figure === 'VALUE' ? titleOf(column) : `${labelOf(column.value)} ${titleOf(column)}`,
            isNumber: true,
            totals: totals ? printedOf(totals[column.at], column.figure) : undefined,
            render: ({ values }: ResultRow) => printedOf(values[column.at], column.figure),
          })),
        ]}
      />
    );
  return (
    <LongTable
      height={560}
      rows={rows}
      keyOf={keyOf}
      order={order && { key: `${order.field} ${order.figure}`, isAscending: order.isAscending }}
      onOrder={(next) => {
        if (!next) return onOrder(null);
        const [field, figure] = next.key.split(' ');
        onOrder({ field, figure: figure as FigureOf, isAscending: next.isAscending });
      }}
      columns={[
        ...(chart.total > 1
          ? [
              {
                key: 'drawn',
                title: t('图', 'Chart'),
                width: widths().drawn,
                render: (row: ResultRow) => {
                  const key = chart.keyOf(row);
                  const isDrawn = chart.shown.includes(key);
                  return (
                    <Checkbox
                      aria-label={t(`画在图中：${keysOf(row)}`, `In the chart: ${keysOf(row)}`)}
                      checked={isDrawn}
                      // A chart is never without a group, and has room for some only.
                      disabled={isDrawn ? chart.shown.length === 1 : chart.shown.length >= chart.most}
                      onChange={() =>
                        onDraw(isDrawn ? chart.shown.filter((one) => one !== key) : [...chart.shown, key])
                      }
                    />
                  );
                },
              },
            ]
          : []),
        ...(order && !isNarrow()
          ? [
              {
                key: 'rank',
                title: t('位次', 'Rank'),
                width: WIDTHS.rank,
                isNumber: true,
                render: ({ rank }: ResultRow) => rank,
              },
            ]
          : []),
        ...(areStacked
          ? [
              {
                key: 'keys',
                title: rows[0].keys.map(({ dimension }) => t(...DIMENSIONS[dimension])).join(' · '),
                width: STACKED_WIDTH,
                totals: totalTitle,
                render: ({ keys }: ResultRow) =>
                  keys.map((key) => (
                    <span className="stacked" key={key.dimension}>
                      {linkOf(key)}
                    </span>
                  )),
              },
            ]
          : rows[0].keys.map(({ dimension }, at) => ({
              key: dimension,
              title: t(...DIMENSIONS[dimension]),
              width: widthOfKey(dimension),
              totals: at === 0 ? totalTitle : undefined,
              render: ({ keys }: ResultRow) => linkOf(keys[at]),
            }))),
        ...columns.map((column) => ({
          key: `${column.value.code} ${column.figure}`,
          title: headOf(column),
          width: widths()[column.figure],
          isNumber: true,
          isOrdering: true,
          totals: totals
            ? shownOf(totals[column.at], column.figure, valueAddress([], column.value.code, question))
            : undefined,
          render: ({ keys, values }: ResultRow) =>
            shownOf(values[column.at], column.figure, valueAddress(keys, column.value.code, question)),
        })),
      ]}
    />
  );
}
