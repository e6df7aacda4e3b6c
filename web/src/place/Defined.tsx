import { Link } from 'wouter';
import { useLanguage } from '../language/language';
import { measureAddress } from './addresses';

/** Leads from a value to its formula and definition; nothing for what is no measure. */
export function Defined({
  code,
  label,
  where: { place, year, asOf },
}: {
  readonly code: string;
  readonly label: string;
  readonly where: { readonly place: string; readonly year: number; readonly asOf: string | null };
}) {
  const { t } = useLanguage();
  if (!code.startsWith('measures.')) return null;
  return (
    <Link
      className="defined"
      href={measureAddress(code, place, year, asOf)}
      aria-label={t(`${label}的公式和口径`, `Formula and definition: ${label}`)}
    >
      {t('公式', 'Formula')}
    </Link>
  );
}
