import { useMemo } from 'react';
import { formatCount } from '../figures/formatFigure';
import { type Translate, useLabels, useLanguage } from '../language/language';
import { DataTable } from '../look/DataTable';
import { type Tile, TileGrid } from '../look/TileGrid';
import { nodeAddress } from '../place/addresses';
import { Counted, type Times } from './Counted';
import { shortName } from './shortName';
import type { TileRow } from './useTiles';
import type { Where } from './useWall';
import { coverageInWords } from './values';
import { fillOf, stateOf, type WallState } from './wall';

/** With so many places at most the table is written below; the tiles of more say it one by one. */
const MOST_IN_TABLE = 400;
const STATES: Readonly<Record<WallState, readonly [sign: string, zh: string, en: string]>> = {
  IN_TIME: ['✓', '按时公布', 'published in time'],
  LATE: ['晚', '逾期公布', 'published late'],
  RECORDED: [
    '补',
    '补录（原已在别处公布，时间不详）',
    'recorded (published elsewhere before, time not known)',
  ],
  WITHDRAWN: ['撤', '已撤回公布', 'withdrawn from publication'],
  OVERDUE: ['✗', '逾期未报', 'missing'],
  AWAITED: ['…', '未到期', 'not due yet'],
};
/** Returns the sign of a state: those in Chinese have one in English. */
const signOf = (sign: string, t: Translate): string => t(sign, ENGLISH_SIGNS[sign] ?? sign);
const ENGLISH_SIGNS: Readonly<Record<string, string>> = { 晚: 'late', 补: 'rec.', 撤: 'w/d' };

/** A tile for each agency with how it is with its report. */
export function AgencyWall({
  rows,
  year,
  placeNames,
}: {
  readonly rows: readonly TileRow[];
  readonly placeNames: readonly string[];
  readonly year: number;
}) {
  const { t } = useLanguage();
  const labelOf = useLabels();
  const tiles = useMemo(
    () =>
      rows.map((row): Tile => {
        const [key] = row.keys;
        const state = stateOf(row);
        const [sign, zh, en] = STATES[state];
        return {
          key: key.code,
          href:
            row.coverage.included > 0 || state === 'WITHDRAWN'
              ? `/agencies/${key.code}/${year}`
              : `/agencies/${key.code}`,
          name: labelOf(key),
          shortName: shortName(labelOf(key), placeNames),
          detail: t(zh, en),
          text: signOf(sign, t),
          className: `wall-${state.toLowerCase()}`,
        };
      }),
    [rows, year, placeNames, labelOf, t],
  );
  return (
    <TileGrid
      label={t('报送墙', 'Wall of reports')}
      tiles={tiles}
      hint={legendOf(
        rows.some((row) => stateOf(row) === 'WITHDRAWN'),
        t,
      )}
    />
  );
}

/** What the signs of the wall mean; that of withdrawn reports only where there are any. */
const legendOf = (hasWithdrawn: boolean, t: Translate): string =>
  Object.entries(STATES)
    .filter(([state]) => state !== 'WITHDRAWN' || hasWithdrawn)
    .map(([, [sign, zh, en]]) => `${signOf(sign, t)} ${t(zh, en)}`)
    .join(t('，', ', '));

/** Returns how the reports of a place are in time, in words. */
const timesInWords = ({ inTime, late, recorded, withdrawn, overdue, awaited }: Times, t: Translate): string =>
  t(
    `按时 ${inTime}，逾期公布 ${late}，补录 ${recorded}，已撤回公布 ${withdrawn}，缺报 ${overdue}，未到期 ${awaited}`,
    `${inTime} in time, ${late} late, ${recorded} recorded, ${withdrawn} withdrawn, ${overdue} missing, ${awaited} not due yet`,
  );

/** A tile for each place below with how many of its reports are there, and a table of how many came in time or late, were recorded, were withdrawn, are missing or are not due yet. */
export function PlaceWall({
  rows,
  where: { place, year, asOf },
  times,
}: {
  readonly rows: readonly TileRow[];
  readonly where: Where;
  /** Those of all of them; null where they are not counted. */
  readonly times: Times | null;
}) {
  const { t } = useLanguage();
  const labelOf = useLabels();
  const nameOf = ({ keys: [key] }: TileRow) =>
    key.code === place ? t(`${labelOf(key)}本级`, `${labelOf(key)} itself`) : labelOf(key);
  const tiles = rows.map((row): Tile => {
    const { keys, coverage } = row;
    const [{ code }] = keys;
    return {
      key: code,
      href: code === place ? `/agencies?place=${place}` : nodeAddress('CHILD', code, year, asOf),
      name: nameOf(row),
      detail: [
        coverageInWords(coverage, t),
        ...(coverage.timeliness ? [timesInWords(coverage.timeliness, t)] : []),
      ].join(t('；', '; ')),
      text: `${formatCount(coverage.included)}/${formatCount(coverage.expected)}`,
      className: `wall-fill-${fillOf(coverage)}`,
    };
  });
  return (
    <>
      <TileGrid
        label={t('报送墙', 'Wall of reports')}
        tiles={tiles}
        hint={t(
          '每格为已公布／应报；颜色越深越齐，全部公布者有粗框。',
          'Published of expected; the darker, the more complete. A thick frame: all are there.',
        )}
      />
      {times ? (
        rows.length <= MOST_IN_TABLE && (
          <TimesTable rows={rows} where={{ place, year, asOf }} nameOf={nameOf} times={times} />
        )
      ) : (
        <p className="coverage">
          {t(
            '应报的太多，按时、逾期和缺报各多少见下级区划的页。',
            'So many are expected that those in time, late and missing are counted on the pages of the places below.',
          )}
        </p>
      )}
    </>
  );
}

/** How the reports of each place below are in time, each number with its reports; those that the place itself has are counted without a list. */
function TimesTable({
  rows,
  where: { place, year, asOf },
  nameOf,
  times,
}: {
  readonly rows: readonly TileRow[];
  readonly where: Where;
  readonly nameOf: (row: TileRow) => string;
  readonly times: Times;
}) {
  const { t } = useLanguage();
  const columns: readonly (readonly [name: keyof Times, part: string, title: string])[] = [
    ['inTime', 'IN_TIME', t('按时公布', 'In time')],
    ['late', 'LATE', t('逾期公布', 'Late')],
    ['recorded', 'RECORDED', t('补录', 'Recorded')],
    ['withdrawn', 'WITHDRAWN', t('已撤回公布', 'Withdrawn')],
    ['overdue', 'OVERDUE', t('缺报', 'Missing')],
    ['awaited', 'AWAITED', t('未到期', 'Not due yet')],
  ];
  return (
    <DataTable
      label={t('各区划的报送时效', 'The reports of each place in time')}
      rows={rows}
      keyOf={({ keys: [{ code }] }) => code}
      columns={[
        { title: t('区划', 'Place'), render: nameOf, totals: t('全部', 'The whole') },
        ...columns.map(([name, part, title]) => ({
          title,
          isNumber: true,
          totals: <Counted count={times[name]} covered={{ place, years: year, asOf }} part={part} />,
          render: ({ keys: [{ code }], coverage: { timeliness } }: TileRow) =>
            timeliness &&
            (code === place ? (
              formatCount(timeliness[name])
            ) : (
              <Counted count={timeliness[name]} covered={{ place: code, years: year, asOf }} part={part} />
            )),
        })),
      ]}
    />
  );
}
