import { useLanguage } from '../language/language';
import { type FigureValue, formatFigure } from './formatFigure';

/** Last year's figure of a cell, below this year's; nothing where there is none. */
export function LastYear({ last }: { readonly last: FigureValue | null }) {
  const { t, language } = useLanguage();
  if (last === null) return null;
  return (
    <small className="last-year" title={t('上年', 'Last year')}>
      {t(`上年 ${formatFigure(last, language)}`, `last year ${formatFigure(last, language)}`)}
    </small>
  );
}
