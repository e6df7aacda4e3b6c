import { evaluateChecks } from '../../form/evaluate';
import { type CheckContext, type Content, type Finding, isSameFinding } from '../../form/finding';
import { RULES } from '../../form/rules';
import { TABLE_SECTIONS, tableName } from '../../form/sections';
import type { FindingType } from '../../shared/graphql/finding';
import { plainText } from '../../shared/text';

/** A report to be checked, with the sections that it has. */
export type CheckedContent = Content & { readonly sections: readonly number[] };

/** Whether a finding only says that a section of a draft is still to be written. */
const isOfUnwrittenSection = ({ code, path }: Finding, { sections }: CheckedContent) =>
  code === RULES.allBlank.code &&
  !TABLE_SECTIONS.some((section) => sections.includes(section) && tableName(section) === path);

/** Returns what the checks find in a report. Of a draft nothing is said of sections that are still to be written. */
export const findInContent = (content: CheckedContent, context: CheckContext, isDraft: boolean): Finding[] =>
  evaluateChecks(content, context).filter((item) => !(isDraft && isOfUnwrittenSection(item, content)));

const GRAVITY = ['ERROR', 'WARNING', 'INFO'];

/** Returns the findings of two sources, gravest first: one of each rule at each place, in the words of the first, so that an explanation, which names both, is of one finding. */
export function mergeFindings<T extends Pick<Finding, 'code' | 'path' | 'severity'>>(
  first: readonly T[],
  second: readonly T[],
): T[] {
  const found = new Map<string, T>();
  for (const item of [...first, ...second]) {
    const place = `${item.code} ${item.path}`;
    if (!found.has(place)) found.set(place, item);
  }
  return [...found.values()].sort(
    (one, other) => GRAVITY.indexOf(one.severity) - GRAVITY.indexOf(other.severity),
  );
}

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
