import type { WebReportQuery } from '../api/generated/documents';
import { formatInstant } from '../figures/formatFigure';
import { useLanguage } from '../language/language';
import { Folded } from '../look/Folded';

type Withdrawal = NonNullable<WebReportQuery['agency']>['withdrawals'][number];

/** What was withdrawn from publication: when, and why. */
export function Withdrawals({ withdrawals }: { readonly withdrawals: readonly Withdrawal[] }) {
  const { t, language } = useLanguage();
  return withdrawals.map(({ id, publishedAt, withdrawnAt, reason }) => (
    <p key={id} className="withdrawn">
      {t(
        `${formatInstant(publishedAt, language)} 公布的报告于 ${formatInstant(withdrawnAt, language)} 撤回，理由：`,
        `What was published ${formatInstant(publishedAt, language)} was withdrawn ${formatInstant(withdrawnAt, language)}: `,
      )}
      <Folded text={reason} />
    </p>
  ));
}
