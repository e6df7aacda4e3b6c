import type { WebReportQuery } from '../api/generated/documents';
import { textOfValue } from '../figures/shownValue';
import { useLanguage, useNames } from '../language/language';
import { Folded } from '../look/Folded';
import { Scroll } from '../look/Scroll';
import { Part } from '../look/states';

type Report = NonNullable<WebReportQuery['report']>;
/** An indicator that a report states. */
export type StatedIndicator = NonNullable<Report['indicators']>[number];

/** Returns the code by which an indicator of a report is opened, as the cells are by theirs. */
export const codeOfIndicator = ({ code }: StatedIndicator['indicator']): string => `indicators.${code}`;

/** The sentence that states an indicator. It is quoted only where the text of the report has it. */
export function Sentence({
  sentence: { text, inText },
}: {
  readonly sentence: StatedIndicator['sentences'][number];
}) {
  const { t } = useLanguage();
  return inText ? (
    <q lang="zh">
      <Folded text={text} />
    </q>
  ) : (
    <small>
      {t('所记原句不在本报告正文中', 'The text of the report has not the sentence that was recorded')}
    </small>
  );
}

/** The figures outside the form that a report states, with their sentences. */
export function Indicators({ report: { indicators } }: { readonly report: Pick<Report, 'indicators'> }) {
  const { t, language } = useLanguage();
  const nameOf = useNames();
  if (!indicators || indicators.length === 0) return null;
  return (
    <Part title={t('补充指标', 'Supplementary indicators')}>
      <Scroll label={t('补充指标', 'Supplementary indicators')}>
        <table className="form">
          <tbody>
            {indicators.map(({ indicator, value, qualifier, sentences }) => (
              <tr key={indicator.code}>
                <th scope="row">{nameOf(indicator)}</th>
                <td className="number">
                  <button type="button" className="cell" data-cell={codeOfIndicator(indicator)}>
                    {textOfValue({ code: indicator.code, value, qualifier }, language)}
                  </button>
                </td>
                <td>{t(indicator.unitZh, indicator.unitEn)}</td>
                <td>{sentences[0] && <Sentence sentence={sentences[0]} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Part>
  );
}
