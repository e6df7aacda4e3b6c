import { Link } from 'wouter';
import type { WebAgencyQuery } from '../api/generated/documents';
import { Figure } from '../figures/Figure';
import { formatInstant } from '../figures/formatFigure';
import { joinParts } from '../language/joinParts';
import { useLanguage } from '../language/language';
import { DataTable } from '../look/DataTable';
import { Nothing, Part } from '../look/states';
import { withdrawnInWords } from '../place/timeliness';
import { FindingList } from '../report/FindingList';
import { findingCounts } from '../report/findingCounts';
import { listedPublication, timelinessInWords } from '../report/publicationInWords';
import { isPublished, workInWords } from '../report/reportStates';

type Agency = NonNullable<WebAgencyQuery['agency']>;
type Report = Agency['reports']['edges'][number]['node'];

/** Returns the address of a report. */
const addressOf = (code: string, { year, scope }: { readonly year: number; readonly scope: string }) =>
  `/agencies/${code}/${year}${scope === 'CONSOLIDATED' ? '/consolidated' : ''}`;

/** Returns what is to be said of the first publication of a report that was corrected: how the correction came says nothing of it. */
const firstOf = ({ publication, origin }: Report) => ({
  publication: 1,
  origin: (publication ?? 1) > 1 ? '' : origin,
});

/** A year of an agency with its report, or with when that was withdrawn from publication. */
interface ReportRow {
  readonly year: number;
  readonly scope: string;
  readonly report: Report | null;
  readonly withdrawnAt: string | null;
}

/** Returns the reports of an agency together with those that were withdrawn and are not published now, the newest first. */
function withWithdrawn(reports: readonly Report[], withdrawals: Agency['withdrawals']): ReportRow[] {
  const rows = new Map<string, ReportRow>();
  for (const report of reports)
    rows.set(`${report.year} ${report.scope}`, {
      year: report.year,
      scope: report.scope,
      report,
      withdrawnAt: null,
    });
  // The newest withdrawal comes first.
  for (const { year, scope, withdrawnAt } of withdrawals) {
    const key = `${year} ${scope}`;
    if (!rows.has(key)) rows.set(key, { year, scope, report: null, withdrawnAt });
  }
  return [...rows.values()].sort((one, other) => other.year - one.year);
}

/** The reports of an agency of all years, the newest first, with the years whose reports were withdrawn. */
export function Reports({ agency: { code, reports: page, withdrawals } }: { readonly agency: Agency }) {
  const { t, language } = useLanguage();
  const reports = page.edges.map(({ node }) => node);
  const rows = withWithdrawn(reports, withdrawals);
  return (
    <Part title={t('历年报告', 'Reports')}>
      {rows.length === 0 ? (
        <Nothing text={t('尚无公布的报告。', 'No report has been published yet.')} />
      ) : (
        <DataTable
          label={t('历年报告', 'Reports')}
          rows={rows}
          keyOf={(row) => addressOf(code, row)}
          isStacking
          columns={[
            {
              title: t('年度', 'Year'),
              render: (row) => (
                <Link href={addressOf(code, row)}>
                  {row.year}
                  {row.scope === 'CONSOLIDATED' && t('（汇总）', ' (consolidated)')}
                </Link>
              ),
            },
            {
              title: t('状态', 'State'),
              render: ({ report, withdrawnAt }) =>
                report
                  ? workInWords({ ...report, published: isPublished(report) }, t)
                  : withdrawnAt && withdrawnInWords(withdrawnAt, t),
            },
            {
              title: t('新收申请', 'Requests received'),
              isNumber: true,
              render: ({ report }) => report?.cells?.[0] && <Figure shown={report.cells[0]} />,
            },
            {
              title: t('办理', 'Concluded'),
              isNumber: true,
              render: ({ report }) => report?.cells?.[1] && <Figure shown={report.cells[1]} />,
            },
            {
              title: t('公开率', 'Disclosure rate'),
              isNumber: true,
              render: ({ report }) =>
                report && (
                  <Figure
                    shown={{
                      code: 'measures.disclosureRate',
                      value: report.measures.disclosureRate,
                      reasonZh: '没有办结的申请，或未填报。',
                      reasonEn: 'No request was concluded, or it is not reported.',
                    }}
                  />
                ),
            },
            {
              title: t('问题', 'Findings'),
              render: ({ report }) =>
                report &&
                (report.errorCount + report.warningCount === 0
                  ? t('无', 'none')
                  : findingCounts(report.errorCount, report.warningCount, t)),
            },
            {
              title: t('首次公布', 'First published'),
              render: ({ report }) =>
                report?.firstPublishedAt && (
                  <>
                    {formatInstant(report.firstPublishedAt, language)}
                    {timelinessInWords({ ...report, ...firstOf(report) }, t)}
                  </>
                ),
            },
            {
              title: t('更正', 'Corrected'),
              render: ({ report }) =>
                report?.publishedAt && report.publication && report.publication > 1
                  ? joinParts([formatInstant(report.publishedAt, language), listedPublication(report, t)], t)
                  : '',
            },
          ]}
        />
      )}
      {reports.length > 0 && reports.every(({ scope }) => scope === 'CONSOLIDATED') && (
        <p className="coverage">
          {t(
            '该机关只公布了汇总报告，一份含多个机关的数，因此没有本机关自己的历年数字；汇总的数在各份报告中。',
            'The agency has published consolidated reports only, each of several agencies together. So there are no figures of its own over the years: those of all together are in the reports.',
          )}
        </p>
      )}
      {reports.some(({ origin }) => origin === 'RECORDED') && (
        <p className="coverage">
          {t(
            '公布时间为在本平台公布的时间；补录的报告原已在别处公布，时间为补录时间。',
            'The times are those of publication in the hub; a recorded report was published elsewhere before, and its time is when it was recorded.',
          )}
        </p>
      )}
    </Part>
  );
}

/** What the checks found in the newest report of an agency. */
export function LatestFindings({ agency: { code, latest } }: { readonly agency: Agency }) {
  const { t } = useLanguage();
  const [report] = latest.nodes;
  if (!report) return null;
  return (
    <Part
      title={t(`核查发现的问题（${report.year} 年度）`, `Findings of ${report.year}`)}
      extra={<Link href={`/agencies/${code}/${report.year}`}>{t('见报告', 'In the report')}</Link>}
    >
      {report.findings.length === 0 ? (
        <Nothing text={t('没有发现问题。', 'Nothing was found.')} />
      ) : (
        <FindingList findings={report.findings} />
      )}
    </Part>
  );
}
