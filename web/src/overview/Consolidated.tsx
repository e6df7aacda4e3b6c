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
  const { data } = useAnswer(WebConsolidated, asOf ? null : { place, year });
  const isOfYear = (data?.ofYear?.totalCount ?? 0) > 0;
  const list = isOfYear ? data?.ofYear : data?.ofAll;
  if (!list || list.totalCount === 0) return null;
  const shown = list.nodes;
  return (
    <p className="coverage">
      {isOfYear
        ? t(
            '本级政府汇总报告（汇总多个机关的数，不计入以上合计）：',
            'Consolidated reports of governments, of several agencies together and in none of these sums: ',
          )
        : t(
            '其他年度有本级政府汇总报告（汇总多个机关的数，不计入合计）：',
            'Other years have consolidated reports of governments, of several agencies together and in no sum: ',
          )}
      {shown.map(({ agency, agencyInYear, year: one }, at) => (
        <span key={`${agency.code} ${one}`}>
          {at > 0 && t('、', ', ')}
          <Link href={`/agencies/${agency.code}/${one}/consolidated`}>
            {nameOf(agencyInYear)} {one}
          </Link>
        </span>
      ))}
      {list.totalCount > shown.length &&
        t(`等，共 ${formatCount(list.totalCount)} 份`, ` and others, ${formatCount(list.totalCount)} in all`)}
      {t('。', '.')}
    </p>
  );
}
