import { isSameFinding } from '../../form/finding';
import { RULES } from '../../form/rules';
import type { FindingType } from '../../shared/graphql/finding';
import { plainText } from '../../shared/text';

/** A finding of an earlier revision with its explanation, which stays while the finding stays the same or becomes less. */
export type StoredExplanation = Pick<
  FindingType,
  'code' | 'path' | 'cells' | 'expected' | 'actual' | 'explanation'
>;

/** An explanation as it is sent: of the finding of a rule at a place. */
export interface SentExplanation {
  readonly code: string;
  readonly path: string;
  readonly text: string;
}

/**
 * Whether what was said of a finding of an earlier revision holds for one of now: it is the same, or the cells that a document does not have are some of those that it did not
 * have then. More of them are to be explained anew.
 */
export const holdsFor = (before: StoredExplanation, item: FindingType) =>
  isSameFinding(before, item) ||
  (item.code === RULES.missingCells.code &&
    before.code === item.code &&
    before.path === item.path &&
    item.cells.every((cell) => before.cells.includes(cell)));

/** Returns a finding with its explanation: the one that was sent, or the stored one that holds for it. */
export function explain(
  item: FindingType,
  sent: readonly SentExplanation[],
  stored: readonly StoredExplanation[],
): FindingType {
  const own = sent.find(({ code, path }) => code === item.code && path.replace(/^input\./, '') === item.path);
  const before = stored.find((other) => holdsFor(other, item));
  return {
    ...item,
    explanation: own ? plainText(own.text) || null : (before?.explanation ?? null),
  };
}
