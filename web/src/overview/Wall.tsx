import { Progress } from 'antd';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { WebCompleteness, WebTiles, WebWall, type WebWallQuery } from '../api/generated/documents';
import { type Liveness, useLive } from '../api/live';
import { queryClient } from '../api/useAnswer';
import { formatCount } from '../figures/formatFigure';
import { useLanguage, useNames } from '../language/language';
import { LiveState } from '../look/LiveState';
import { Answered, Nothing, Part } from '../look/states';
import { type Covered, coverageAddress } from '../place/addresses';
import { Counted, Included, NotThere } from './Counted';
import type { TileRow } from './useTiles';
import { useWall, type Where } from './useWall';
import { coverageInWords } from './values';
import { AgencyWall, PlaceWall } from './WallTiles';

const POLL_MS = 60_000;

/** Follows the completeness of a place: what is shown is read again when it changes, and every minute where changes do not arrive. */
function useChanges(place: string, year: number): Liveness {
  const reread = () => {
    for (const id of [WebWall.id, WebTiles.id]) void queryClient.invalidateQueries({ queryKey: [id] });
  };
  const isFirst = useRef(true);
  const liveness = useLive(WebCompleteness, { place, year }, ({ completenessChanged }) => {
    if (!completenessChanged) return;
    const wasFirst = isFirst.current;
    isFirst.current = false;
    const shown = queryClient
      .getQueriesData<WebWallQuery>({ queryKey: [WebWall.id] })
      .map(([, data]) => data?.rollup?.coverage);
    // The first event says what there is; nothing is read again for it where that is what is shown. Later ones may be of deadlines, which leave both counts.
    const isShown = shown.some(
      (one) =>
        one?.included === completenessChanged.included && one.expected === completenessChanged.expected,
    );
    if (!(wasFirst && isShown) && shown.length > 0) reread();
  });
  useEffect(() => {
    if (liveness !== 'OFFLINE') return;
    const timer = setInterval(reread, POLL_MS);
    return () => clearInterval(timer);
  });
  return liveness;
}

/** Whether changes arrive while one looks. */
function Live({ place, year }: { readonly place: string; readonly year: number }) {
  return <LiveState liveness={useChanges(place, year)} every={['每分钟', 'every minute']} />;
}

/** The completeness of a place and year as a wall: who has published in time, who late, whose was recorded, who is missing, what was withdrawn, and what is not due yet. It moves while one looks, but for the state of a day. */
export function Wall({
  where,
  dimension,
  rows,
  placeNames,
  expected,
}: {
  readonly where: Where;
  readonly placeNames: readonly string[];
  readonly dimension: 'AGENCY' | 'CHILD';
  readonly rows: readonly TileRow[];
  readonly expected: number | null;
}) {
  const { t } = useLanguage();
  const { place, year, asOf } = where;
  const result = useWall(where, expected);
  return (
    <Part title={t('报送情况', 'Completeness')} extra={asOf === null && <Live place={place} year={year} />}>
      <Answered result={result} rows={6}>
        {({ year: deadlines, rollup }) => {
          if (!deadlines || !rollup) return <Nothing text={t('没有数据。', 'There is nothing.')} />;
          const { coverage } = rollup;
          if (coverage.expected === 0)
            return (
              <Nothing
                text={t(
                  '这一年没有应报的机关：政府只在有本机关报告时计入，汇总报告不计入。',
                  'No agency is expected to report for the year: a government counts only with a report of its own, and consolidated reports do not count.',
                )}
              />
            );
          return (
            <>
              <Progress
                percent={Math.floor((coverage.included / coverage.expected) * 100)}
                aria-label={coverageInWords(coverage, t)}
              />
              <Said coverage={coverage} deadlines={deadlines} covered={{ place, years: year, asOf }} />
              {dimension === 'AGENCY' ? (
                <AgencyWall rows={rows} year={year} placeNames={placeNames} />
              ) : (
                <PlaceWall rows={rows} where={where} times={coverage.timeliness ?? null} />
              )}
              {coverage.coveredReports && coverage.coveredReports.totalCount > 0 && (
                <MissingList
                  missing={coverage.coveredReports}
                  href={coverageAddress({ place, years: year, asOf }, 'OVERDUE')}
                />
              )}
            </>
          );
        }}
      </Answered>
    </Part>
  );
}

type CoverageOfWall = NonNullable<WebWallQuery['rollup']>['coverage'];

/** The completeness in words, each number with its reports, and when they were due. */
function Said({
  coverage,
  deadlines: { departmentDeadline, governmentDeadline },
  covered,
}: {
  readonly coverage: CoverageOfWall;
  readonly deadlines: { readonly departmentDeadline: string; readonly governmentDeadline: string };
  readonly covered: Covered;
}) {
  const { t } = useLanguage();
  const { timeliness, withBlankSections } = coverage;
  return (
    <p>
      <Included covered={covered} counts={coverage} />
      {timeliness && (
        <>
          {t('；按时 ', '; ')}
          <Counted count={timeliness.inTime} covered={covered} part="IN_TIME" />
          {t(' 份，逾期公布 ', ' in time, ')}
          <Counted count={timeliness.late} covered={covered} part="LATE" />
          {t(' 份', ' late')}
          {timeliness.recorded > 0 && (
            <>
              {t('，补录 ', ', ')}
              <Counted count={timeliness.recorded} covered={covered} part="RECORDED" />
              {t(
                ' 份（原已在别处公布，时间不详）',
                ' recorded (published elsewhere before, it is not known when)',
              )}
            </>
          )}
        </>
      )}
      {coverage.expected === coverage.included && t('；无缺报', '; none is missing')}
      <NotThere covered={covered} counts={coverage} times={timeliness ?? null} before={t('；', '; ')} />
      {withBlankSections ? (
        <>
          {t('；已公布的有 ', '; ')}
          <Counted count={withBlankSections} covered={covered} part="BLANK_SECTIONS" />
          {t(' 份整表空白', ' of the published have a table in which nothing is filled in')}
        </>
      ) : null}
      {t('。部门、乡镇街道截止 ', '. Departments, towns and streets were due on ')}
      {departmentDeadline}
      {t('，县级以上政府截止 ', ', governments of counties and above on ')}
      {governmentDeadline}
      {t('（北京时间；延期的按延期）。', ' (Beijing; extensions count).')}
      {timeliness &&
        timeliness.late > 0 &&
        t(
          '是否逾期按在本平台首次公布之日。',
          ' Late is counted by the day of the first publication in the hub.',
        )}
    </p>
  );
}

function MissingList({
  missing: { totalCount, nodes },
  href,
}: {
  readonly missing: NonNullable<CoverageOfWall['coveredReports']>;
  /** Where all of them are. */
  readonly href: string;
}) {
  const { t } = useLanguage();
  const nameOf = useNames();
  return (
    <details open={totalCount <= 20}>
      <summary>{t(`缺报 ${formatCount(totalCount)} 份`, `${formatCount(totalCount)} missing`)}</summary>
      <ul className="missing">
        {nodes.map(({ agency, agencyInYear }) => (
          <li key={agency.code}>
            <Link href={`/agencies/${agency.code}`}>{nameOf(agencyInYear)}</Link>
          </li>
        ))}
      </ul>
      {totalCount > nodes.length && (
        <p>
          <Link href={href}>
            {t(
              `只列前 ${formatCount(nodes.length)} 个，见全部`,
              `The first ${formatCount(nodes.length)} are listed: see all`,
            )}
          </Link>
        </p>
      )}
    </details>
  );
}
