import type { Named } from '../language/language';

/** An agency or a place with the names that it had before. */
interface Renamed extends Named {
  /** Its former names, the newest first, each with the first day of the next. */
  readonly formerNames: readonly { readonly name: string; readonly validTo: string }[];
}

/** Returns what an agency or a place of a change is called: where it took another name on the day of the change, the former and that one, and its present name otherwise. */
export function changedName(
  changed: Renamed,
  effectiveOn: string | null,
  nameOf: (named: Named) => string,
): string {
  const { formerNames } = changed;
  const at = formerNames.findIndex(({ validTo }) => validTo === effectiveOn);
  if (at < 0) return nameOf(changed);
  return `${formerNames[at].name} → ${at === 0 ? nameOf(changed) : formerNames[at - 1].name}`;
}
