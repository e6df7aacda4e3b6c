import { type ReactNode, useEffect, useRef } from 'react';
import { useLanguage } from '../language/language';

/** A dialog of the browser's own: it holds the focus, and Escape closes it. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="window" aria-label={title} onClose={onClose}>
      <header>
        <h2>{title}</h2>
        <button type="button" className="link" onClick={() => dialog.current?.close()}>
          {t('关闭', 'Close')}
        </button>
      </header>
      {children}
    </dialog>
  );
}
