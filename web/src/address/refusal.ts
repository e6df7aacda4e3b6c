import { useRef } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { Label } from '../../../src/form/lines';

/** Why the hub has no page of the address that was opened, as it has written it; null where it has one. */
const REFUSAL = readRefusal(document.querySelector<HTMLMetaElement>('meta[name="refusal"]')?.content);

/** Reads a refusal. Where the pages are served from their sources, nobody has written one. */
function readRefusal(written: string | undefined): Label | null {
  return written?.startsWith('{') ? JSON.parse(written) : null;
}

/** Returns why there is no page of this address; null where there is one, as at every address that one goes to from here. */
export function useRefusal(): Label | null {
  const [path] = useLocation();
  const address = `${path}?${useSearch()}`;
  const first = useRef(address).current;
  return address === first ? REFUSAL : null;
}
