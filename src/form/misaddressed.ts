import type { Finding } from './finding';
import type { Label } from './lines';
import { RULES } from './rules';
import { PRINTED_SCOPES } from './scopes';

/** The findings that a document surely names another organ, year or scope than it is filed for. */
const MISADDRESSED: ReadonlySet<string> = new Set([
  RULES.textAgency.code,
  RULES.textYear.code,
  RULES.textScope.code,
]);

/** Whether a finding says that a document is of another organ, year or scope than it is filed for. */
export const isMisaddressed = ({ code }: Pick<Finding, 'code'>): boolean => MISADDRESSED.has(code);

type Named = Pick<Finding, 'expected' | 'actual'>;

const inWords = (name: string): Label => Object(PRINTED_SCOPES)[name] ?? { zh: name, en: name };

/** Returns what the document names, and what it is filed for, in words. */
export const namesOf = ({ expected, actual }: Named): readonly [named: Label, filedFor: Label] => [
  inWords(actual ?? ''),
  inWords(expected ?? ''),
];

const letters = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();

const holds = (text: string, { zh, en }: Label): boolean =>
  [zh, en].some((name) => letters(text).includes(letters(name)));

/**
 * Whether a text names both what a document is of and what it is filed for. An explanation that would fit any warning does not confirm that the
 * document of another organ or year is the right one.
 */
export const namesBoth = (finding: Named, text: string): boolean =>
  namesOf(finding).every((name) => holds(text, name));
