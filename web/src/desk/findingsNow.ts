import type { ShownFinding } from '../report/FindingList';
import { fieldsAbout } from './entry/entries';

/** What is typed into the form of a report: what the checks find in it, and the fields that the hub has otherwise. */
export interface Typed {
  readonly findings: readonly ShownFinding[];
  readonly changed: readonly string[];
}

/**
 * Returns the one list of what the checks find. Where all that is typed is stored, it is what the hub found. Otherwise it is what the page finds in what is typed,
 * and what the hub found before that only the hub can find and that is about nothing that was changed since.
 */
export function findingsNow(
  stored: readonly ShownFinding[],
  isStored: boolean,
  typed: Typed | null,
): readonly ShownFinding[] {
  if (!typed || (isStored && typed.changed.length === 0)) return stored;
  const changed = new Set(typed.changed);
  const isSame = (one: ShownFinding, other: ShownFinding) =>
    one.code === other.code && one.path === other.path;
  const still = stored.filter(
    (finding) =>
      !typed.findings.some((one) => isSame(one, finding)) &&
      !fieldsAbout({ path: finding.path, cells: finding.cells ?? [] }).some((field) => changed.has(field)),
  );
  const now = typed.findings.map((finding) => ({
    ...finding,
    explanation: stored.find((one) => isSame(one, finding))?.explanation ?? null,
  }));
  return [...now, ...still];
}
