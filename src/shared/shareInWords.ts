import type { Label } from '../form/lines';

/** What rows with shares are of. */
interface SharedRows {
  /** The dimensions of the rows, in their order. */
  readonly by: readonly string[];
  /** The same in words. */
  readonly names: readonly Label[];
  /** Whether rows that do not meet a condition are left out. */
  readonly hasConditions: boolean;
}

/** Whether rows of these dimensions have shares: rows by year alone are each all of their own year, and the whole is no part of anything. */
export const haveShares = (by: readonly string[]): boolean => by.some((dimension) => dimension !== 'YEAR');

/** Returns what the share of a row is a share of, for the head of its column: rows by year are parts of their own year. */
export const shareHead = (by: readonly string[]): Label =>
  by.includes('YEAR')
    ? { zh: '占当年合计', en: 'of the total of the year' }
    : { zh: '占合计', en: 'of the total' };

/** Returns what the share of a row is a share of, as a sentence: the total of all rows, and never that of one of their groups. */
export function shareInWords({ by, names, hasConditions }: SharedRows): Label {
  if (!haveShares(by))
    return {
      zh: '占比：只按年度分时没有，每行就是当年的合计。',
      en: 'Share: none by year alone, where each row is the total of its year.',
    };
  const parts = names.filter((_, at) => by[at] !== 'YEAR');
  const [first] = parts;
  const isByYear = by.includes('YEAR');
  const others =
    parts.length > 1
      ? {
          zh: `，不是占同一${first.zh}的合计`,
          en: `, and not of that of one ${first.en.toLowerCase()}`,
        }
      : { zh: '', en: '' };
  const left = hasConditions
    ? {
        zh: '；不符合条件、没有列出的行也在内',
        en: '; rows that do not meet the conditions are not listed, but part of it',
      }
    : { zh: '', en: '' };
  return {
    zh: `占比：每行占${isByYear ? '同一年度' : ''}各行合计的比例${others.zh}${left.zh}。`,
    en: `Share: of the total of ${isByYear ? 'the year over ' : ''}all rows${others.en}${left.en}.`,
  };
}
