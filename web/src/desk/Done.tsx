import { Alert } from 'antd';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { useLanguage } from '../language/language';
import { OUTCOMES } from './actions';
import type { Work } from './useWork';

/** A step that somebody made on this page; each time anew. */
export interface DoneStep {
  readonly action: Work['viewerActions'][number]['action'];
}

/** That a step was made, and what comes next. The page goes there. */
export function Done({ step }: { readonly step: DoneStep | null }) {
  const { t } = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (step) place.current?.focus();
  }, [step]);
  const words = step && OUTCOMES[step.action];
  return (
    <div ref={place} tabIndex={-1} role="status" className="notices">
      {words && (
        <Alert
          type="success"
          role="none"
          showIcon
          title={t(...words)}
          action={<Link href="/desk">{t('回到待办', 'To the inbox')}</Link>}
        />
      )}
    </div>
  );
}
