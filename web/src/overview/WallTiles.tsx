import { useMemo } from 'react';
import { formatCount } from '../figures/formatFigure';
import { type Translate, useLabels, useLanguage } from '../language/language';
import { type Tile, TileGrid } from '../look/TileGrid';
import { nodeAddress } from '../place/addresses';
import { shortName } from './shortName';
import type { TileRow } from './useTiles';
import { coverageInWords } from './values';
import { type factsOf, fillOf, stateOf, type WallState } from './wall';

const STATES: Readonly<Record<WallState, readonly [sign: string, zh: string, en: string]>> = {
  IN_TIME: ['✓', '按时公布', 'published in time'],
  LATE: ['晚', '逾期公布', 'published late'],
  AWAITED: ['…', '未到期', 'not due yet'],
  OVERDUE: ['✗', '逾期未报', 'overdue'],
};
/** The English sign of what is late. */
const LATE_EN = 'late';

/** A tile for each agency with how it is with its report. */
export function AgencyWall({
  rows,
  facts,
  year,
  placeName,
}: {
  readonly rows: readonly TileRow[];
  readonly placeName: string;
  readonly facts: ReturnType<typeof factsOf>;
  readonly year: number;
}) {
  const { t } = useLanguage();
  const labelOf = useLabels();
  const tiles = useMemo(
    () =>
      rows.map((row): Tile => {
        const state = stateOf(row, facts);
        const [sign, zh, en] = STATES[state];
        const [key] = row.keys;
        return {
          key: key.code,
          href: row.coverage.included > 0 ? `/agencies/${key.code}/${year}` : `/agencies/${key.code}`,
          name: labelOf(key),
          shortName: shortName(labelOf(key), placeName),
          detail: t(zh, en),
          text: state === 'LATE' ? t(sign, LATE_EN) : sign,
          className: `wall-${state.toLowerCase()}`,
        };
      }),
    [rows, facts, year, placeName, labelOf, t],
  );
  return <TileGrid label={t('报送墙', 'Wall of reports')} tiles={tiles} hint={legendOf(t)} />;
}

/** What the signs of the wall mean. */
const legendOf = (t: Translate): string =>
  Object.values(STATES)
    .map(([sign, zh, en]) => `${sign === '晚' ? t(sign, LATE_EN) : sign} ${t(zh, en)}`)
    .join(t('，', ', '));

/** A tile for each place below with how many of its reports are there. */
export function PlaceWall({
  rows,
  place,
  year,
}: {
  readonly rows: readonly TileRow[];
  readonly place: string;
  readonly year: number;
}) {
  const { t } = useLanguage();
  const labelOf = useLabels();
  const tiles = rows.map(({ keys: [key], coverage }): Tile => {
    const name = key.code === place ? t(`${labelOf(key)}本级`, `${labelOf(key)} itself`) : labelOf(key);
    return {
      key: key.code,
      href: key.code === place ? `/agencies?place=${place}` : nodeAddress('CHILD', key.code, year),
      name,
      detail: coverageInWords(coverage, t),
      text: `${formatCount(coverage.included)}/${formatCount(coverage.expected)}`,
      className: `wall-fill-${fillOf(coverage)}`,
    };
  });
  return (
    <TileGrid
      label={t('报送墙', 'Wall of reports')}
      tiles={tiles}
      hint={t(
        '每格为已公布／应报；颜色越深越齐，全部公布者有粗框。',
        'Published of expected; the darker, the more complete. A thick frame: all are there.',
      )}
    />
  );
}
