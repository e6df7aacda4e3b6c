import type { Label } from '../form/lines';

/** What an agency or a place is called now, or was when it ended. */
export interface PresentName {
  readonly name: string;
  readonly nameEn: string | null;
  readonly validTo: string | null;
}

/** Returns what is said beside the name that an agency or a place bears in a year: its present one, or that of when it ended. Null where they are the same. */
export function otherName(
  present: PresentName,
  inYear: { readonly name: string },
  today: string,
): Label | null {
  const { name, nameEn, validTo } = present;
  if (name === inYear.name) return null;
  return validTo !== null && validTo <= today
    ? { zh: `终止时名称：${name}`, en: `when it ended: ${nameEn ?? name}` }
    : { zh: `现名：${name}`, en: `now ${nameEn ?? name}` };
}
