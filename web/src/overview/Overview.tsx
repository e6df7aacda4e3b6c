import { Select, Skeleton } from 'antd';
import { Link } from 'wouter';
import { useLanguage, useNames } from '../language/language';
import { Later } from '../look/Later';
import { loadable } from '../look/loadable';
import { Answered } from '../look/states';
import { AsOf } from '../place/AsOf';
import { AtPlace } from '../place/AtPlace';
import { sourceAddress } from '../place/addresses';
import { dayInWords } from '../place/day';
import { PlacePicker, usePlace } from '../place/PlacePicker';
import { StateOf } from '../place/StateOf';
import { usePageState } from '../place/usePageState';
import { type PlaceAndYear, usePlaceAndYear } from '../place/usePlaceAndYear';
import { usePlaceInYear } from '../place/usePlaceInYear';
import { Consolidated } from './Consolidated';
import { Included } from './Counted';
import { Disputes } from './Disputes';
import { Headlines } from './Headlines';
import { Introduction } from './Introduction';
import { League } from './League';
import { Outcomes } from './Outcomes';
import { TileMap } from './TileMap';
import { Trend } from './Trend';
import { useChoice } from './useChoice';
import { useTiles } from './useTiles';
import { rowsByYear, useTrend } from './useTrend';
import type { Where } from './useWall';
import { Wall } from './Wall';

/** The matrix comes last, and what it is made with is loaded after what is seen first. */
const Matrix = loadable(() => import('./Matrix'));

/** The overview of a place and year. */
export default function Overview() {
  const where = usePlaceAndYear();
  return where ? <OverviewOf {...where} /> : <Skeleton active />;
}

function OverviewOf({ place, year, years, asOf }: PlaceAndYear) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const { state, change } = usePageState();
  const { data } = usePlace(place);
  const inYear = usePlaceInYear(place, year, asOf);
  const where = { place, year, asOf };
  const trend = useTrend({ place }, years, asOf);
  const coverage = trend.data && rowsByYear(trend.data).get(year)?.coverage;
  // Of how many reports it is counted which were late or are missing depends on how many there are.
  const expected = trend.data ? (coverage?.expected ?? 0) : trend.error ? Number.POSITIVE_INFINITY : null;
  const shown = data?.jurisdiction;
  const dimension = shown && !['COUNTY', 'TOWNSHIP'].includes(shown.level) ? 'CHILD' : 'AGENCY';
  return (
    <AtPlace code={place}>
      <div className="page-head">
        <PlacePicker code={place} inYear={inYear} onChange={(code) => change({ place: code })} />
        <span className="filters">
          <Select
            aria-label={t('年度', 'Year')}
            value={year}
            options={years.toReversed().map((one) => ({ value: one, label: t(`${one} 年度`, String(one)) }))}
            onChange={(next) => change({ year: String(next) })}
          />
          <AsOf day={asOf} onChange={(day) => change({ asOf: day }, false)} />
        </span>
      </div>
      <h1>
        {inYear ? nameOf(inYear) : ' '}
        {inYear?.other && <small>{inYear.other}</small>} {year}{' '}
        {shown?.demonstration && <small className="mark">{t('演示数据', 'Demonstration data')}</small>}{' '}
        {asOf && <small className="mark">{dayInWords(asOf, t)}</small>}
      </h1>
      {!state.has('place') && <Introduction isDemonstration={shown?.demonstration ?? false} />}
      <StateOf day={asOf} />
      <p>
        <Link href={`/compare?place=${place}&year=${year}${asOf ? `&asOf=${asOf}` : ''}`}>
          {t('与其他区划或年度比较', 'Compare with other places or years')}
        </Link>
      </p>
      <Answered result={trend} rows={3}>
        {(answer) => (
          <>
            <Headlines answer={answer} where={where} />
            {(coverage?.included ?? 0) === 0 && <Consolidated where={where} />}
            <Trend
              answer={answer}
              year={year}
              sourceOf={(one, code) => sourceAddress(place, one, code, asOf)}
              coverageOf={(one, counts) => <Included covered={{ place, years: one, asOf }} counts={counts} />}
            />
          </>
        )}
      </Answered>
      <Later>
        {shown && inYear && (
          <Tiled where={where} placeNames={inYear.allNames} dimension={dimension} expected={expected} />
        )}
        <Outcomes where={where} />
        <Disputes where={where} years={years} />
        <League where={where} dimension={dimension} />
        <Matrix where={where} years={years} dimension={dimension} />
      </Later>
    </AtPlace>
  );
}

/** The wall of reports and the map: both show every place below, or every agency, and are read at once. */
function Tiled({
  where,
  placeNames,
  dimension,
  expected,
}: {
  readonly where: Where;
  readonly placeNames: readonly string[];
  readonly dimension: 'AGENCY' | 'CHILD';
  readonly expected: number | null;
}) {
  const { value, control } = useChoice('map');
  const list = useTiles(where, dimension, value.code, expected);
  return (
    <>
      <Wall
        where={where}
        placeNames={placeNames}
        dimension={dimension}
        rows={list.rows ?? []}
        expected={expected}
      />
      <TileMap
        where={where}
        placeNames={placeNames}
        dimension={dimension}
        value={value}
        control={control}
        list={list}
      />
    </>
  );
}
