import { Select } from 'antd';
import { notUnderstood } from '../address/addressParts';
import { useMisread } from '../address/misreads';
import { WebReportChanges, type WebReportQuery } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { formatInstant } from '../figures/formatFigure';
import { useLanguage } from '../language/language';
import { Folded } from '../look/Folded';
import { Labelled } from '../look/Labelled';
import { Answered, Part } from '../look/states';
import { usePageState } from '../place/usePageState';
import { Differences } from './Differences';
import { publicationInWords } from './publicationInWords';
import { isPublished } from './reportStates';
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
    <Part title={t('历次公布', 'Publications')}>
      <ol className="revisions">
        {published.map(({ revision, publication, origin, publishedAt, correctionReason }) => (
          <li key={revision} value={publication ?? undefined}>
            {publishedAt && formatInstant(publishedAt, language)}
            {t(' ', ', ')}
            {publication && publicationInWords(publication, origin, t)}
            {correctionReason && (
              <>
                {t('，更正理由：', ', corrected: ')}
                <Folded text={correctionReason} />
              </>
            )}
            {withdrawals.some((one) => one.revision === revision) && t('（已撤回）', ' (withdrawn)')}
            {revision === report.revision && isPublished(report)
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
      {published.length >= 2 && <Compare report={report} published={published} />}
    </Part>
  );
}

const addAsOf = (path: string, instant: string) =>
  `${path}${path.includes('?') ? '&' : '?'}asOf=${encodeURIComponent(instant)}`;

/** Two publications to choose, and what differs between them. */
function Compare({
  report,
  published,
}: {
  readonly report: Report;
  readonly published: Report['revisions'];
}) {
  const { t } = useLanguage();
  const revisions = published.map(({ revision }) => revision);
  const { state, change } = usePageState();
  const chosen = (name: string, usual: number) => {
    const number = Number(state.get(name));
    return revisions.includes(number) ? number : usual;
  };
  const from = chosen('from', revisions[1]);
  const to = chosen('to', revisions[0]);
  const wrong = (['from', 'to'] as const).filter(
    (name) => state.get(name) && !revisions.some((revision) => String(revision) === state.get(name)),
  );
  useMisread(
    wrong.length === 0
      ? null
      : wrong
          .map((name) =>
            notUnderstood(
              name,
              state.get(name) ?? '',
              { zh: '不是公布过的修订', en: 'is no published revision' },
              { zh: '比较的是最近的', en: 'the last ones are compared' },
              t,
            ),
          )
          .join(' '),
  );
  const result = useAnswer(WebReportChanges, {
    agency: report.agency.code,
    year: report.year,
    scope: report.scope,
    from,
    to,
  });
  const options = published.map(({ revision, publication, origin }) => ({
    value: revision,
    label: publicationInWords(publication ?? 1, origin, t),
  }));
  return (
    <>
      <h3>{t('两次公布之间的变化', 'What changed between two publications')}</h3>
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
