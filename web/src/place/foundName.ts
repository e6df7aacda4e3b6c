import type { Translate } from '../language/language';

/** What is found by its names or by its code. */
interface Searched {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly formerNames: readonly { readonly name: string }[];
}

/** Says by which former name an agency or a place was found; null where its present one, or its code, has what is typed. */
export function foundNameInWords(
  { code, name, nameEn, formerNames }: Searched,
  typed: string,
  t: Translate,
): string | null {
  const has = (text: string | null) => text?.toLowerCase().includes(typed.toLowerCase()) ?? false;
  if (code.startsWith(typed) || has(name) || has(nameEn)) return null;
  const former = formerNames.find((one) => has(one.name));
  return former ? t(`曾用名 ${former.name}`, `formerly ${former.name}`) : null;
}
