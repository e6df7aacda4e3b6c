import { WebChange, type WebChangeVariables } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { useLanguage } from '../language/language';
import { endOfDay } from '../place/day';
import { useStart } from '../place/usePlaceAndYear';

/** Says beside changes to the year before that who reported is not the same in both years; nothing where it is. */
export function Caution({
  where: { place, year, asOf, kinds, levels },
}: {
  readonly where: {
    readonly place: string;
    readonly year: number;
    readonly asOf: string | null;
    readonly kinds?: WebChangeVariables['kinds'];
    readonly levels?: WebChangeVariables['levels'];
  };
}) {
  const { t } = useLanguage();
  const { data: start } = useStart();
  const hasBase = start?.years?.some((one) => one.year === year - 1) ?? false;
  const { data, isPlaceholderData } = useAnswer(
    WebChange,
    hasBase
      ? {
          years: [year],
          year,
          base: year - 1,
          place,
          asOf: asOf && endOfDay(asOf),
          kinds: kinds?.length ? kinds : null,
          levels: levels?.length ? levels : null,
        }
      : null,
  );
  const change = isPlaceholderData ? null : data?.rollup?.change;
  if (!change?.cautionZh) return null;
  return <p className="coverage caution">{t(`比上年：${change.cautionZh}`, change.cautionEn ?? '')}</p>;
}
