import { Select } from 'antd';
import { WebReportChanges, type WebReportQuery } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { formatInstant } from '../figures/formatFigure';
import { useLanguage } from '../language/language';
import { Labelled } from '../look/Labelled';
import { Answered, Part } from '../look/states';
import { usePageState } from '../place/usePageState';
import { Differences } from './Differences';
import { Withdrawals } from './Withdrawals';

type Report = NonNullable<WebReportQuery['report']>;
type Withdrawal = NonNullable<WebReportQuery['agency']>['withdrawals'][number];

/** The published revisions of a report, what was withdrawn, and what changed from one revision to another; the address holds which two. */
export function History({
  report,
  withdrawals,
}: {
  readonly report: Report;
  readonly withdrawals: readonly Withdrawal[];
}) {
  const { t, language } = useLanguage();
  const published = report.revisions.filter(({ publishedAt }) => publishedAt !== null);
  if (published.length < 2 && withdrawals.length === 0) return null;
  const page = report.downloads.find(({ format }) => format === 'HTML')?.path;
  return (
    <Part title={t('公布的历次修订', 'Published revisions')}>
      <ol className="revisions">
        {published.map(({ revision, publishedAt, correctionReason }) => (
          <li key={revision} value={revision}>
            {publishedAt && formatInstant(publishedAt, language)}
            {t(' 公布', ', published')}
            {correctionReason && t(`，更正理由：${correctionReason}`, `, corrected: ${correctionReason}`)}
            {revision === report.revision
              ? t('（当前）', ' (current)')
              : page &&
                publishedAt && (
                  <>
                    {' '}
                    <a href={addAsOf(page, publishedAt)}>{t('当时的报告', 'as it was then')}</a>
                  </>
                )}
          </li>
        ))}
      </ol>
      <Withdrawals withdrawals={withdrawals} />
      {published.length >= 2 && (
        <Compare report={report} revisions={published.map(({ revision }) => revision)} />
      )}
    </Part>
  );
}

const addAsOf = (path: string, instant: string) =>
  `${path}${path.includes('?') ? '&' : '?'}asOf=${encodeURIComponent(instant)}`;

/** Two revisions to choose, and what differs between them. */
function Compare({ report, revisions }: { readonly report: Report; readonly revisions: readonly number[] }) {
  const { t } = useLanguage();
  const { state, change } = usePageState();
  const chosen = (name: string, usual: number) => {
    const number = Number(state.get(name));
    return revisions.includes(number) ? number : usual;
  };
  const from = chosen('from', revisions[1]);
  const to = chosen('to', revisions[0]);
  const result = useAnswer(WebReportChanges, {
    agency: report.agency.code,
    year: report.year,
    scope: report.scope,
    from,
    to,
  });
  const options = revisions.map((value) => ({
    value,
    label: t(`第 ${value} 次修订`, `Revision ${value}`),
  }));
  return (
    <>
      <h3>{t('修订之间的变化', 'What changed between two revisions')}</h3>
      <div className="filters">
        <Labelled label={t('自', 'From')}>
          <Select
            value={from}
            options={options}
            popupMatchSelectWidth={false}
            onChange={(next) => change({ from: String(next) }, false)}
          />
        </Labelled>
        <Labelled label={t('至', 'To')}>
          <Select
            value={to}
            options={options}
            popupMatchSelectWidth={false}
            onChange={(next) => change({ to: String(next) }, false)}
          />
        </Labelled>
      </div>
      <Answered result={result}>
        {(answer) => answer.report?.changes && <Differences difference={answer.report.changes} />}
      </Answered>
    </>
  );
}
