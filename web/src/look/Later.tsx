import { type ReactNode, startTransition, useEffect, useState } from 'react';

/** What is below the first view: it is drawn right after that has been, in small steps, so that a click is answered without it. */
export function Later({ children }: { readonly children: ReactNode }) {
  const [isNow, setNow] = useState(false);
  useEffect(() => startTransition(() => setNow(true)), []);
  return isNow && children;
}
