import { normalize } from './labels';

/** What the hub itself prints and sends for a cell that does not apply. */
export const NOT_APPLICABLE_MARK = '/';

const STROKE = '[/\\\\\\-—–―ー_]';
const WORDS = '无|无数据|不适用|n/?a';
const MARKS = new RegExp(`^(?:${STROKE}+|${WORDS})$`, 'iu');
/**
 * In a document, 一 alone is a dash typed on a Chinese keyboard, and null is what a page writes for a value it does not have. Whoever sends
 * a value types figures: there 一 may mean one, so it is refused.
 */
const PRINTED_MARKS = new RegExp(
  `^(?:(?:${STROKE}|一)+|${WORDS}|暂无|不涉及|未涉及|无此(?:项|类)|null)$`,
  'iu',
);

/** Returns whether a text marks a cell as not applicable, sent or printed: "/", "-", "不适用" and their like. */
export const isNotApplicable = (text: string): boolean => MARKS.test(normalize(text));

/** Returns whether the text of a cell in a document marks it as not applicable. */
export const isPrintedNotApplicable = (text: string): boolean => PRINTED_MARKS.test(normalize(text));
