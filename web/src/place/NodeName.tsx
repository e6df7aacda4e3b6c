import { WebAgencyName, WebPlaceName } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { useNames } from '../language/language';

/** What is named by its code: an agency or a place of the tree. */
export type NodeKind = 'AGENCY' | 'PLACE';

/** Returns the name of an agency or place with its code; the code alone until it is read, and for what is not there. */
export function useNodeName(kind: NodeKind, code: string | null): string {
  const nameOf = useNames();
  const { data: agency } = useAnswer(WebAgencyName, kind === 'AGENCY' && code ? { code } : null);
  const { data: place } = useAnswer(WebPlaceName, kind === 'PLACE' && code ? { code } : null);
  const named = kind === 'AGENCY' ? agency?.agency : place?.jurisdiction;
  return named ? `${nameOf(named)} ${code}` : (code ?? '');
}

/** The name of an agency or place with its code. */
export const NodeName = ({ kind, code }: { readonly kind: NodeKind; readonly code: string }) => (
  <>{useNodeName(kind, code)}</>
);
