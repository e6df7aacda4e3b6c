import { isPrintedNotApplicable } from '../../form/cellMarks';
import { normalize } from '../../form/labels';
import { memoizeText } from '../../form/memoizeText';
import { readNumeral } from './numerals';

/** The value of a cell that may hold a figure. */
export interface Value {
  readonly kind: 'NUMBER' | 'BLANK' | 'NOT_APPLICABLE';
  /** The text of the cell. */
  readonly text: string;
  /** Canonical decimal text, signed; null unless NUMBER. 1.18万 is 11800; 12.5万元 is 12.5, its unit 万元. */
  readonly number: string | null;
  /** What is printed beside the figure. */
  readonly note: string | null;
  /** The unit printed in the cell. */
  readonly unit: string | null;
  /** The figure as it is written, without its unit and what stands beside it: 8.3万, 三百二十; null where it is not a number of a numeral. */
  readonly numeral: string | null;
  /** Why the text may mean another figure, in both languages; null where it is clear. */
  readonly doubt: string | null;
}

/** Marks of notes behind a figure: raised and circled numbers, numbers in brackets as one letter, stars. */
const MARKS =
  '[\\u00b2\\u00b3\\u00b9\\u2070-\\u2079\\u2080-\\u2089\\u2460-\\u249b\\u24ea-\\u24ff\\u2776-\\u2793*＊†‡※★☆#]';
const ONLY_MARKS = new RegExp(`^(?:${MARKS})+$`, 'u');
const MARKED = new RegExp(`^(?<before>(?:${MARKS})*)(?<text>.*?)(?<after>(?:${MARKS})*)$`, 'su');
const INNER_MARK = new RegExp(MARKS, 'u');

const SIGN = '(?<sign>[增减](?:加|少|长)?|净增加?|净减少?|上升|下降|[+\\-−↑↓△▲▽▼])?';
const LEAST = '不少于|不低于|不下于|至少|超过|超|逾|突破|大于|多于|[>≥]=?';
const MOST = '不超过|不多于|不高于|未超过|至多|最多|不足|不到|少于|低于|小于|将近|接近|近|[<≤]=?';
const ABOUT = '大约|大概|约|≈|~';
const BEFORE = `(?<before>${MOST}|${LEAST}|${ABOUT})?`;
const CURRENCY = '(?<currency>人民币|[¥￥])?';
const NUMERAL =
  '(?<numeral>[\\d,.]*\\d|[\\d.零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿卅]+)';
const POWER = '(?<power>[百千万亿]{1,2})?';
const UNIT = '(?<unit>[百千万亿]{0,2}元|件次|人次|件|项|条|宗|个|份|篇|次|起|例|部)?';
const AFTER = '(?<after>以上|以下|以内|左右|上下|余|多|[?？+])?';
const NOTE = '(?:[(〔[【](?<note>.+)[)〕\\]】]|(?<bare>(?:其中|含|注|包括|备注).*)|(?<star>[*#]+)|[。;])?';
const NUMBER = new RegExp(
  `^${SIGN}${BEFORE}${CURRENCY}${NUMERAL}(?<more>[余多])?${POWER}(?<more2>[余多])?${UNIT}${AFTER}${NOTE}$`,
  'u',
);

const NEGATIVE = /[-−减降↓△▲▽▼]/u;

const DOUBTS = {
  qualified: '不是确切的数 not an exact figure',
  separator: '分隔符不在千位 the separator does not part thousands',
  brackets: '括号中的数可能是负数，也可能是注 a figure in brackets may be negative, or a note',
  triangle: '三角符号可能表示负数，也可能是注 a triangle may mean a negative figure, or a note',
  mark: '只有注的标记 there is only the mark of a note',
} as const;

/** Returns what is printed beside a figure, joined; null for nothing. */
const joinNotes = (notes: readonly (string | undefined)[]): string | null =>
  notes.filter((note) => note !== undefined && note !== '').join('；') || null;

/** Returns a number as people write it, and why it may be another. */
function readCount(numeral: string): { number: string; doubt: string | null } | null {
  const exact = readNumeral(numeral);
  if (exact !== null) return { number: exact, doubt: null };
  const plain = /^\d[\d,]*,\d/u.test(numeral) ? readNumeral(numeral.replaceAll(',', '')) : null;
  return plain === null ? null : { number: plain, doubt: DOUBTS.separator };
}

/** Parts 12.5万 and 元 as what they are when money: 12.5 of 万元. 4万6千 of 元 stays one number. */
function partMoney(numeral: string, unit: string): { numeral: string; unit: string } {
  const simple = /^(?<digits>[\d,.]+)(?<power>[百千万亿]{1,2})$/u.exec(numeral)?.groups;
  return simple ? { numeral: simple.digits, unit: `${simple.power}${unit}` } : { numeral, unit };
}

function readNumber(text: string, compact: string, marks: readonly string[]): Value | null {
  const groups = NUMBER.exec(compact)?.groups;
  if (!groups) return null;
  const { sign = '', before, currency, more, more2, after, note, bare, star } = groups;
  const written = `${groups.numeral}${groups.power ?? ''}`;
  const name = groups.unit ?? (currency ? '元' : null);
  const { numeral, unit } = name?.endsWith('元')
    ? partMoney(`${written}${name.slice(0, -1)}`, '元')
    : { numeral: written, unit: name };
  // 一 is a dash and 二 the number of a line far more often than a figure, unless a unit follows.
  if (/^[^\d零〇]$/u.test(numeral) && !unit) return null;
  const count = readCount(numeral);
  if (!count) return null;
  const qualifiers = [before, more, more2, after].filter((word) => word !== undefined);
  const isNegative = NEGATIVE.test(sign) && count.number !== '0';
  return {
    kind: 'NUMBER',
    text,
    number: `${isNegative ? '-' : ''}${count.number}`,
    note: joinNotes([...marks, ...qualifiers, note, bare, star]),
    unit,
    numeral,
    doubt:
      count.doubt ??
      (qualifiers.length > 0 ? DOUBTS.qualified : null) ??
      (/[△▲▽▼]/u.test(sign) ? DOUBTS.triangle : null),
  };
}

/** A longer text is prose; the patterns of figures would take long to find that out. */
const LONGEST_VALUE = 400;

function computeValue(text: string): Value | null {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST_VALUE) return null;
  const none = { text, number: null, note: null, unit: null, numeral: null, doubt: null };
  if (ONLY_MARKS.test(trimmed)) return { kind: 'BLANK', ...none, note: trimmed, doubt: DOUBTS.mark };
  const { before = '', text: inner = '', after = '' } = MARKED.exec(trimmed)?.groups ?? {};
  if (INNER_MARK.test(inner.replace(/[(（〔[［【].*$/su, '').replace(/[*#＊]/gu, ''))) return null;
  // Several figures in a row are not one; a space may only part thousands.
  if (/\d\s+\d/u.test(inner.replace(/[(（].*$/su, '')) && !/^\s*\d{1,3}(?:\s\d{3})+(?!\d)/u.test(inner))
    return null;
  const compact = normalize(inner).replace(/，/g, ',');
  const marks = [before, after].filter((mark) => mark !== '');
  if (compact === '') return { kind: 'BLANK', ...none, note: joinNotes(marks) };
  const bracketed = /^\((\d{1,3}(?:,\d{3})+|\d+)\)$/u.exec(compact);
  if (bracketed)
    return {
      kind: 'NUMBER',
      ...none,
      number: `-${bracketed[1].replaceAll(',', '')}`,
      note: joinNotes(marks),
      doubt: DOUBTS.brackets,
    };
  const noted = /^(?<mark>[^(〔[]*)[(](?<note>[^()]{2,})[)]$/u.exec(compact)?.groups;
  if (noted?.mark === '') return { kind: 'BLANK', ...none, note: joinNotes([...marks, noted.note]) };
  if (noted && isPrintedNotApplicable(noted.mark))
    return { kind: 'NOT_APPLICABLE', ...none, note: joinNotes([...marks, noted.note]) };
  if (isPrintedNotApplicable(compact)) return { kind: 'NOT_APPLICABLE', ...none, note: joinNotes(marks) };
  if (/^[零〇oO]$/u.test(compact)) return { kind: 'NUMBER', ...none, number: '0', note: joinNotes(marks) };
  return readNumber(text, compact, marks);
}

const values = memoizeText((text) => ({ value: computeValue(text) }));

/**
 * Reads the text of a cell as a value; null when it is words. Full-width digits, numerals, separators, signs, units, and notes are understood.
 * A mark of a note is never a digit of its figure.
 */
export const readValue = (text: string): Value | null => values(text).value;

/** Returns whether a text is the mark of a note, and nothing else. */
export const isMark = (text: string): boolean => ONLY_MARKS.test(text.trim());

/** Reads a word of a line as a value; null when it is words. In a line, a number in brackets counts what follows, and a mark is none. */
export function readWord(text: string): Value | null {
  return isMark(text) || /^\s*[(（]\s*[\d０-９]{1,3}\s*[)）]\s*$/u.test(text) ? null : readValue(text);
}

/** Whether a value is written there: anything but blank. */
export const isWritten = (value: Value): boolean => value.kind !== 'BLANK';
