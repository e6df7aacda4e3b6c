import { Link } from 'wouter';
import { WebHeld } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { formatCount } from '../figures/formatFigure';
import { useLanguage } from '../language/language';
import { sourceAddress } from '../place/addresses';
import { endOfDay } from '../place/day';
import { Counted, type Counts, NotThere, type Times } from './Counted';
import type { Where } from './useWall';

/** With more reports than these it is not counted how many have each value: that reads every one of them. */
const MOST_COUNTED = 5000;

/** How many of the reports that a headline adds have its value, how many left it blank, and how many are not there. */
export function Held({
  where: { place, year, asOf },
  value,
  counts,
  times,
}: {
  readonly where: Where;
  readonly value: string;
  readonly counts: Counts;
  readonly times: Times | null | undefined;
}) {
  const { t } = useLanguage();
  const { included, expected } = counts;
  const covered = { place, years: year, asOf };
  const isCounted = expected <= MOST_COUNTED && included > 0;
  const { data } = useAnswer(
    WebHeld,
    isCounted ? { place, year, value, asOf: asOf && endOfDay(asOf) } : null,
  );
  const count = data?.rollup?.distribution?.count;
  return (
    <small>
      {t('纳入 ', '')}
      <Counted count={included} covered={covered} part="INCLUDED" />
      {t('/', ' of ')}
      {formatCount(expected)}
      {t(' 份', ' reports')}
      {isCounted && count !== undefined && count < included && (
        <>
          {t('，', ', ')}
          <Link className="counted" href={sourceAddress(place, year, value, asOf)}>
            {included - count}
          </Link>
          {t(' 份无此数', ' without it')}
        </>
      )}
      <NotThere covered={covered} counts={counts} times={times} before={t('，', ', ')} />
    </small>
  );
}
