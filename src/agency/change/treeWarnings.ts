import type { EntityManager } from 'typeorm';
import { type FindingType, warning } from '../../shared/graphql/finding';

/** How many reports a warning names; it says how many there are. */
const MOST_NAMED = 30;

/** A report that a change of the tree touches. */
interface TouchedReport {
  readonly year: number;
  readonly scope: string;
  readonly state: string;
}

/** Returns the reports of an agency from one year to before another, which is null for all. The room of reports is above this one: its table is named. */
const listReports = (
  manager: EntityManager,
  agencyKey: number,
  from: number,
  to: number | null,
): Promise<TouchedReport[]> =>
  manager
    .getRepository('report')
    .createQueryBuilder('r')
    .select('r.year', 'year')
    .addSelect('r.scope', 'scope')
    .addSelect('r.state', 'state')
    .where('r.agencyId = :agencyKey and r.latestRevision > 0 and r.year >= :from', { agencyKey, from })
    .andWhere('(:to::int is null or r.year < :to)', { to })
    .orderBy({ 'r.year': 'ASC', 'r.scope': 'ASC' })
    .getRawMany<TouchedReport>();

const STATES: Readonly<Record<string, string>> = {
  PUBLISHED: '已公布 published',
  WITHDRAWN: '已撤回 withdrawn',
};
/** What the state of a report means here, in words. */
const stateInWords = (state: string) => STATES[state] ?? '未公布 not published';

const nameReports = (code: string, reports: readonly TouchedReport[]) =>
  `${reports
    .slice(0, MOST_NAMED)
    .map(
      ({ year, scope, state }) =>
        `${code} ${year}${scope === 'CONSOLIDATED' ? ' 汇总 consolidated' : ''} ${stateInWords(state)}`,
    )
    .join('; ')}${reports.length > MOST_NAMED ? '; …' : ''}`;

const CONFIRM_ZH = '请确认后执行，此前不作任何更改。';
const CONFIRM_EN = 'Nothing was changed; confirm it to go on.';

/** The year of a day. */
export const yearOf = (day: string) => Number(day.slice(0, 4));

/** Warns of the reports of years in which an agency would no longer be in force at the end. */
export async function warnOfEnd(
  manager: EntityManager,
  agency: { readonly key: number; readonly code: string; readonly name: string },
  on: string,
  path: string,
): Promise<FindingType[]> {
  const reports = await listReports(manager, agency.key, yearOf(on), null);
  if (reports.length === 0) return [];
  const named = nameReports(agency.code, reports);
  return [
    warning(
      'agency.orphans',
      path,
      `${agency.name}自 ${on} 起不再应报，但已有 ${reports.length} 份当年或其后年度的报告：${named}。已公布的仍计入其年度的合计，未公布的不能再报送。${CONFIRM_ZH}`,
      `${agency.code} would not be expected to report from ${on} on, but has ${reports.length} reports of these years: ${named}. Published ones stay in the sums of their years; others can no longer be filed. ${CONFIRM_EN}`,
      { actual: named },
    ),
  ];
}

/** Warns of the reports that would bear another name, in the years from one to another, which is not among them. */
export async function warnOfName(
  manager: EntityManager,
  agency: { readonly key: number; readonly code: string },
  names: { readonly from: string; readonly to: string },
  years: { readonly from: number; readonly to: number | null },
): Promise<FindingType[]> {
  const reports = await listReports(manager, agency.key, years.from, years.to);
  if (reports.length === 0) return [];
  const named = nameReports(agency.code, reports);
  return [
    warning(
      'agency.renames',
      'input.effectiveOn',
      `${reports.length} 份已有的报告将由“${names.from}”改署“${names.to}”：${named}。${CONFIRM_ZH}`,
      `${reports.length} reports there already would stand under the name ${names.to} in place of ${names.from}: ${named}. ${CONFIRM_EN}`,
      { actual: named },
    ),
  ];
}
