import { useLanguage, useNames } from '../language/language';
import type { PreviousYear } from './useWork';

/** Whose figures of last year a report is compared with, where they are not only those of its agency: agencies were merged into it. */
export function PreviousOf({
  previous,
  agency,
}: {
  readonly previous: PreviousYear | null;
  readonly agency: string;
}) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const agencies = previous?.agencies ?? [];
  if (agencies.every(({ code }) => code === agency)) return null;
  const names = agencies.map(nameOf);
  return (
    <p className="note">
      {t(
        `本年有机关并入：“上年”的数字是 ${names.join('、')} 上年已公布报告之${names.length > 1 ? '和' : '数'}，核查也与它比较。`,
        `Agencies were merged into this one in the year: the figures of last year are those published of ${names.join(', ')}${names.length > 1 ? ', added' : ''}, and the checks compare with them.`,
      )}
    </p>
  );
}
