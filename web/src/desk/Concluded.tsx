import { Link } from 'wouter';
import { WebConcluded } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { useViewer } from '../api/viewer';
import { formatInstant } from '../figures/formatFigure';
import { useLanguage, useNames } from '../language/language';
import { DataTable } from '../look/DataTable';
import { Answered, Nothing, Part } from '../look/states';
import { publicationInWords } from '../report/publicationInWords';
import { REPORT_STATES } from '../report/reportStates';
import { ACTIONS } from './actions';

/** The concluded reports of the agencies that the viewer works for: what was published or withdrawn, year by year, and what can be done next. */
export function Concluded() {
  const { viewer } = useViewer();
  const agencies = new Set((viewer?.grants ?? []).flatMap(({ agencyCode }) => agencyCode ?? []));
  return [...agencies].map((agency) => <ConcludedOf key={agency} agency={agency} />);
}

function ConcludedOf({ agency }: { readonly agency: string }) {
  const { t, language } = useLanguage();
  const nameOf = useNames();
  const result = useAnswer(WebConcluded, { agency });
  return (
    <Answered result={result} rows={3}>
      {(answer) => {
        if (!answer.agency) return null;
        const { nodes, totalCount } = answer.agency.reports;
        const title = t(
          `${nameOf(answer.agency)}已办结的报告`,
          `Concluded reports of ${nameOf(answer.agency)}`,
        );
        return (
          <Part title={title}>
            {nodes.length === 0 ? (
              <Nothing text={t('还没有公布过报告。', 'No report has been published yet.')} />
            ) : (
              <DataTable
                label={title}
                rows={nodes}
                keyOf={({ year }) => year}
                columns={[
                  {
                    title: t('年度', 'Year'),
                    render: ({ year, state }) =>
                      state === 'PUBLISHED' ? <Link href={`/agencies/${agency}/${year}`}>{year}</Link> : year,
                  },
                  { title: t('状态', 'State'), render: ({ state }) => t(...REPORT_STATES[state]) },
                  {
                    title: t('公布', 'Published'),
                    render: ({ state, publishedAt, publication }) =>
                      state === 'PUBLISHED' &&
                      publishedAt &&
                      publication &&
                      t(
                        `${formatInstant(publishedAt, language)}，${publicationInWords(publication, t)}`,
                        `${formatInstant(publishedAt, language)}, ${publicationInWords(publication, t)}`,
                      ),
                  },
                  {
                    title: t('接下来可以', 'What can be done'),
                    render: ({ year, viewerActions }) => (
                      <Link href={`/desk/${agency}/${year}`}>
                        {viewerActions
                          .flatMap(({ action, allowed }) => {
                            const words = allowed ? ACTIONS[action] : undefined;
                            return words ? t(words.zh, words.en) : [];
                          })
                          .join(t('、', ', ')) || t('查看办理经过', 'See its steps')}
                      </Link>
                    ),
                  },
                ]}
              />
            )}
            {totalCount > nodes.length && (
              <p>
                <Link href={`/agencies/${agency}`}>
                  {t(`共 ${totalCount} 份，查看全部`, `${totalCount} in all, see them`)}
                </Link>
              </p>
            )}
          </Part>
        );
      }}
    </Answered>
  );
}
