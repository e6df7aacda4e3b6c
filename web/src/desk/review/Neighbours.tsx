import { useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { WebInbox } from '../../api/generated/documents';
import { useAnswer } from '../../api/useAnswer';
import { useLanguage } from '../../language/language';
import type { WorkKey } from '../useWork';
import { positionIn } from './position';
import { type Shortcut, Shortcuts } from './Shortcuts';

const hrefOf = ({ agency, year }: WorkKey) => `/desk/${agency}/${year}`;

/** Goes to a control of this page by its identifier. */
const focus = (id: string) => document.getElementById(id)?.focus();

/** Where the comment is written, and the step that lets a report pass: keys go there. */
export const COMMENT = 'comment';
export const PASS = 'pass';

/** The way back to the inbox and on to what waits next, by links and by keys. */
export function Neighbours({ agency, year }: WorkKey) {
  const { t } = useLanguage();
  const [, navigate] = useLocation();
  const inbox = useAnswer(WebInbox, {}).data?.inbox;
  const items = inbox?.nodes ?? [];
  /** Where the report was in the inbox last. */
  const last = useRef(0);
  const position = positionIn(items, { agency, year }, last.current);
  if (position.at !== null) last.current = position.at;
  const next = position.next && hrefOf(position.next);
  const before = position.before && hrefOf(position.before);
  const shortcuts: readonly Shortcut[] = [
    { key: 'n', zh: '下一份', en: 'The next report', run: () => next && navigate(next) },
    { key: 'p', zh: '上一份', en: 'The report before', run: () => before && navigate(before) },
    { key: 'i', zh: '回到待办', en: 'Back to the inbox', run: () => navigate('/desk') },
    { key: 'c', zh: '写意见', en: 'Write the comment', run: () => focus(COMMENT) },
    {
      key: 'a',
      zh: '到“通过”或“接收”按钮',
      en: 'To the button that approves or accepts',
      run: () => focus(PASS),
    },
  ];
  return (
    <nav className="way" aria-label={t('待办', 'Inbox')}>
      <Link href="/desk">{t('待办', 'Inbox')}</Link>
      {position.at !== null && (
        <span>
          {t(
            `第 ${position.at + 1} 份，共 ${inbox?.totalCount} 份`,
            `${position.at + 1} of ${inbox?.totalCount}`,
          )}
        </span>
      )}
      {before && (
        <Link href={before}>
          {t('上一份', 'Before')} <kbd>p</kbd>
        </Link>
      )}
      {next && (
        <Link href={next}>
          {t('下一份', 'Next')} <kbd>n</kbd>
        </Link>
      )}
      <Shortcuts shortcuts={shortcuts} />
    </nav>
  );
}
