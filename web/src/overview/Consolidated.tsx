import { Link } from 'wouter';
import { WebConsolidated } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { formatCount } from '../figures/formatFigure';
import { useLanguage, useNames } from '../language/language';
import type { Where } from './useWall';

/** The consolidated reports of governments of a place, which no sum adds, where that is all there is: those of the year, or of the years that have any. Of a past day they are not listed. */
export function Consolidated({ where: { place, year, asOf } }: { readonly where: Where }) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const { data } = useAnswer(WebConsolidated, asOf ? null : { place });
  const all = data?.reports?.nodes ?? [];
  if (all.length === 0) return null;
  const own = all.filter((report) => report.year === year);
  const shown = own.length > 0 ? own : all;
  const isMore = (data?.reports?.totalCount ?? 0) > all.length;
  return (
    <p className="coverage">
      {own.length > 0
        ? t(
            '本级政府汇总报告（汇总多个机关的数，不计入以上合计）：',
            'Consolidated reports of governments, of several agencies together and in none of these sums: ',
          )
        : t(
            '其他年度有本级政府汇总报告（汇总多个机关的数，不计入合计）：',
            'Other years have consolidated reports of governments, of several agencies together and in no sum: ',
          )}
      {shown.map(({ agency, year: one }, at) => (
        <span key={`${agency.code} ${one}`}>
          {at > 0 && t('、', ', ')}
          <Link href={`/agencies/${agency.code}/${one}/consolidated`}>
            {nameOf(agency)} {one}
          </Link>
        </span>
      ))}
      {isMore &&
        t(
          `，共 ${formatCount(data?.reports?.totalCount ?? 0)} 份`,
          ` and others, ${formatCount(data?.reports?.totalCount ?? 0)} in all`,
        )}
      {t('。', '.')}
    </p>
  );
}
