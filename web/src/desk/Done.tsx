import { Alert } from 'antd';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { formatCount } from '../figures/formatFigure';
import { useLanguage, useNames } from '../language/language';
import { outcomeInWords } from './actions';
import { useNextInInbox } from './review/useNextInInbox';
import type { Work, WorkKey } from './useWork';

/** A step that somebody made on this page; each time anew. */
export interface DoneStep {
  readonly action: Work['viewerActions'][number]['action'];
  /** The state that it led to; null where the report is not begun then. */
  readonly after: Work['state'] | null;
}

/** A step that was made here, with how many steps the report had before. */
export interface RecentStep extends DoneStep {
  readonly stepsBefore: number;
}

/** Whether what a step led to is still so: nobody has made another since, here, in another tab, or elsewhere. */
export function isLast(
  { after, stepsBefore }: RecentStep,
  work: Pick<Work, 'state' | 'steps'> | null,
): boolean {
  const steps = work?.steps.length ?? 0;
  // The page has not read yet what the step led to.
  if (work && steps === stepsBefore) return true;
  return (work?.state ?? null) === after && steps <= stepsBefore + 1;
}

/** What waits next in the inbox for who is signed in, beside a report, and the way to the inbox. */
export function NextInInbox({ isStillOpen = false, ...key }: WorkKey & { readonly isStillOpen?: boolean }) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const { next, count, isRead } = useNextInInbox(key);
  return (
    <p>
      {isStillOpen && t('这一年的报告仍待您办理。', 'The report of this year is still for you to do. ')}
      {next ? (
        <>
          {t('待办中的下一份：', 'Next in the inbox: ')}
          <Link href={`/desk/${next.agency.code}/${next.year}`}>{`${nameOf(next.agency)} ${next.year}`}</Link>{' '}
          {t(`（共 ${formatCount(count)} 份）`, `(${formatCount(count)} in all)`)}
        </>
      ) : (
        !isStillOpen && isRead && t('待办都已办完。', 'Nothing more waits for you.')
      )}{' '}
      <Link href="/desk">{t('回到待办', 'To the inbox')}</Link>
    </p>
  );
}

/** That a step was made, whom the report waits for now, and what waits next for who made it. The page goes there. */
export function Done({ step, ...key }: WorkKey & { readonly step: DoneStep | null }) {
  const { t } = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (step) place.current?.focus();
  }, [step]);
  const words = step && outcomeInWords(step.action, step.after);
  // Who has taken a report up goes on with it.
  const isOver = step?.action !== 'TAKE_UP' && step?.action !== 'CORRECT' && step?.action !== 'WITHDRAW';
  // What was given up and is not public is to be done again.
  const isStillOpen = step?.action === 'DISCARD' && step.after !== 'PUBLISHED';
  return (
    <div ref={place} tabIndex={-1} role="status" className="notices">
      {words && (
        <Alert
          type="success"
          role="none"
          showIcon
          title={t(...words)}
          description={isOver && <NextInInbox {...key} isStillOpen={isStillOpen} />}
        />
      )}
    </div>
  );
}
