import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { FIRST_YEAR, lastEndedYear, readReportingYear } from '../../../src/form/reportingYears';
import { useLanguage } from '../language/language';
import type { Words } from '../look/days';
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
      <Nothing text={t(...whyNoYear(text))} />
      <p>
        <Link href={address.replace(/[^/]+(?=(?:\/consolidated)?\/?$)/, String(last))}>
          {t(`${last} 年度`, `The year ${last}`)}
        </Link>
        {' · '}
        <Link href={`/agencies/${agency}`}>
          {t(`机关 ${agency} 的全部年度`, `All years of agency ${agency}`)}
        </Link>
      </p>
    </>
  );
}

/** Returns why the year in an address cannot be reported: the form did not exist yet, the year has not ended, or it is no year at all. */
function whyNoYear(text: string): Words {
  const last = lastEndedYear();
  const [zh, en] = [
    `可以报告的年度是 ${FIRST_YEAR} 至 ${last}。`,
    `The years that can be reported are ${FIRST_YEAR} to ${last}.`,
  ];
  if (!/^\d{4}$/.test(text))
    return [
      `地址中的“${text}”不是年度，年度是四位数字。${zh}`,
      `"${text}" in the address is no year, which has four digits. ${en}`,
    ];
  return Number(text) < FIRST_YEAR
    ? [
        `地址中的 ${text} 年度不能报告：全国统一的报告格式自 ${FIRST_YEAR} 年度起施行。${zh}`,
        `The year ${text} in the address cannot be reported: the national form exists since ${FIRST_YEAR}. ${en}`,
      ]
    : [
        `地址中的 ${text} 年度还不能报告：年度终了后才编制报告。${zh}`,
        `The year ${text} in the address cannot be reported yet: a report is made after its year has ended. ${en}`,
      ];
}
