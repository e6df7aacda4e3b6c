import { useMemo, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { WebInbox } from '../../api/generated/documents';
import { useAnswer } from '../../api/useAnswer';
import { useLanguage } from '../../language/language';
import type { WorkKey } from '../useWork';
import { type Shortcut, Shortcuts } from './Shortcuts';

/** Goes to a control of this page by its identifier. */
const focus = (id: string) => document.getElementById(id)?.focus();

/** Where the comment is written, and the step that lets a report pass: keys go there. */
export const COMMENT = 'comment';
export const PASS = 'pass';

/** The way back to the inbox and on to what waits next, by links and by keys. */
export function Neighbours({ agency, year }: WorkKey) {
  const { t } = useLanguage();
  const [, navigate] = useLocation();
  const items = useAnswer(WebInbox, {}).data?.inbox?.nodes ?? [];
  const found = items.findIndex((item) => item.agency.code === agency && item.year === year);
  /** Where the report was in the inbox: once it is done, the next has its place. */
  const last = useRef(0);
  if (found >= 0) last.current = found;
  const hrefAt = (at: number) => {
    const item = items[at];
    return item ? `/desk/${item.agency.code}/${item.year}` : null;
  };
  const next = hrefAt(found >= 0 ? found + 1 : last.current) ?? (found >= 0 ? null : hrefAt(0));
  const before = hrefAt(found >= 0 ? found - 1 : last.current - 1);
  const shortcuts = useMemo<Shortcut[]>(
    () => [
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
    ],
    [next, before, navigate],
  );
  return (
    <nav className="way" aria-label={t('待办', 'Inbox')}>
      <Link href="/desk">{t('待办', 'Inbox')}</Link>
      {found >= 0 && (
        <span>{t(`第 ${found + 1} 份，共 ${items.length} 份`, `${found + 1} of ${items.length}`)}</span>
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
