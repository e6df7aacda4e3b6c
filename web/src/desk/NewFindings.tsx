import { Link } from 'wouter';
import { WebNewFindings, type WebNewFindingsQuery } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { formatCount, formatInstant } from '../figures/formatFigure';
import { useLanguage, useNames } from '../language/language';
import { DataTable } from '../look/DataTable';
import { Answered, Part } from '../look/states';

type Cause = NonNullable<WebNewFindingsQuery['newFindings']>['nodes'][number]['findings'][number]['cause'];

/** Why something is found that was not found before, in words. */
const CAUSES: Readonly<Record<Cause, readonly [zh: string, en: string]>> = {
  LAST_YEAR: ['上年报告公布、更正或撤回', 'Last year’s report was published, corrected or withdrawn'],
  RECORDED: ['上年报告补录', 'Last year’s report was recorded'],
  TREE: ['机构变动', 'The agency or its place changed'],
  RULES: ['核查规则更新', 'The rules of the checks changed'],
};

/** What is found in published reports of the viewer's that was not there when they were published; nothing where nothing is. */
export function NewFindings() {
  const { t, language } = useLanguage();
  const nameOf = useNames();
  const result = useAnswer(WebNewFindings, {});
  const title = t('已公布报告的新问题', 'New findings in published reports');
  return (
    <Answered result={result} rows={2}>
      {({ newFindings }) =>
        newFindings &&
        newFindings.nodes.length > 0 && (
          <Part title={title}>
            <p>
              {t(
                '公布时没有、此后才出现的核查问题。更正报告，改数字或者加以说明，公布后即不再列出。',
                'They were not there when the report was published. Correct it, its figures or with an explanation; once that is published, they are no longer listed.',
              )}
            </p>
            <DataTable
              isStacking
              label={title}
              rows={newFindings.nodes.flatMap(({ findings, ...report }) =>
                findings.map((finding) => ({ ...report, ...finding })),
              )}
              keyOf={({ agency, year, code, path }) => `${agency.code}/${year}/${code}/${path}`}
              columns={[
                {
                  title: t('报告', 'Report'),
                  render: ({ agency, year }) => (
                    <Link href={`/desk/${agency.code}/${year}`}>{`${nameOf(agency)} ${year}`}</Link>
                  ),
                },
                {
                  title: t('问题', 'Finding'),
                  render: ({ messageZh, messageEn }) => t(messageZh, messageEn),
                },
                { title: t('出现', 'Since'), render: ({ since }) => formatInstant(since, language) },
                { title: t('原因', 'Because'), render: ({ cause }) => t(...CAUSES[cause]) },
              ]}
            />
            {newFindings.totalCount > newFindings.nodes.length && (
              <p className="coverage">
                {t(
                  `共 ${formatCount(newFindings.totalCount)} 份报告，只列最近的 ${formatCount(newFindings.nodes.length)} 份。`,
                  `${formatCount(newFindings.totalCount)} reports in all, of which the last ${formatCount(newFindings.nodes.length)} are listed.`,
                )}
              </p>
            )}
          </Part>
        )
      }
    </Answered>
  );
}
