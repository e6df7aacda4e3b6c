import { Link } from 'wouter';
import { formatCount, nounFor } from '../figures/formatFigure';
import { useLanguage } from '../language/language';
import { type Covered, coverageAddress } from '../place/addresses';

/** How many of the expected reports are in time, late, recorded, withdrawn, missing or not due yet. */
export interface Times {
  readonly inTime: number;
  readonly late: number;
  readonly recorded: number;
  readonly withdrawn: number;
  readonly overdue: number;
  readonly awaited: number;
}
/** How many reports were expected, and how many are there. */
export interface Counts {
  readonly expected: number;
  readonly included: number;
}

/** A number of a coverage, which leads to the list of its reports. */
export const Counted = ({
  count,
  covered,
  part,
}: {
  readonly count: number;
  readonly covered: Covered;
  readonly part: string;
}) =>
  count === 0 ? (
    formatCount(count)
  ) : (
    <Link className="counted" href={coverageAddress(covered, part)}>
      {formatCount(count)}
    </Link>
  );

/** How much of what was expected is there, each number with its reports. */
export function Included({
  covered,
  counts: { expected, included },
}: {
  readonly covered: Covered;
  readonly counts: Counts;
}) {
  const { language } = useLanguage();
  const all = <Counted count={expected} covered={covered} part="EXPECTED" />;
  const own = <Counted count={included} covered={covered} part="INCLUDED" />;
  return language === 'zh' ? (
    <>
      应报 {all} 份，纳入 {own} 份
    </>
  ) : (
    <>
      {own} of {all} {nounFor(expected, 'report')}
    </>
  );
}

/**
 * How many reports are not there: the missing ones, whose deadline has passed, and apart from them those that were withdrawn and those that are not due yet. Where these were not counted apart,
 * all are called not published. Shows nothing while they are counted, and where no report is missing.
 */
export function NotThere({
  covered,
  counts: { expected, included },
  times,
  before,
}: {
  readonly covered: Covered;
  readonly counts: Counts;
  /** Undefined while it is being counted, null where it is not. */
  readonly times: Times | null | undefined;
  /** What stands before each part of it. */
  readonly before: string;
}) {
  const { t } = useLanguage();
  if (expected <= included || times === undefined) return null;
  const parts: readonly (readonly [count: number, part: string, zh: string, en: string])[] = times
    ? [
        [times.overdue, 'OVERDUE', '缺', 'missing'],
        [times.withdrawn, 'WITHDRAWN', '已撤回公布', 'withdrawn'],
        [times.awaited, 'AWAITED', '未到期', 'not due yet'],
      ]
    : [[expected - included, 'EXPECTED', '未公布', 'not published']];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, part, zh, en]) => (
      <span key={part}>
        {before}
        {t(`${zh} `, '')}
        <Counted count={count} covered={covered} part={part} />
        {t(' 份', ` ${en}`)}
      </span>
    ));
}
