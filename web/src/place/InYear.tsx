import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { FIRST_YEAR, lastEndedYear, readReportingYear } from '../../../src/form/reportingYears';
import { useLanguage } from '../language/language';
import { Nothing } from '../look/states';

/** What an address with a year shows; where it names none that can be reported, what is wrong in it, and the ways to the last year and to the agency. */
export function InYear({
  agency,
  text,
  children,
}: {
  readonly agency: string;
  /** What the address has in the place of a year. */
  readonly text: string;
  readonly children: (year: number) => ReactNode;
}) {
  const { t } = useLanguage();
  const [address] = useLocation();
  const year = readReportingYear(text);
  if (year !== null) return children(year);
  const last = lastEndedYear();
  return (
    <>
      <Nothing
        text={t(
          `地址中的“${text}”不是可以报告的年度。年度是 ${FIRST_YEAR} 至 ${last} 的四位数字。`,
          `"${text}" in the address is no year that can be reported. A year has four digits, from ${FIRST_YEAR} to ${last}.`,
        )}
      />
      <p>
        <Link href={address.replace(`/${text}`, `/${last}`)}>{t(`${last} 年度`, `The year ${last}`)}</Link>
        {' · '}
        <Link href={`/agencies/${agency}`}>
          {t(`机关 ${agency} 的全部年度`, `All years of agency ${agency}`)}
        </Link>
      </p>
    </>
  );
}
