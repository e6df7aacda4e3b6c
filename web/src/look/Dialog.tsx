import { Button } from 'antd';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useLanguage } from '../language/language';
import { useModal } from './useModal';

/** Where texts are typed. */
const FIELDS = 'textarea, input:not([type="checkbox"], [type="radio"], [role="combobox"])';
/** The button of what a dialog is for. */
const MAIN = 'button.ant-btn-primary:enabled, button.ant-btn-dangerous:enabled';

/** Whether a dialog has a field with something in it. */
const hasText = (dialog: HTMLDialogElement | null): boolean =>
  [...(dialog?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(FIELDS) ?? [])].some(
    ({ value }) => value !== '',
  );

/** A dialog of the browser's own: it holds the focus, Ctrl+Enter does what it is for, and Escape closes it, but asks first where something was typed into it. */
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
  const dialog = useModal();
  const isTyped = useRef(false);
  /** Whether something was clicked since it opened. */
  const isPressed = useRef(false);
  const [isAsking, setAsking] = useState(false);
  useEffect(() => {
    dialog.current?.querySelector<HTMLElement>(FIELDS)?.focus();
  }, [dialog]);
  const close = () => {
    if (isTyped.current && hasText(dialog.current)) setAsking(true);
    else dialog.current?.close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.defaultPrevented) return;
    if (event.key === 'Escape') {
      // The dialog of the browser would close without asking.
      event.preventDefault();
      if (isAsking) setAsking(false);
      else close();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      dialog.current?.querySelector<HTMLElement>(MAIN)?.click();
    }
  };
  return (
    <dialog
      ref={dialog}
      className="window"
      aria-label={title}
      onClose={onClose}
      onKeyDown={onKeyDown}
      onInput={() => {
        isTyped.current = true;
      }}
      onClickCapture={(event) => {
        const { target } = event;
        // The second click of a double click on what opened it says nothing here.
        if (event.detail > 1 && !isPressed.current) return event.stopPropagation();
        isPressed.current = true;
        // What was typed is used now: whether to drop it is asked no longer.
        if (target instanceof Element && target.closest(MAIN)) setAsking(false);
      }}
    >
      <header>
        <h2>{title}</h2>
        <button type="button" className="link" onClick={close}>
          {t('关闭', 'Close')}
        </button>
      </header>
      {isAsking && (
        <p role="alert" className="filters">
          {t('键入的内容还没有用上。丢弃吗？', 'What you typed is not used yet. Drop it?')}
          <Button autoFocus onClick={() => setAsking(false)}>
            {t('继续填写', 'Go on writing')}
          </Button>
          <Button onClick={() => dialog.current?.close()}>{t('丢弃', 'Drop it')}</Button>
        </p>
      )}
      {children}
    </dialog>
  );
}
