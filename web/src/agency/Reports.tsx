import { Link } from 'wouter';
import type { WebAgencyQuery } from '../api/generated/documents';
import { Figure } from '../figures/Figure';
import { formatInstant } from '../figures/formatFigure';
import { useLanguage } from '../language/language';
import { DataTable } from '../look/DataTable';
import { Nothing, Part } from '../look/states';
import { FindingList } from '../report/FindingList';
import { findingCounts } from '../report/findingCounts';
import { publicationInWords, timelinessInWords } from '../report/publicationInWords';
import { isPublished, workInWords } from '../report/reportStates';

type Agency = NonNullable<WebAgencyQuery['agency']>;

/** Returns the address of a report. */
const addressOf = (code: string, { year, scope }: { readonly year: number; readonly scope: string }) =>
  `/agencies/${code}/${year}${scope === 'CONSOLIDATED' ? '/consolidated' : ''}`;

/** Returns what is to be said of the first publication of a report that was corrected: how the correction came says nothing of it. */
const firstOf = ({ publication, origin }: Agency['reports']['edges'][number]['node']) => ({
  publication: 1,
  origin: (publication ?? 1) > 1 ? '' : origin,
});

/** The reports of an agency of all years, the newest first. */
export function Reports({ agency: { code, reports: page } }: { readonly agency: Agency }) {
  const { t, language } = useLanguage();
  const reports = page.edges.map(({ node }) => node);
  return (
    <Part title={t('历年报告', 'Reports')}>
      {reports.length === 0 ? (
        <Nothing text={t('尚无公布的报告。', 'No report has been published yet.')} />
      ) : (
        <DataTable
          label={t('历年报告', 'Reports')}
          rows={reports}
          keyOf={(report) => addressOf(code, report)}
          isStacking
          columns={[
            {
              title: t('年度', 'Year'),
              render: (report) => (
                <Link href={addressOf(code, report)}>
                  {report.year}
                  {report.scope === 'CONSOLIDATED' && t('（汇总）', ' (consolidated)')}
                </Link>
              ),
            },
            {
              title: t('状态', 'State'),
              render: (report) => workInWords({ ...report, published: isPublished(report) }, t),
            },
            {
              title: t('新收申请', 'Requests received'),
              isNumber: true,
              render: ({ cells }) => cells?.[0] && <Figure shown={cells[0]} />,
            },
            {
              title: t('办理', 'Concluded'),
              isNumber: true,
              render: ({ cells }) => cells?.[1] && <Figure shown={cells[1]} />,
            },
            {
              title: t('公开率', 'Disclosure rate'),
              isNumber: true,
              render: ({ measures }) => (
                <Figure
                  shown={{
                    code: 'measures.disclosureRate',
                    value: measures.disclosureRate,
                    reasonZh: '没有办结的申请，或未填报。',
                    reasonEn: 'No request was concluded, or it is not reported.',
                  }}
                />
              ),
            },
            {
              title: t('问题', 'Findings'),
              render: ({ errorCount, warningCount }) =>
                errorCount + warningCount === 0
                  ? t('无', 'none')
                  : findingCounts(errorCount, warningCount, t),
            },
            {
              title: t('首次公布', 'First published'),
              render: (report) =>
                report.firstPublishedAt && (
                  <>
                    {formatInstant(report.firstPublishedAt, language)}
                    {timelinessInWords({ ...report, ...firstOf(report) }, t)}
                  </>
                ),
            },
            {
              title: t('更正', 'Corrected'),
              render: ({ publishedAt, publication, origin }) =>
                publishedAt && publication && publication > 1
                  ? `${formatInstant(publishedAt, language)}${t('，', ', ')}${publicationInWords(publication, origin, t)}`
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
