import { Progress } from 'antd';
import { Link } from 'wouter';
import { WebMissing } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { useLanguage, useNames } from '../language/language';
import { Answered, Nothing, Part } from '../look/states';
import { coverageInWords } from './values';

/** Which reports of a year are expected and not published. */
export function Missing({ place, year }: { readonly place: string; readonly year: number }) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const result = useAnswer(WebMissing, { year, place });
  return (
    <Part title={t('报送情况', 'Completeness')}>
      <Answered result={result} rows={6}>
        {({ year: answer }) => {
          const completeness = answer?.completeness;
          if (!answer || !completeness) return <Nothing text={t('没有数据。', 'There is nothing.')} />;
          const { expected, included, missing } = completeness;
          return (
            <>
              <Progress
                percent={expected === 0 ? 0 : Math.floor((included / expected) * 100)}
                aria-label={coverageInWords(completeness, t)}
              />
              <p>
                {coverageInWords(completeness, t)}
                {t('；部门截止 ', '; departments were due on ')}
                {answer.departmentDeadline}
                {t('，政府截止 ', ', governments on ')}
                {answer.governmentDeadline}
                {t('（北京时间）。', ' (Beijing).')}
              </p>
              {missing && missing.totalCount > 0 && (
                <>
                  <h3>{t(`尚缺 ${missing.totalCount} 份`, `${missing.totalCount} missing`)}</h3>
                  <ul className="missing">
                    {missing.edges.map(({ node: { agency } }) => (
                      <li key={agency.code}>
                        <Link href={`/agencies/${agency.code}`}>{nameOf(agency)}</Link>
                      </li>
                    ))}
                  </ul>
                  {missing.pageInfo.hasNextPage && (
                    <p>
                      {t(
                        `只列前 ${missing.edges.length} 个。`,
                        `The first ${missing.edges.length} are listed.`,
                      )}
                    </p>
                  )}
                </>
              )}
            </>
          );
        }}
      </Answered>
    </Part>
  );
}
