/** Cells that a number in the text may be the sum of, in words. */
export interface Meaning {
  readonly cells: readonly string[];
  readonly zh: string;
  readonly en: string;
}

/** A figure of the form that sentences state: the words right before its number, or right behind it. */
export interface TextTarget extends Meaning {
  /** Where a finding points. */
  readonly path: string;
  readonly unit: RegExp;
  readonly before: RegExp;
  readonly after?: RegExp;
  /** What the clause must end with before the number where the words behind it name the figure. */
  readonly beforeAfter?: RegExp;
  /** What says that there was none; the words may be of several figures. */
  readonly denied?: RegExp;
  /** What the sentence must speak of, or the paragraph before it. */
  readonly about?: RegExp;
  /** What the words before the number in its sentence must say. */
  readonly within?: RegExp;
  /** Words before the number in its sentence with which it is another figure. */
  readonly not: RegExp;
  /** What the words before the number say where it is only a part of the figure. */
  readonly partial?: RegExp;
  /** Names of figures of one kind: a number behind two of them is of both. */
  readonly siblings: RegExp;
  /** Whether the number is always a part of another one, so that 其中 says nothing. */
  readonly isPart: boolean;
  /** Whether it is a state at the end of the year: 截至年底 says no other time. */
  readonly isStock?: boolean;
  /** What else the number may mean. */
  readonly meanings: readonly Meaning[];
}

/** Units in which cases and documents are counted. */
export const CASES = /^(?:件|宗|起|例|次|个|份)$/u;
/** What may stand between the words that name a figure and its number. */
export const FILL = '(?:的|数量|件数|总数|金额|情况|共计?|合计|总计|为|是|有|了|达)*$';
/** The end of what is denied: with anything else it is another thing. */
export const END = '(?=[，,。；;！]|$)';
