import { Select, Skeleton } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { formatCount } from '../../figures/formatFigure';
import { useLanguage } from '../../language/language';
import { Room } from '../../layout/Room';
import { ROOMS } from '../../layout/rooms';
import { LiveState } from '../../look/LiveState';
import { Failed, Nothing } from '../../look/states';
import { usePrinting } from '../../look/usePrinting';
import { PlacePicker } from '../../place/PlacePicker';
import { usePageState } from '../../place/usePageState';
import { type PlaceAndYear, usePlaceAndYear } from '../../place/usePlaceAndYear';
import { usePlaceInYear } from '../../place/usePlaceInYear';
import { BoardActions } from './BoardActions';
import { BoardFilters } from './BoardFilters';
import { BoardTable } from './BoardTable';
import { type BoardRow, readView, shownRows } from './boardRows';
import { boardBeforeEnd, yearOfBoard, yearsOfBoard } from './boardYears';
import { PrintedBoard } from './PrintedBoard';
import { useBoard } from './useBoard';

/** The board of a year: who stands where and since when, who is late, and what can be done with many at once. */
export default function Board() {
  const where = usePlaceAndYear();
  return <Room room={ROOMS.board}>{() => where && <BoardIn {...where} />}</Room>;
}

function BoardIn(where: PlaceAndYear) {
  const { state } = usePageState();
  const year = yearOfBoard(state.get('year'), where);
  return <BoardOf key={`${where.place}/${year}`} place={where.place} year={year} years={where.years} />;
}

function BoardOf({ place, year, years }: Omit<PlaceAndYear, 'asOf'>) {
  const { t } = useLanguage();
  const { change } = usePageState();
  const { rows, total, isComplete, error, refetch, liveness, every } = useBoard(place, year);
  const beforeEnd = boardBeforeEnd(year);
  const inYear = usePlaceInYear(place, year, null);
  return (
    <>
      <div className="page-head">
        <PlacePicker code={place} inYear={inYear} onChange={(code) => change({ place: code })} />
        <Select
          aria-label={t('年度', 'Year')}
          value={year}
          options={yearsOfBoard(years)
            .toReversed()
            .map((one) => ({ value: one, label: t(`${one} 年度`, String(one)) }))}
          onChange={(next) => change({ year: String(next) })}
        />
      </div>
      {beforeEnd && <p>{t(...beforeEnd)}</p>}
      <p>
        <LiveState liveness={liveness} every={every} />
      </p>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {total === null && !error && <Skeleton active title={false} paragraph={{ rows: 10 }} />}
      {total !== null && !isComplete && (
        <p role="status">
          {t(
            `已读 ${formatCount(rows.length)} / ${formatCount(total)} 个机关…`,
            `${formatCount(rows.length)} of ${formatCount(total)} agencies read …`,
          )}
        </p>
      )}
      {total === 0 && (
        <Nothing
          text={t(
            '这里没有应报的机关。请选其他区划或年度。',
            'No report is expected here. Choose another place or year.',
          )}
        />
      )}
      {rows.length > 0 && <Rows rows={rows} place={place} year={year} />}
    </>
  );
}

function Rows({
  rows,
  place,
  year,
}: {
  readonly rows: readonly BoardRow[];
  readonly place: string;
  readonly year: number;
}) {
  const { t } = useLanguage();
  const { state } = usePageState();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const isPrinting = usePrinting();
  const address = useDeferredValue(state.toString());
  const shown = useMemo(() => shownRows(rows, readView(new URLSearchParams(address))), [rows, address]);
  const view = readView(state);
  if (isPrinting) return <PrintedBoard rows={shown} year={year} />;
  return (
    <>
      <BoardFilters rows={rows} view={view} />
      <BoardActions
        rows={rows}
        chosen={shown.filter(({ agency }) => chosen.has(agency.code))}
        place={place}
        year={year}
      />
      {shown.length === 0 ? (
        <Nothing text={t('没有符合条件的机关。', 'No agency meets these conditions.')} />
      ) : (
        <BoardTable rows={shown} year={year} view={view} chosen={chosen} onChoose={setChosen} />
      )}
    </>
  );
}
