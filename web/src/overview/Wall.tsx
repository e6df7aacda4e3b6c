import { Progress } from 'antd';
import { useEffect } from 'react';
import { Link } from 'wouter';
import { WebCompleteness, WebTiles, WebWall } from '../api/generated/documents';
import { type Liveness, useLive } from '../api/live';
import { queryClient, useAnswer } from '../api/useAnswer';
import { formatCount } from '../figures/formatFigure';
import { useLanguage, useNames } from '../language/language';
import { LiveState } from '../look/LiveState';
import { Answered, Nothing, Part } from '../look/states';
import { isLate } from '../report/isLate';
import type { TileRow } from './useTiles';
import { coverageInWords } from './values';
import { AgencyWall, PlaceWall } from './WallTiles';
import { factsOf } from './wall';

const POLL_MS = 60_000;
/** With more reports than these it is not counted how many were late: that looks at every one of them. */
const MOST_LOOKED_AT = 5000;

/** Follows the completeness of a place: what is shown is read again when it changes, and every minute where changes do not arrive. */
function useChanges(place: string, year: number): Liveness {
  const reread = () => {
    for (const id of [WebWall.id, WebTiles.id]) void queryClient.invalidateQueries({ queryKey: [id] });
  };
  const liveness = useLive(WebCompleteness, { place, year }, ({ completenessChanged }) => {
    if (!completenessChanged) return;
    const shown = queryClient
      .getQueriesData<{ year: { completeness: { expected: number; included: number } | null } | null }>({
        queryKey: [WebWall.id],
      })
      .map(([, data]) => data?.year?.completeness);
    // The first event says what there is; nothing is read again for it where that is what is shown.
    const isShown = shown.some(
      (one) =>
        one?.included === completenessChanged.included && one.expected === completenessChanged.expected,
    );
    if (!isShown && shown.length > 0) reread();
  });
  useEffect(() => {
    if (liveness !== 'OFFLINE') return;
    const timer = setInterval(reread, POLL_MS);
    return () => clearInterval(timer);
  });
  return liveness;
}

/** The completeness of a place and year as a wall: who has published in time, who late, who is missing. It moves while one looks. */
export function Wall({
  place,
  year,
  dimension,
  rows,
  placeName,
}: {
  readonly place: string;
  readonly placeName: string;
  readonly year: number;
  readonly dimension: 'AGENCY' | 'CHILD';
  readonly rows: readonly TileRow[];
}) {
  const { t } = useLanguage();
  const liveness = useChanges(place, year);
  const isOfAgencies = dimension === 'AGENCY';
  const expected = rows.reduce((sum, { coverage }) => sum + coverage.expected, 0);
  const withLate = isOfAgencies || (expected > 0 && expected <= MOST_LOOKED_AT);
  const result = useAnswer(WebWall, { year, place, withLate });
  return (
    <Part
      title={t('报送情况', 'Completeness')}
      extra={<LiveState liveness={liveness} every={['每分钟', 'every minute']} />}
    >
      <Answered result={result} rows={6}>
        {({ year: answer }) => {
          const completeness = answer?.completeness;
          if (!answer || !completeness) return <Nothing text={t('没有数据。', 'There is nothing.')} />;
          if (completeness.expected === 0)
            return (
              <Nothing
                text={t(
                  '这一年没有应报的机关：政府只在有本机关报告时计入，汇总报告不计入。',
                  'No agency is expected to report for the year: a government counts only with a report of its own, and consolidated reports do not count.',
                )}
              />
            );
          const { included, late, missing, withBlankSections } = completeness;
          const owed = completeness.expected - included;
          const facts = factsOf(completeness, isLate(new Date().toISOString(), answer.departmentDeadline));
          return (
            <>
              <Progress
                percent={
                  completeness.expected === 0 ? 0 : Math.floor((included / completeness.expected) * 100)
                }
                aria-label={coverageInWords(completeness, t)}
              />
              <p>
                {coverageInWords(completeness, t)}
                {late &&
                  t(
                    `；按时 ${formatCount(included - late.totalCount)} 份，逾期公布 ${formatCount(late.totalCount)} 份`,
                    `; ${formatCount(included - late.totalCount)} in time, ${formatCount(late.totalCount)} late`,
                  )}
                {owed > 0
                  ? t(`；尚缺 ${formatCount(owed)} 份`, `; ${formatCount(owed)} missing`)
                  : t('；无缺报', '; none is missing')}
                {withBlankSections
                  ? t(
                      `；已公布的有 ${withBlankSections} 份整表空白`,
                      `; ${withBlankSections} of the published have a table in which nothing is filled in`,
                    )
                  : ''}
                {t('。部门截止 ', '. Departments were due on ')}
                {answer.departmentDeadline}
                {t('，政府截止 ', ', governments on ')}
                {answer.governmentDeadline}
                {t('（北京时间；延期的按延期）。', ' (Beijing; extensions count).')}
                {late &&
                  late.totalCount > 0 &&
                  t(
                    '是否逾期按在本平台首次公布之日。',
                    ' Late is counted by the day of the first publication in the hub.',
                  )}
              </p>
              {isOfAgencies ? (
                <AgencyWall rows={rows} facts={facts} year={year} placeName={placeName} />
              ) : (
                <PlaceWall rows={rows} place={place} year={year} />
              )}
              {missing && missing.totalCount > 0 && <MissingList missing={missing} />}
            </>
          );
        }}
      </Answered>
    </Part>
  );
}

function MissingList({
  missing: { totalCount, nodes },
}: {
  readonly missing: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly agency: { readonly code: string; readonly name: string; readonly nameEn: string | null };
    }[];
  };
}) {
  const { t } = useLanguage();
  const nameOf = useNames();
  return (
    <details id="missing" open={totalCount <= 20}>
      <summary>{t(`尚缺 ${formatCount(totalCount)} 份`, `${formatCount(totalCount)} missing`)}</summary>
      <ul className="missing">
        {nodes.map(({ agency }) => (
          <li key={agency.code}>
            <Link href={`/agencies/${agency.code}`}>{nameOf(agency)}</Link>
          </li>
        ))}
      </ul>
      {totalCount > nodes.length && (
        <p>{t(`只列前 ${nodes.length} 个。`, `The first ${nodes.length} are listed.`)}</p>
      )}
    </details>
  );
}
