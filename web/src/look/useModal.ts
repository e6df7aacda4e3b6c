import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/** What had the focus before each of the dialogs that are open, or are just going. */
const openers: (Element | null)[] = [];

/**
 * Opens the browser's own dialog while the component is there. When it goes, the focus returns to what had it before: the browser does that only for a dialog that
 * is closed, not for one that is removed. A dialog that replaces another returns the focus to what opened the first.
 */
export function useModal(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  const opener = useRef<Element | null>(null);
  // At once: until the dialog is open, a key would still be for the page below it.
  useLayoutEffect(() => {
    const { activeElement } = document;
    opener.current = activeElement === document.body ? (openers.at(-1) ?? null) : activeElement;
    openers.push(opener.current);
    dialog.current?.showModal();
  }, []);
  // Afterwards: as long as the dialog is there, nothing below it takes the focus. What went elsewhere meanwhile stays there.
  useEffect(
    () => () => {
      openers.splice(openers.indexOf(opener.current), 1);
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (isLost && opener.current instanceof HTMLElement && opener.current.isConnected)
        opener.current.focus();
    },
    [],
  );
  return dialog;
}
