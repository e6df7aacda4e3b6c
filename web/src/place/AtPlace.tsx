import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useLanguage } from '../language/language';
import { OtherKind } from './OtherKind';
import { usePlace } from './PlacePicker';

/** What a page shows of a place; of a place that is not there only that, with the way out. */
export function AtPlace({ code, children }: { readonly code: string; readonly children: ReactNode }) {
  const { t } = useLanguage();
  const [path] = useLocation();
  const { data } = usePlace(code);
  if (!data || data.jurisdiction || code === '') return children;
  return (
    <>
      <h1>{t('没有这个区划', 'There is no such place')}</h1>
      <p className="nothing">
        {t(`没有代码为 ${code} 的区划。`, `No place has the code ${code}.`)}{' '}
        <Link href={path}>{t('从最高一级区划看起', 'Begin at the top of the tree')}</Link>
      </p>
      <OtherKind wanted="PLACE" code={code} />
    </>
  );
}
