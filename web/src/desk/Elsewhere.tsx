import { useIsMutating } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useEffect, useRef } from 'react';
import { formatInstant } from '../figures/formatFigure';
import { useLanguage } from '../language/language';
import { loadable } from '../look/loadable';
import { personInWords } from '../look/Person';
import { DONE_TO_REPORT, NEXT_ONES } from './actions';
import { NextInInbox } from './Done';
import type { DraftKey } from './entry/useDraft';
import type { Work } from './useWork';

/** What is typed and was not sent, which is seldom. */
const Unsent = loadable(() => import('./entry/Unsent'), null);

type Step = Work['steps'][number];

/** That a step of the report was made elsewhere while this page is open, by somebody else or in another tab: who did what and when, whom the report waits for, what was typed here and was not sent, and the way on. */
export function Elsewhere({
  step,
  isOpen,
  ...key
}: DraftKey & {
  /** Null where none was made. */
  readonly step: Step | null;
  /** Whether the viewer may still type into the report. */
  readonly isOpen: boolean;
}) {
  const { t, language } = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  // A step that is being made here may be read before its own answer is there.
  const shown = useIsMutating() > 0 ? null : step;
  useEffect(() => {
    // What had the focus is no longer on the page.
    if (shown && document.activeElement === document.body) place.current?.focus();
  }, [shown]);
  return (
    <div ref={place} tabIndex={-1} role="status" className="notices">
      {shown && (
        <Alert
          type="warning"
          role="none"
          showIcon
          title={<Said step={shown} username={key.username} at={formatInstant(shown.createdAt, language)} />}
          description={
            <>
              {!isOpen && <Unsent {...key} />}
              <p>{t('本页已换成现在的内容。', 'This page shows the report as it is now.')}</p>
              {!isOpen && <NextInInbox agency={key.agency} year={key.year} />}
            </>
          }
        />
      )}
    </div>
  );
}

function Said({
  step,
  username,
  at,
}: {
  readonly step: Step;
  readonly username: string;
  readonly at: string;
}) {
  const { t } = useLanguage();
  const { action, actorName, actorDisplayName, toState } = step;
  const isOwn = actorName === username;
  const who = personInWords({ login: actorName, name: actorDisplayName });
  const [zh, en] = DONE_TO_REPORT[action];
  // Who has taken it up goes on with it; what was given up waits for nobody.
  const [nextZh, nextEn] = action === 'TAKE_UP' || action === 'DISCARD' ? ['', ''] : NEXT_ONES[toState];
  return t(
    `这份报告${zh}：由${isOwn ? '您' : who}于 ${at} ${isOwn ? '在另一处（另一标签页或另一台设备）' : ''}办理。${nextZh}`,
    `${isOwn ? 'You' : who} ${en}${isOwn ? ' in another tab or on another device' : ''}, ${at}. ${nextEn}`,
  );
}
