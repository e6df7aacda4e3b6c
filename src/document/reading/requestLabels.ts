import { enumeratorOf, hanOnly, matchName, namesOf, normalize } from '../../form/labels';
import { REQUEST_ROWS, type RequestRow } from '../../form/lines';
import { memoizeText } from '../../form/memoizeText';
import { requestRow, SINGLE_OTHER_HANDLING } from '../../form/requestRows';
import type { Figured } from './placedFigures';

export const SINGLE = SINGLE_OTHER_HANDLING;

export const OTHER = requestRow('otherHandling.other');

export const TOTAL = requestRow('concluded');

/** The label of a row without the groups printed before it. */
export const ownLabel = (row: RequestRow) => row.zh.split(/\s+/).at(-1) as string;

const NAMES = namesOf(
  REQUEST_ROWS.filter((row) => row !== OTHER && row !== TOTAL),
  (row) => [ownLabel(row), ...(row.alsoPrinted ?? [])],
);

export interface Match {
  readonly row: RequestRow;
  readonly score: number;
}

const GROUPS: Readonly<Record<string, RegExp>> = {
  denied: /不予公开$/u,
  unavailable: /无法提供$/u,
  notProcessed: /不予处理$/u,
  otherHandling: /其[他它]处理$/u,
};

/** The group that the labels before the last name; null when none does. */
function groupNamed(labels: readonly string[]): string | null {
  for (const label of labels.slice(0, -1).toReversed()) {
    const core = hanOnly(label);
    const found = Object.keys(GROUPS).find((code) => GROUPS[code].test(core));
    if (found) return found;
  }
  return null;
}

/** The number a label begins with: 2 for 2. and （2）, 二 for （二）; empty when it has none. */
export const numberOf = (label: string): string =>
  /[一二三四五六七八九十]+|\d+/u.exec(enumeratorOf(label))?.[0] ?? '';

const isChinese = (number: string) => /\p{Script=Han}/u.test(number);

/** Whether a label's number is that of a row: false when it is that of another, null when one of them has none of its kind. */
function hasNumberOf(label: string, row: RequestRow): boolean | null {
  const [own, printed] = [numberOf(label), numberOf(ownLabel(row))];
  return own === '' || printed === '' || isChinese(own) !== isChinese(printed) ? null : own === printed;
}

const WITHOUT_NUMBER = 0.75;
const UNCERTAIN_OTHER = 0.75;
/** From here on a label has all the words of a row. */
export const ALL_WORDS = 0.9;

/** A label with only a part of the words of a row counts when its number is that of the row. */
function weigh(label: string, { item: row, score }: { item: RequestRow; score: number }): Match | null {
  if (score >= ALL_WORDS) return { row, score };
  const isOfRow = hasNumberOf(label, row);
  if (isOfRow === false) return null;
  return { row, score: isOfRow ? score : Math.min(score, WITHOUT_NUMBER) };
}

/** Between the name of a group and the number of a row of it. */
const AFTER_GROUP = /(?<=不予公开|无法提供|不予处理|其[他它]处理)\s*(?=[(（]?[1-8][)）.．、])/u;

/** The row of the form that labels name, when the row before is `before`. A number or a group of another row speaks against a part of a label. */
export function matchLabel(figured: Pick<Figured, 'labels'>, before: RequestRow | null): Match | null {
  const labels = figured.labels.flatMap((label) => label.split(AFTER_GROUP));
  if (labels.length === 0) return null;
  const own = labels[labels.length - 1];
  const core = hanOnly(own);
  if (/^其中/u.test(core)) return null;
  const group = groupNamed(labels);
  if (/^(?:[总合]计)$/u.test(core))
    return group === null || numberOf(own) === '七' ? { row: TOTAL, score: 1 } : null;
  if (/^其[他它]$/u.test(core)) {
    const number = numberOf(own);
    if (number === '六') return { row: SINGLE, score: 1 };
    if ((number !== '' && number !== '3') || (group !== null && group !== 'otherHandling')) return null;
    const isPlaced = number === '3' || group !== null || before?.code.startsWith('otherHandling');
    return { row: OTHER, score: isPlaced ? 1 : UNCERTAIN_OTHER };
  }
  if (/其[他它]处理其[他它]$/u.test(core)) return { row: OTHER, score: 1 };
  if (/七[)）、.]?[总合]计$/u.test(normalize(own))) return { row: TOTAL, score: 0.95 };
  const isOfGroup = (row: RequestRow) =>
    group === null || row.code.startsWith(group) || !row.code.includes('.');
  const direct = matchName(own, NAMES);
  const found = direct && (direct.score >= ALL_WORDS || isOfGroup(direct.item)) ? weigh(own, direct) : null;
  if (found) return found;
  const joined = labels.length > 1 ? matchName(labels.join(''), NAMES) : null;
  return joined && weigh(own, { item: joined.item, score: joined.score * 0.95 });
}

/** Returns whether a text has all the words of the label of a row. */
export const hasAllWords = memoizeText((text): boolean => {
  const match = matchLabel({ labels: [text] }, null);
  return match !== null && match.score >= ALL_WORDS;
});
