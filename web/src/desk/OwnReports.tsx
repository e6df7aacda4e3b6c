import { Link } from 'wouter';
import { type WebExpectedQuery, WebOwnReports, type WebOwnReportsQuery } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { mayFill, useViewer } from '../api/viewer';
import { formatCount, formatInstant } from '../figures/formatFigure';
import { joinParts } from '../language/joinParts';
import { type Translate, useLanguage, useNames } from '../language/language';
import { DataTable } from '../look/DataTable';
import { Answered, Nothing, Part } from '../look/states';
import { dueInWords } from '../place/deadline';
import { TIMELINESS, withdrawnInWords } from '../place/timeliness';
import { expectedIn, useExpected } from '../place/useExpected';
import { listedPublication } from '../report/publicationInWords';
import { isPublished, workInWords } from '../report/reportStates';
import { ACTIONS } from './actions';

/** The reports of the agencies that the viewer works for, year by year: whatever stands in the hub with what can be done next, and those that are expected and not begun, with their deadlines. */
export function OwnReports() {
  const { viewer } = useViewer();
  const agencies = new Set((viewer?.grants ?? []).flatMap(({ agencyCode }) => agencyCode ?? []));
  return [...agencies].map((agency) => (
    <ReportsOf key={agency} agency={agency} isFilled={viewer ? mayFill(viewer, agency) : false} />
  ));
}

type OwnReport = NonNullable<WebOwnReportsQuery['agency']>['reports']['nodes'][number];

/** A year of an agency: its report, or that one is expected. */
interface YearRow {
  readonly year: number;
  readonly report: OwnReport | undefined;
  readonly expected: ReturnType<typeof expectedIn>[number] | undefined;
}

/** Returns the years of which there are reports and those whose reports are expected and not published, newest first. */
function yearsOf(reports: readonly OwnReport[], answer: WebExpectedQuery | undefined): YearRow[] {
  const expected = answer ? expectedIn(answer) : [];
  const open = expected.filter(({ timeliness }) => timeliness === 'OVERDUE' || timeliness === 'AWAITED');
  const years = new Set([...reports, ...open].map(({ year }) => year));
  return [...years]
    .sort((one, other) => other - one)
    .map((year) => ({
      year,
      report: reports.find((one) => one.year === year),
      expected: open.find((one) => one.year === year),
    }));
}

/** Returns until when a report is due that never was published: that it is missing where nobody is at it, and else that it is late or not due yet. */
function expectedInWords(
  { timeliness, ...days }: NonNullable<YearRow['expected']>,
  state: OwnReport['state'] | undefined,
  t: Translate,
): string {
  const isLate = timeliness === 'OVERDUE';
  const dueOn = dueInWords(days, t);
  const [zh, en] = TIMELINESS[timeliness];
  if (!state) return t(`${zh}，截止日 ${dueOn}`, `${en}, due ${dueOn}`);
  return t(
    `未公布，截止日 ${dueOn}${isLate ? '，已逾期' : ''}`,
    `not published, due ${dueOn}${isLate ? ', late' : ''}`,
  );
}

function ReportsOf({
  agency,
  isFilled,
}: {
  readonly agency: string;
  /** Whether the viewer fills them: nobody else is led to one that is not begun. */
  readonly isFilled: boolean;
}) {
  const { t, language } = useLanguage();
  const nameOf = useNames();
  const result = useAnswer(WebOwnReports, { agency });
  const { data: expected } = useExpected(agency);
  const publishedWhen = (report: OwnReport) =>
    report.publishedAt &&
    joinParts([formatInstant(report.publishedAt, language), listedPublication(report, t)], t);
  const nextOf = ({ viewerActions, ...report }: OwnReport) => {
    const may = (wanted: string) => viewerActions.some(({ action, allowed }) => allowed && action === wanted);
    // Who may go on with it does not begin by giving it up.
    if (may('SAVE'))
      return isPublished(report)
        ? t('继续更正', 'Go on with the correction')
        : t('继续填报', 'Go on with it');
    const next = viewerActions.flatMap(({ action, allowed }) => {
      const words = allowed ? ACTIONS[action] : undefined;
      return words ? t(words.zh, words.en) : [];
    });
    return next.join(t('、', ', ')) || t('查看办理经过', 'See its steps');
  };
  return (
    <Answered result={result} rows={3}>
      {(answer) => {
        if (!answer.agency) return null;
        const { nodes, totalCount } = answer.agency.reports;
        const rows = yearsOf(nodes, expected);
        const title = t(
          `${nameOf(answer.agency)}各年度的报告`,
          `Reports of ${nameOf(answer.agency)} by year`,
        );
        return (
          <Part title={title}>
            {rows.length === 0 ? (
              <Nothing text={t('还没有报告。', 'There is no report yet.')} />
            ) : (
              <DataTable
                isStacking
                label={title}
                rows={rows}
                keyOf={({ year }) => year}
                columns={[
                  {
                    title: t('年度', 'Year'),
                    render: ({ year, report }) =>
                      report && isPublished(report) ? (
                        <Link href={`/agencies/${agency}/${year}`}>{year}</Link>
                      ) : (
                        year
                      ),
                  },
                  {
                    title: t('状态', 'State'),
                    render: ({ report }) =>
                      workInWords(
                        report
                          ? { ...report, published: isPublished(report) }
                          : {
                              state: null,
                              returned: false,
                              published: false,
                              withdrawnAt: null,
                              recorded: false,
                            },
                        t,
                      ),
                  },
                  {
                    title: t('公布', 'Published'),
                    render: ({ report, expected: due }) =>
                      report?.withdrawnAt
                        ? withdrawnInWords(report.withdrawnAt, t)
                        : due
                          ? expectedInWords(due, report?.state, t)
                          : report && publishedWhen(report),
                  },
                  {
                    title: t('接下来可以', 'What can be done'),
                    render: ({ year, report }) =>
                      report || isFilled ? (
                        <Link href={`/desk/${agency}/${year}`}>
                          {report ? nextOf(report) : t('打开这一年的报告', 'Open the report of the year')}
                        </Link>
                      ) : (
                        t('等待填报人开始', 'It waits for its clerk')
                      ),
                  },
                ]}
              />
            )}
            {totalCount > nodes.length && (
              <p>
                <Link href={`/agencies/${agency}`}>
                  {t(
                    `共 ${formatCount(totalCount)} 份，查看全部`,
                    `${formatCount(totalCount)} in all, see them`,
                  )}
                </Link>
              </p>
            )}
          </Part>
        );
      }}
    </Answered>
  );
}
