import { Link } from 'wouter';
import { WebAgencyName, WebPlaceName } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { useLanguage, useNames } from '../language/language';
import type { NodeKind } from './NodeName';

/** Says of a code that nothing of the wanted kind has that it is the code of the other kind, a place or an agency, with the way to it. Nothing where it is neither. */
export function OtherKind({
  wanted,
  code,
  way,
}: {
  readonly wanted: NodeKind;
  readonly code: string;
  /** Where it leads; without it to the place or the agency itself. */
  readonly way?: { readonly to: string; readonly label: string };
}) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const variables = code === '' ? null : { code };
  const agency = useAnswer(WebAgencyName, variables).data?.agency;
  const place = useAnswer(WebPlaceName, variables).data?.jurisdiction;
  const other = wanted === 'AGENCY' ? (agency === null ? place : null) : place === null ? agency : null;
  if (!other) return null;
  const [said, to, label] =
    wanted === 'AGENCY'
      ? [
          t(
            `${code} 是行政区划“${nameOf(other)}”的代码，不是机关的。`,
            `${code} is the code of a place, ${nameOf(other)}, and not of an agency.`,
          ),
          `/?place=${encodeURIComponent(code)}`,
          t('该区划的概览', 'Overview of the place'),
        ]
      : [
          t(
            `${code} 是机关“${nameOf(other)}”的代码，不是行政区划的。`,
            `${code} is the code of an agency, ${nameOf(other)}, and not of a place.`,
          ),
          `/agencies/${encodeURIComponent(code)}`,
          t('该机关的页面', 'Page of the agency'),
        ];
  return (
    <p>
      {said} <Link href={way?.to ?? to}>{way?.label ?? label}</Link>
    </p>
  );
}
