import { WebHeld } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { formatCount } from '../figures/formatFigure';
import { useLanguage } from '../language/language';

/** With more reports than these it is not counted how many have each value: that reads every one of them. */
const MOST_COUNTED = 5000;

/** How many of the reports that a headline adds have its value, and how many left it blank. */
export function Held({
  place,
  year,
  value,
  coverage: { included, expected },
}: {
  readonly place: string;
  readonly year: number;
  readonly value: string;
  readonly coverage: { readonly included: number; readonly expected: number };
}) {
  const { t } = useLanguage();
  const isCounted = expected <= MOST_COUNTED && included > 0;
  const { data } = useAnswer(WebHeld, isCounted ? { place, year, value } : null);
  const count = data?.rollup?.distribution?.count;
  return (
    <small>
      {t(
        `纳入 ${formatCount(included)}/${formatCount(expected)} 份`,
        `${formatCount(included)} of ${formatCount(expected)} reports`,
      )}
      {isCounted &&
        count !== undefined &&
        count < included &&
        t(`，${included - count} 份无此数`, `, ${included - count} without it`)}
      {expected > included && (
        <>
          {t('，', ', ')}
          <a href="#missing">
            {t(`缺 ${formatCount(expected - included)} 份`, `${formatCount(expected - included)} missing`)}
          </a>
        </>
      )}
    </small>
  );
}
