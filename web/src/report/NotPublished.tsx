import { Link } from 'wouter';
import type { WebReportQuery } from '../api/generated/documents';
import { useLanguage, useNames } from '../language/language';
import { Answered, Nothing } from '../look/states';
import { dueInWords } from '../place/deadline';
import { otherNameInWords } from '../place/otherNameInWords';
import { TIMELINESS } from '../place/timeliness';
import { expectedIn, useExpected } from '../place/useExpected';
import { Withdrawals } from './Withdrawals';

type Agency = NonNullable<WebReportQuery['agency']>;

/** A report that is not published: its agency and year, whether it is missing, when it is due, and the reports of other years. */
export function NotPublished({
  agency,
  year,
  scope,
}: {
  readonly agency: Agency;
  readonly year: number;
  readonly scope: 'OWN' | 'CONSOLIDATED';
}) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const other = otherNameInWords(agency, agency.inYear, t);
  const withdrawals = agency.withdrawals.filter((one) => one.year === year && one.scope === scope);
  return (
    <>
      <h1>
        <Link href={`/agencies/${agency.code}`}>{nameOf(agency.inYear)}</Link>
        {other && <small>{other}</small>} {year}
        {scope === 'CONSOLIDATED' && t('（汇总）', ' (consolidated)')}
      </h1>
      <Nothing
        text={
          withdrawals.length > 0
            ? t(
                '这份报告已撤回公布，文字不再公开；公布过的数字仍可按过去某日的状态查询。',
                'This report was withdrawn: its words are no longer public, its figures stay in the record of the days before.',
              )
            : t('这一年没有公布的报告。', 'No report of this year has been published.')
        }
      />
      <Withdrawals withdrawals={withdrawals} />
      <Expected agency={agency.code} year={year} isOwn={scope === 'OWN'} />
    </>
  );
}

/** Whether a report of a year is missing and when it is due, and the years of which there is one. */
function Expected({
  agency,
  year,
  isOwn,
}: {
  readonly agency: string;
  readonly year: number;
  /** Consolidated reports have no deadline of their own. */
  readonly isOwn: boolean;
}) {
  const { t } = useLanguage();
  return (
    <Answered result={useExpected(agency)} rows={2}>
      {(answer) => {
        const due = expectedIn(answer).find((one) => one.year === year);
        const others = (answer.agency?.reports.nodes ?? [])
          .map((report) => report.year)
          .filter((other) => other !== year || !isOwn);
        return (
          <>
            {isOwn && (
              <p>
                {due?.withdrawnAt
                  ? t(`截止日 ${dueInWords(due, t)}。`, `Its deadline is ${dueInWords(due, t)}.`)
                  : due
                    ? t(
                        `${TIMELINESS[due.timeliness][0]}，截止日 ${dueInWords(due, t)}。`,
                        `It is ${TIMELINESS[due.timeliness][1]}; its deadline is ${dueInWords(due, t)}.`,
                      )
                    : t('该机关这一年不应报送。', 'None is expected of the agency for this year.')}
              </p>
            )}
            {isOwn && (answer.agency?.consolidated.nodes ?? []).some((one) => one.year === year) && (
              <p>
                <Link href={`/agencies/${agency}/${year}/consolidated`}>
                  {t(
                    `${year} 年有汇总报告，一份含多个机关的数`,
                    `There is a consolidated report of ${year}, of several agencies together`,
                  )}
                </Link>
              </p>
            )}
            <p>
              {others.length === 0
                ? t(
                    '该机关没有公布过其他年度的本机关报告。',
                    'The agency has published no report of its own of another year.',
                  )
                : t(
                    '该机关已公布本机关报告的年度：',
                    'Years of which the agency has published a report of its own: ',
                  )}
              {others.map((other, at) => (
                <span key={other}>
                  {at > 0 && t('、', ', ')}
                  <Link href={`/agencies/${agency}/${other}`}>{other}</Link>
                </span>
              ))}{' '}
              <Link href={`/agencies/${agency}`}>
                {t('全部报告，含汇总', 'All reports, consolidated ones too')}
              </Link>
            </p>
          </>
        );
      }}
    </Answered>
  );
}
