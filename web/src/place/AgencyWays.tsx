import { Link } from 'wouter';
import { useLanguage } from '../language/language';
import { OtherKind } from './OtherKind';

/** The ways from an address of an agency at which there is nothing for its reader: to their inbox from the desk, to an agency that exists, to the place whose code was taken for that of an agency, and to all of them. */
export function AgencyWays({
  agency = null,
  wanted = null,
  isDesk = false,
}: {
  /** The code that the address has for an agency, where no agency has it. */
  readonly wanted?: string | null;
  /** The code of the agency, where it exists. */
  readonly agency?: string | null;
  readonly isDesk?: boolean;
}) {
  const { t } = useLanguage();
  return (
    <>
      {wanted !== null && <OtherKind wanted="AGENCY" code={wanted} />}
      <p>
        {isDesk && (
          <>
            <Link href="/desk">{t('回到待办', 'To the inbox')}</Link>
            {' · '}
          </>
        )}
        {agency !== null && (
          <>
            <Link href={`/agencies/${agency}`}>{t('该机关公布的报告', 'What the agency has published')}</Link>
            {' · '}
          </>
        )}
        <Link href="/agencies">{t('查找机关', 'Find an agency')}</Link>
      </p>
    </>
  );
}
