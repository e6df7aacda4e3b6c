import { WebCatalogue } from '../../api/generated/documents';
import { useAnswer } from '../../api/useAnswer';
import { textOfValue } from '../../figures/Figure';
import { useLanguage, useNames } from '../../language/language';
import { Explained } from '../../look/Explained';
import { Folded } from '../../look/Folded';
import { Scroll } from '../../look/Scroll';
import { Answered, Part } from '../../look/states';
import type { Content } from '../useWork';
import { EXACTNESS, indicatorField, partsOf, type Sentences, sentenceFor, signOf } from './indicatorEntries';
import { moveInTable, pastedCells } from './moveInTable';
import type { Draft } from './useDraft';

/** Something that is wrong with a field. */
interface Wrong {
  readonly messageZh: string;
  readonly messageEn: string;
}

/** The figures outside the form, a line for each indicator of the catalogue: its figure, how exact it is, and last year's. */
export function IndicatorTable({
  draft,
  last,
  sentences,
  wrongAt,
}: {
  readonly draft: Draft;
  readonly last: Content | null;
  readonly sentences: Sentences;
  /** What is wrong, by field. */
  readonly wrongAt: ReadonlyMap<string, Wrong>;
}) {
  const { t, language } = useLanguage();
  const nameOf = useNames();
  const catalogue = useAnswer(WebCatalogue, {});
  const title = t('补充指标', 'Supplementary indicators');
  const lastValues = new Map((last?.indicators ?? []).map((stated) => [stated.indicator.code, stated]));
  return (
    <Part title={title}>
      <p>
        {t(
          '报告之外的数字，如热线工单；没有的留空。',
          'Figures beside the form, such as hotline tickets; what there is none for stays blank.',
        )}
      </p>
      <Answered result={catalogue} rows={4}>
        {({ indicators }) => (
          <Scroll label={title}>
            <table className="form">
              <thead>
                <tr>
                  <th>{t('指标', 'Indicator')}</th>
                  <th className="number">{t('数值', 'Figure')}</th>
                  <th>{t('限定', 'How exact')}</th>
                  <th>{t('单位', 'Unit')}</th>
                  <th className="number">{t('上年', 'Last year')}</th>
                </tr>
              </thead>
              <tbody>
                {(indicators ?? [])
                  .filter(({ retired }) => !retired)
                  .map((indicator) => {
                    const field = indicatorField(indicator.code);
                    const typed = partsOf(draft.fields[field] ?? '');
                    const sentence = sentenceFor(field, draft.fields, draft.now.fields, sentences);
                    const wrong = wrongAt.get(field);
                    const before = lastValues.get(indicator.code);
                    const name = nameOf(indicator);
                    return (
                      <tr key={indicator.code}>
                        <th scope="row">
                          <Explained
                            className="indicator"
                            text={t(indicator.descriptionZh, indicator.descriptionEn)}
                          >
                            {name}
                          </Explained>
                          {sentence !== null && (
                            <small>
                              <q>
                                <Folded text={sentence} />
                              </q>
                            </small>
                          )}
                        </th>
                        <td className="number">
                          <input
                            name={field}
                            className={wrong ? 'wrong' : ''}
                            aria-label={name}
                            aria-invalid={wrong !== undefined}
                            aria-describedby={wrong && `wrong-${field}`}
                            inputMode="decimal"
                            autoComplete="off"
                            value={typed.figure}
                            onChange={(event) => draft.type({ [field]: typed.sign + event.target.value })}
                            onKeyDown={moveInTable}
                            onPaste={(event) => {
                              const pasted = pastedCells(event);
                              if (!pasted) return;
                              event.preventDefault();
                              draft.type(pasted);
                            }}
                          />
                          {wrong && (
                            <small id={`wrong-${field}`} className="remark">
                              {t(wrong.messageZh, wrong.messageEn)}
                            </small>
                          )}
                        </td>
                        <td>
                          <select
                            aria-label={t(`${name}：限定`, `${name}: how exact`)}
                            disabled={typed.figure.trim() === ''}
                            value={typed.sign}
                            onChange={(event) => draft.type({ [field]: event.target.value + typed.figure })}
                          >
                            {EXACTNESS.map(([qualifier, zh, en]) => (
                              <option key={qualifier} value={signOf(qualifier)}>
                                {t(zh, en)}
                              </option>
                            ))}
                          </select>
                        </td>
                        <td>{t(indicator.unitZh, indicator.unitEn)}</td>
                        <td className="number">
                          {before ? (textOfValue({ ...before, code: field }, language) ?? '—') : '—'}
                        </td>
                      </tr>
                    );
                  })}
              </tbody>
            </table>
          </Scroll>
        )}
      </Answered>
    </Part>
  );
}
