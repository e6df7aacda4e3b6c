import { isSameFinding } from '../../../src/form/finding';
import type { ShownFinding } from '../report/FindingList';
import { fieldsAbout, isOfBlanks } from './entry/entries';

/** What is typed into the form of a report: what the checks find in it, and the fields that the hub has otherwise. */
export interface Typed {
  readonly findings: readonly ShownFinding[];
  readonly changed: readonly string[];
  /** The fields that hold something. */
  readonly filled: ReadonlySet<string>;
}

/**
 * Returns the one list of findings of a draft, so that it has one count of warnings on every page. Where everything is stored, these are the findings of the hub.
 * Otherwise they are those of the page, and those of the hub that a page cannot find and that concern nothing that was changed since. Findings that are only about
 * empty fields wait until somebody wants to submit, or until the hub has them for what is stored.
 */
export function findingsNow(
  stored: readonly ShownFinding[] | null,
  typed: Typed,
  withBlanks: boolean,
): readonly ShownFinding[] {
  const all = stored && typed.changed.length === 0 ? stored : merge(stored ?? [], typed);
  const isStored = (finding: ShownFinding) => stored?.some((one) => isAtSamePlace(one, finding)) ?? false;
  return withBlanks ? all : all.filter((finding) => isStored(finding) || !isOfBlanks(finding, typed.filled));
}

/** Whether two findings are of one rule at one place, whatever the figures. */
const isAtSamePlace = (one: ShownFinding, other: ShownFinding) =>
  one.code === other.code && one.path === other.path;

/** Returns how a finding at the same place was explained when it said something else, of other figures; null where none was. */
export const explainedBefore = (stored: readonly ShownFinding[], finding: ShownFinding): string | null =>
  stored.find((one) => isAtSamePlace(one, finding) && !isSameFinding(one, finding))?.explanation ?? null;

function merge(stored: readonly ShownFinding[], typed: Typed): ShownFinding[] {
  const changed = new Set(typed.changed);
  const still = stored.filter(
    (finding) =>
      !typed.findings.some((one) => isAtSamePlace(one, finding)) &&
      !fieldsAbout(finding).some((field) => changed.has(field)),
  );
  const now = typed.findings.map((finding) => ({
    ...finding,
    explanation: stored.find((one) => isSameFinding(one, finding))?.explanation ?? null,
  }));
  return [...now, ...still];
}
