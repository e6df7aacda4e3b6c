import { useMemo } from 'react';
import { Figure } from '../figures/Figure';
import { formatCount } from '../figures/formatFigure';
import { textOfValue } from '../figures/shownValue';
import { useLabels, useLanguage } from '../language/language';
import { DataTable } from '../look/DataTable';
import { Failed, Nothing, Part } from '../look/states';
import { type Tile, TileGrid } from '../look/TileGrid';
import { nodeAddress, reportAddress } from '../place/addresses';
import { useTotals } from '../place/useTotals';
import { shortName } from './shortName';
import { type Step, stepOf, stepsOf } from './steps';
import type { useTiles } from './useTiles';
import { MOST_TILES, type TileRow } from './useTiles';
import type { Where } from './useWall';
import type { OverviewValue } from './values';

/** With so many rows at most the table is written below; longer ones are in the matrix and in questions. */
const MOST_IN_TABLE = 400;

/** The places right below a place, or its agencies, as tiles of one size, darker the higher a value is. */
export function TileMap({
  where,
  dimension,
  value,
  control,
  list,
  placeNames,
}: {
  readonly where: Where;
  readonly placeNames: readonly string[];
  readonly dimension: 'AGENCY' | 'CHILD';
  readonly value: OverviewValue;
  readonly control: React.ReactNode;
  readonly list: ReturnType<typeof useTiles>;
}) {
  const { t } = useLanguage();
  const { place } = where;
  // What belongs to the place itself is no place below it.
  const rows = useMemo(
    () => (list.rows ?? []).filter(({ keys: [{ code }] }) => dimension === 'AGENCY' || code !== place),
    [list.rows, dimension, place],
  );
  return (
    <Part
      title={
        dimension === 'CHILD'
          ? t('下级区划分布', 'Map of the places below')
          : t('机关分布', 'Map of the agencies')
      }
      extra={control}
    >
      {list.error ? (
        <Failed error={list.error} retry={list.again} />
      ) : list.rows && rows.length === 0 ? (
        <Nothing text={t('没有应报的下级区划。', 'No place below is expected to report.')} />
      ) : (
        <Mapped
          rows={rows}
          where={where}
          dimension={dimension}
          value={value}
          total={list.total}
          placeNames={placeNames}
        />
      )}
    </Part>
  );
}

function Mapped({
  rows,
  where: { place, year, asOf },
  dimension,
  value,
  total,
  placeNames,
}: {
  readonly placeNames: readonly string[];
  readonly rows: readonly TileRow[];
  readonly where: Where;
  readonly dimension: 'AGENCY' | 'CHILD';
  readonly value: OverviewValue;
  readonly total: number;
}) {
  const { t, language } = useLanguage();
  const labelOf = useLabels();
  const steps = useMemo(
    () => stepsOf(rows.flatMap(({ values: [{ value: own }] }) => (own === null ? [] : [Number(own)]))),
    [rows],
  );
  const isInTable = rows.length <= MOST_IN_TABLE;
  const totals = useTotals(isInTable ? { place, years: [year], asOf } : null, [value.code])?.[0];
  const tiles = rows.map(({ keys: [key], values: [shown] }): Tile => {
    const text = textOfValue(shown, language);
    const step = shown.value === null ? null : stepOf(Number(shown.value), steps);
    return {
      key: key.code,
      href:
        dimension === 'AGENCY' && shown.value !== null
          ? reportAddress(key.code, year, value.code)
          : nodeAddress(dimension, key.code, year, asOf),
      name: labelOf(key),
      shortName: shortName(labelOf(key), placeNames),
      detail: text ?? t(shown.reasonZh ?? '空白', shown.reasonEn ?? 'Blank'),
      text: text ?? '—',
      className: step === null ? 'shade-none' : `shade-${step}`,
    };
  });
  return (
    <>
      <TileGrid
        label={t(`${value.zh}，按代码排列`, `${value.en}, by code`)}
        tiles={tiles}
        hint={t('按代码排列；方向键移动，回车进入。', 'By code. Arrow keys move, Enter opens.')}
      />
      <Legend
        steps={steps}
        code={value.code}
        blank={rows.filter(({ values: [one] }) => one.value === null).length}
      />
      {total > MOST_TILES && (
        <p className="coverage">
          {t(
            `共 ${formatCount(total)} 个，只列前 ${formatCount(MOST_TILES)} 个。`,
            `The first ${formatCount(MOST_TILES)} of ${formatCount(total)} are shown.`,
          )}
        </p>
      )}
      {isInTable && (
        <details>
          <summary>{t('以表格列出', 'As a table')}</summary>
          <DataTable
            label={t(value.zh, value.en)}
            rows={rows}
            keyOf={({ keys: [{ code }] }) => code}
            columns={[
              {
                title: t('代码', 'Code'),
                totals: totals && t('全部', 'The whole'),
                render: ({ keys: [{ code }] }) => code,
              },
              { title: t('名称', 'Name'), render: ({ keys: [key] }) => labelOf(key) },
              {
                title: t(value.zh, value.en),
                isNumber: true,
                totals: totals && <Figure shown={totals} />,
                render: ({ values: [shown] }) => <Figure shown={shown} />,
              },
            ]}
          />
        </details>
      )}
    </>
  );
}

/** What the shades mean: five steps with about as many in each, and those without a figure. */
function Legend({
  steps,
  code,
  blank,
}: {
  readonly steps: readonly Step[];
  readonly code: string;
  readonly blank: number;
}) {
  const { t, language } = useLanguage();
  const say = (value: number) => textOfValue({ code, value }, language);
  return (
    <ul className="legend" aria-label={t('图例', 'Legend')}>
      {steps.map(({ from, to, count }, at) => (
        <li key={from}>
          <span className={`tile shade-${at + 1}`} aria-hidden="true" />
          {from === to ? say(from) : `${say(from)} – ${say(to)}`}
          <small> {t(`${formatCount(count)} 个`, `(${formatCount(count)})`)}</small>
        </li>
      ))}
      {blank > 0 && (
        <li>
          <span className="tile shade-none" aria-hidden="true" />
          {t('没有数字', 'no figure')}
          <small> {t(`${blank} 个`, `(${blank})`)}</small>
        </li>
      )}
    </ul>
  );
}
