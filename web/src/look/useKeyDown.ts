import { useLayoutEffect } from 'react';

/** Listens to the keys that are pressed on a page, from the moment on that the page is shown: an effect may begin some time after. */
export function useKeyDown(onKey: (event: KeyboardEvent) => void): void {
  useLayoutEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
}
