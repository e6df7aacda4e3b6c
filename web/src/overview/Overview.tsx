import { Alert, Select, Skeleton } from 'antd';
import { Link } from 'wouter';
import { useLanguage, useNames } from '../language/language';
import { Later } from '../look/Later';
import { loadable } from '../look/loadable';
import { Answered } from '../look/states';
import { AtPlace } from '../place/AtPlace';
import { sourceAddress } from '../place/addresses';
import { PlacePicker, usePlace } from '../place/PlacePicker';
import { usePageState } from '../place/usePageState';
import { type PlaceAndYear, usePlaceAndYear } from '../place/usePlaceAndYear';
import { Disputes } from './Disputes';
import { Headlines } from './Headlines';
import { League } from './League';
import { Outcomes } from './Outcomes';
import { TileMap } from './TileMap';
import { Trend } from './Trend';
import { useChoice } from './useChoice';
import { useTiles } from './useTiles';
import { useTrend } from './useTrend';
import { Wall } from './Wall';

/** The matrix comes last, and what it is made with is loaded after what is seen first. */
const Matrix = loadable(() => import('./Matrix'));

/** The overview of a place and year. */
export default function Overview() {
  const where = usePlaceAndYear();
  return where ? <OverviewOf {...where} /> : <Skeleton active />;
}

function OverviewOf({ place, year, years }: PlaceAndYear) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const { state, change } = usePageState();
  const { data } = usePlace(place);
  const otherYear = state.get('year') === String(year) ? null : state.get('year');
  const trend = useTrend({ place }, years);
  const shown = data?.jurisdiction;
  const dimension = shown && !['COUNTY', 'TOWNSHIP'].includes(shown.level) ? 'CHILD' : 'AGENCY';
  return (
    <AtPlace code={place}>
      <div className="page-head">
        <PlacePicker code={place} onChange={(code) => change({ place: code })} />
        <Select
          aria-label={t('年度', 'Year')}
          value={year}
          options={years.toReversed().map((one) => ({ value: one, label: t(`${one} 年度`, String(one)) }))}
          onChange={(next) => change({ year: String(next) })}
        />
      </div>
      <h1>
        {shown ? nameOf(shown) : ' '} {year}{' '}
        {shown?.demonstration && <small className="mark">{t('演示数据', 'Demonstration data')}</small>}
      </h1>
      {otherYear && (
        <Alert
          type="info"
          showIcon
          title={t(
            `没有 ${otherYear} 年的表，这里是 ${year} 年的。`,
            `There is no form of ${otherYear}: this is of ${year}.`,
          )}
        />
      )}
      <p>
        <Link href={`/compare?place=${place}&year=${year}`}>
          {t('与其他区划或年度比较', 'Compare with other places or years')}
        </Link>
      </p>
      <Answered result={trend} rows={3}>
        {(answer) => (
          <>
            <Headlines answer={answer} year={year} place={place} />
            <Trend answer={answer} year={year} sourceOf={(one, code) => sourceAddress(place, one, code)} />
          </>
        )}
      </Answered>
      <Later>
        {shown && <Tiled place={place} placeName={nameOf(shown)} year={year} dimension={dimension} />}
        <Outcomes place={place} year={year} />
        <Disputes place={place} year={year} years={years} />
        <League place={place} year={year} dimension={dimension} />
        <Matrix place={place} years={years} dimension={dimension} />
      </Later>
    </AtPlace>
  );
}

/** The wall of reports and the map: both show every place below, or every agency, and are read at once. */
function Tiled({
  place,
  placeName,
  year,
  dimension,
}: {
  readonly place: string;
  readonly placeName: string;
  readonly year: number;
  readonly dimension: 'AGENCY' | 'CHILD';
}) {
  const { value, control } = useChoice('map');
  const list = useTiles(place, year, dimension, value.code);
  return (
    <>
      <Wall place={place} placeName={placeName} year={year} dimension={dimension} rows={list.rows ?? []} />
      <TileMap
        place={place}
        placeName={placeName}
        year={year}
        dimension={dimension}
        value={value}
        control={control}
        list={list}
      />
    </>
  );
}
