import { Checkbox } from 'antd';
import { WebCatalogue } from '../../api/generated/documents';
import { useAnswer } from '../../api/useAnswer';
import { textOfValue } from '../../figures/Figure';
import { counted } from '../../figures/formatFigure';
import { useLanguage, useNames } from '../../language/language';
import { indicatorField } from '../entry/indicatorEntries';
import { indicatorsToStore } from './indicatorsRead';
import type { Reading } from './places';

/** The figures outside the form that sentences of a document state, each with its sentence: they are stored with the draft unless they are left out. */
export function ReadIndicators({
  indicators,
  isIncluded,
  onInclude,
}: {
  readonly indicators: Reading['indicators'];
  readonly isIncluded: boolean;
  readonly onInclude: (isIncluded: boolean) => void;
}) {
  const { t, language } = useLanguage();
  const nameOf = useNames();
  const { data } = useAnswer(WebCatalogue, {});
  const stored = indicatorsToStore(indicators, data?.indicators ?? []);
  if (stored.length === 0) return null;
  return (
    <section aria-label={t('文中的补充指标', 'Indicators in the text')}>
      <h3>
        {t(
          `文中的补充指标 ${stored.length} 个`,
          `${counted(stored.length, 'supplementary indicator')} in the text`,
        )}
      </h3>
      <ul>
        {stored.map(({ read, indicator }) => (
          <li key={read.code}>
            {nameOf(indicator)}{' '}
            <b>
              {textOfValue({ ...read, code: indicatorField(read.code) }, language)}{' '}
              {t(indicator.unitZh, indicator.unitEn)}
            </b>
            {read.sentence && (
              <>
                {' '}
                <q lang="zh">{read.sentence}</q>
              </>
            )}
          </li>
        ))}
      </ul>
      <Checkbox checked={isIncluded} onChange={(event) => onInclude(event.target.checked)}>
        {t(
          '随草稿保存，替换草稿已有的补充指标；保存后可在表中更正',
          'Store them with the draft in place of those it has; after that they can be corrected in the form',
        )}
      </Checkbox>
    </section>
  );
}
