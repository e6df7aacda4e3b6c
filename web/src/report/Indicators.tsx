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
                <td>
                  {sentences[0] && (
                    <q>
                      <Folded text={sentences[0].text} />
                    </q>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Part>
  );
}
