/** What JSON can carry and neither UTF-8 nor PostgreSQL can hold: U+0000, and one half of a surrogate pair alone. */
const UNSTORABLE = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** What a text of one line has none of: control characters, ends of lines, and marks that turn the direction of what is read. */
const NOT_IN_A_LINE = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** What a text may be. */
export interface TextRule {
  /** The most letters. */
  readonly most: number;
  /** It may have several lines; otherwise it has one, without control characters. */
  readonly lines?: boolean;
  /** It is left as it was typed: a password. */
  readonly verbatim?: boolean;
  /** It may be empty, and then says nothing. What names something, or looks for something, may not: it would name nothing, or find everything. */
  readonly mayBeEmpty?: boolean;
}

/** What is wrong with a value, in both languages. */
export interface Fault {
  readonly zh: string;
  readonly en: string;
}

/** Chinese, a space, and English: as sentences, or as parts of one. */
const SENTENCES = /^(.*?[。！？]) (.+)$/s;
const PHRASES = /^(.*?[\p{Script=Han}）”]) (?=["(a-z])(.+)$/su;

/** Returns both languages of a text that has Chinese first and then English; a text in one stands for both. */
export function languagesOf(text: string): Fault {
  const [, zh = text, en = text] = SENTENCES.exec(text) ?? PHRASES.exec(text) ?? [];
  return { zh, en };
}

/** Whether UTF-8 and PostgreSQL can hold a text. */
export const isStorable = (text: string): boolean => text.search(UNSTORABLE) < 0;

/** The same text with U+FFFD for every character that cannot be stored. */
export const replaceUnstorable = (text: string): string => text.replace(UNSTORABLE, '\ufffd');

const PATTERN_LETTERS = /[\\%_]/g;

/** Returns a text as a part of a pattern of SQL's `like`. */
export const escapeLike = (text: string): string => text.replace(PATTERN_LETTERS, '\\$&');

/** The text as it is stored: in Unicode's form C, without blanks around it. */
export const plainText = (text: string): string => text.normalize('NFC').trim();

/** The first letters of a text; no letter is cut in half. */
export const firstLetters = (text: string, most: number): string =>
  text.length <= most ? text : [...text.slice(0, 2 * most)].slice(0, most).join('');

/** The number of letters of a text, which no one has more of than units of UTF-16. */
const countLetters = (text: string, most: number) => (text.length <= most ? text.length : [...text].length);

/** What is wrong with a text by its rule; null when nothing is. */
export function faultOfText(text: string, { most, lines, verbatim }: TextRule): Fault | null {
  if (!isStorable(text))
    return {
      zh: '含有不能保存的字符（U+0000 或不成对的代理码元），请删去。',
      en: 'It has a character that cannot be stored (U+0000 or half of a surrogate pair); take it out.',
    };
  const letters = countLetters(text, most);
  if (letters > most)
    return {
      zh: `至多 ${most} 字，现有 ${letters} 字。`,
      en: `At most ${most} letters; this has ${letters}.`,
    };
  if (!lines && !verbatim && NOT_IN_A_LINE.test(text))
    return {
      zh: '须为一行，不含换行、控制字符或改变文字方向的字符。',
      en: 'One line, without line breaks, control characters or marks of direction.',
    };
  return null;
}
