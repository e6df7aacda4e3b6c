import type { WebReportQuery } from '../api/generated/documents';
import { formatInstant } from '../figures/formatFigure';
import { useLanguage } from '../language/language';

type Withdrawal = NonNullable<WebReportQuery['agency']>['withdrawals'][number];

/** What was withdrawn from publication: when, and why. */
export function Withdrawals({ withdrawals }: { readonly withdrawals: readonly Withdrawal[] }) {
  const { t, language } = useLanguage();
  return withdrawals.map(({ id, revision, publishedAt, withdrawnAt, reason }) => (
    <p key={id} className="withdrawn">
      {t(
        `第 ${revision} 次修订于 ${formatInstant(publishedAt, language)} 公布，于 ${formatInstant(withdrawnAt, language)} 撤回，理由：${reason}`,
        `Revision ${revision}, published ${formatInstant(publishedAt, language)}, was withdrawn ${formatInstant(withdrawnAt, language)}: ${reason}`,
      )}
    </p>
  ));
}
