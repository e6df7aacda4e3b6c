import { Link } from 'wouter';
import { WebConcluded, type WebConcludedQuery, type WebExpectedQuery } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { useViewer } from '../api/viewer';
import { formatCount, formatInstant } from '../figures/formatFigure';
import { useLanguage, useNames } from '../language/language';
import { DataTable } from '../look/DataTable';
import { Answered, Nothing, Part } from '../look/states';
import { TIMELINESS } from '../place/timeliness';
import { expectedIn, useExpected } from '../place/useExpected';
import { publicationInWords } from '../report/publicationInWords';
import { WORK_STATES } from '../report/reportStates';
import { ACTIONS } from './actions';

/** The reports of the agencies that the viewer works for, year by year: those published or withdrawn with what can be done next, and those that are expected and not published, with their deadlines. */
export function Concluded() {
  const { viewer } = useViewer();
  const agencies = new Set((viewer?.grants ?? []).flatMap(({ agencyCode }) => agencyCode ?? []));
  return [...agencies].map((agency) => <ConcludedOf key={agency} agency={agency} />);
}

type ConcludedReport = NonNullable<WebConcludedQuery['agency']>['reports']['nodes'][number];

/** A year of an agency: its concluded report, or that one is expected. */
interface YearRow {
  readonly year: number;
  readonly report: ConcludedReport | undefined;
  readonly expected: ReturnType<typeof expectedIn>[number] | undefined;
}

/** Returns the years of concluded reports and those whose reports are expected and not published, newest first. */
function yearsOf(reports: readonly ConcludedReport[], answer: WebExpectedQuery | undefined): YearRow[] {
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

function ConcludedOf({ agency }: { readonly agency: string }) {
  const { t, language } = useLanguage();
  const nameOf = useNames();
  const result = useAnswer(WebConcluded, { agency });
  const { data: expected } = useExpected(agency);
  const publishedWhen = ({ state, publishedAt, publication }: ConcludedReport) =>
    state === 'PUBLISHED' &&
    publishedAt &&
    publication &&
    t(
      `${formatInstant(publishedAt, language)}，${publicationInWords(publication, t)}`,
      `${formatInstant(publishedAt, language)}, ${publicationInWords(publication, t)}`,
    );
  const nextOf = (report: ConcludedReport | undefined) =>
    (report?.viewerActions ?? [])
      .flatMap(({ action, allowed }) => {
        const words = allowed ? ACTIONS[action] : undefined;
        return words ? t(words.zh, words.en) : [];
      })
      .join(t('、', ', '));
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
              <Nothing text={t('还没有公布过报告。', 'No report has been published yet.')} />
            ) : (
              <DataTable
                label={title}
                rows={rows}
                keyOf={({ year }) => year}
                columns={[
                  {
                    title: t('年度', 'Year'),
                    render: ({ year, report }) =>
                      report?.state === 'PUBLISHED' ? (
                        <Link href={`/agencies/${agency}/${year}`}>{year}</Link>
                      ) : (
                        year
                      ),
                  },
                  {
                    title: t('状态', 'State'),
                    render: ({ report, expected: due }) =>
                      [report && t(...WORK_STATES[report.state]), due && t(...TIMELINESS[due.timeliness])]
                        .filter(Boolean)
                        .join(t('，', ', ')),
                  },
                  {
                    title: t('公布', 'Published'),
                    render: ({ report, expected: due }) =>
                      due
                        ? t(`未公布，截止日 ${due.dueOn}`, `not published, due ${due.dueOn}`)
                        : report && publishedWhen(report),
                  },
                  {
                    title: t('接下来可以', 'What can be done'),
                    render: ({ year, report }) => (
                      <Link href={`/desk/${agency}/${year}`}>
                        {report
                          ? nextOf(report) || t('查看办理经过', 'See its steps')
                          : t('打开这一年的报告', 'Open the report of the year')}
                      </Link>
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
