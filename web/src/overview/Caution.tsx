import type { ReactNode } from 'react';
import { WebChange, type WebChangeVariables } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { useLanguage } from '../language/language';
import { endOfDay } from '../place/day';
import { useStart } from '../place/usePlaceAndYear';

/** Says beside changes to another year, by default the one before, that who reported is not the same in both years; nothing where it is. */
export function Caution({
  where: { place, year, asOf, kinds, levels },
  base = year - 1,
  children,
}: {
  readonly where: {
    readonly place: string;
    readonly year: number;
    readonly asOf: string | null;
    readonly kinds?: WebChangeVariables['kinds'];
    readonly levels?: WebChangeVariables['levels'];
  };
  readonly base?: number;
  /** What is said behind the caution. */
  readonly children?: ReactNode;
}) {
  const { t } = useLanguage();
  const { data: start } = useStart();
  const hasBase = start?.years?.some((one) => one.year === base) ?? false;
  const { data, isPlaceholderData } = useAnswer(
    WebChange,
    hasBase
      ? {
          years: [year],
          year,
          base,
          place,
          asOf: asOf && endOfDay(asOf),
          kinds: kinds?.length ? kinds : null,
          levels: levels?.length ? levels : null,
        }
      : null,
  );
  const change = isPlaceholderData ? null : data?.rollup?.change;
  if (!change?.cautionZh) return null;
  const compared = base === year - 1 ? '上年' : ` ${base} 年`;
  return (
    <p className="coverage caution">
      {t(`比${compared}：${change.cautionZh}`, change.cautionEn ?? '')}
      {children}
    </p>
  );
}
