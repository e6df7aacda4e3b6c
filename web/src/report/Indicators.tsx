import type { WebReportQuery } from '../api/generated/documents';
import { Figure } from '../figures/Figure';
import { useLanguage, useNames } from '../language/language';
import { Folded } from '../look/Folded';
import { Scroll } from '../look/Scroll';
import { Part } from '../look/states';

type Report = NonNullable<WebReportQuery['report']>;

/** The figures outside the form that a report states, with their sentences. */
export function Indicators({ report: { indicators } }: { readonly report: Pick<Report, 'indicators'> }) {
  const { t } = useLanguage();
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
                <td className="number" data-cell={`indicators.${indicator.code}`} tabIndex={-1}>
                  <Figure shown={{ code: indicator.code, value, qualifier }} />
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
