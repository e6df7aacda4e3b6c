import type { Label } from '../../form/lines';
import { QUALIFIERS, type QualifierName, qualifierInWords } from '../../form/qualifiers';

/** What the hub prints below a report of a supplementary indicator: all that is read back. */
export interface PrintedValue {
  readonly code: string;
  /** Decimal text. */
  readonly value: string;
  readonly unit: string;
  readonly qualifier: QualifierName;
  /** The sentence it comes from; null where there is none. */
  readonly sentence: string | null;
}

/** What is printed of a supplementary indicator, with its names in both languages. */
interface NamedValue extends Omit<PrintedValue, 'unit' | 'qualifier'> {
  readonly name: Label;
  readonly unit: Label;
  readonly qualifier: string;
  /** Whether the text of the report has the sentence. */
  readonly inText: boolean;
}

/** The heads of the rows in which a workbook has supplementary indicators. */
export const INDICATOR_HEADS = ['代码', '指标', '数值', '单位', '精确程度', '原句'] as const;

/** The column behind these heads, which is not read back: whether the text of the report has the sentence. */
export const SENTENCE_IN_TEXT = { head: '报告正文中', has: '有此原句', hasNot: '没有此原句' } as const;

/** What stands before a sentence that the text of the report has, and before one that it has not. */
const QUOTED = '，原句：“';
const RECORDED = '，所记原句（不在本报告正文中）：“';
const BEFORE_SENTENCE = new RegExp(`${QUOTED}|${RECORDED}`, 'u');

/**
 * Returns the line that states a supplementary indicator below a report. The English half has code and value where no name can be taken for
 * them; `indicatorInLine` reads it back.
 */
export function indicatorLine({ code, name, value, unit, qualifier, sentence, inText }: NamedValue): Label {
  const exactness = QUALIFIERS[qualifier];
  const quoted = sentence === null ? '' : `${inText ? QUOTED : RECORDED}${sentence}”`;
  const isAbsent = sentence !== null && !inText;
  return {
    zh: `补充指标（不属法定表格）：${name.zh} ${value} ${unit.zh}${exactness ? `（${exactness.zh}）` : ''}${quoted}`,
    en: `Supplementary indicator ${code}, outside the form: ${exactness ? `${exactness.en} ` : ''}${value} (${unit.en}), ${name.en}${isAbsent ? '; the text of the report has not the sentence that was recorded' : ''}`,
  };
}

/** What the line begins with. */
const BEGINS = /^\s*补充指标[（(]不属法定表格[）)][：:]/u;

/** Whether a line is one in which the hub states a supplementary indicator, or begins one. */
export const beginsIndicator = (text: string): boolean => BEGINS.test(text);

/** The words between the beginning and the English half, which has the code, how exact the value is, and the value. */
const LINE =
  /^(.*)Supplementary\s*indicator\s*([a-z][A-Za-z0-9]{1,59}),\s*outside\s*the\s*form:\s*(at\s*least|at\s*most|approximate|)\s*(\d{1,15}(?:\.\d{1,6})?)\s*\(/su;
const EXACTNESS = /[（(](至少|至多|约数)[）)]\s*$/u;

/** Returns the indicator that a line states; null for other lines, and where the two languages do not say the same. */
export function indicatorInLine(text: string): PrintedValue | null {
  const found = beginsIndicator(text) ? LINE.exec(text.replace(BEGINS, '')) : null;
  if (!found) return null;
  const [, words, code, exactness, value] = found;
  const quote = BEFORE_SENTENCE.exec(words);
  const stated = quote ? words.slice(0, quote.index) : words;
  const quoted = quote && words.slice(quote.index + quote[0].length).trimEnd();
  const unit = new RegExp(`^.*(?<![\\d.])${value.replace('.', '\\.')}(?![\\d.])(.*)$`, 'su').exec(
    stated,
  )?.[1];
  const qualifier = qualifierInWords(exactness.replace(/\s+/gu, ' '));
  if (unit === undefined || qualifier === null) return null;
  if (qualifierInWords(EXACTNESS.exec(unit)?.[1] ?? '') !== qualifier) return null;
  if (quoted !== null && !quoted.endsWith('”')) return null;
  return {
    code,
    value,
    unit: unit.replace(EXACTNESS, '').trim(),
    qualifier,
    sentence: quoted?.slice(0, -1) ?? null,
  };
}
