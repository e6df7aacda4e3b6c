import type { Label } from './lines';

/** What is wrong with a formula: where, counted in characters from 1, and the text there. */
export interface FormulaProblem extends Label {
  /** Code of the rule, such as `formula.bracket`. */
  readonly code: string;
  readonly at: number;
  readonly text: string;
  /** The codes nearest to one that there is not. */
  readonly nearest?: readonly string[];
}

/** A number, a name or a sign of a formula. */
export interface FormulaToken {
  readonly kind: 'NUMBER' | 'NAME' | 'SIGN';
  readonly text: string;
  /** The character at which it begins, from 1. */
  readonly at: number;
}

/** The most letters of a formula. */
export const LONGEST_FORMULA = 1000;
/** What the code of a value begins with that is a formula. */
export const FORMULA_SIGN = '=';

/** Whether the code of a value is a formula. */
export const isFormula = (code: string): boolean => code.startsWith(FORMULA_SIGN);

const SIGNS: Readonly<Record<string, string>> = { '×': '*', '÷': '/', '−': '-', '–': '-' };

/** The full-width forms of the letters, digits and signs of the keyboard, and of the space. Other forms mean something else: 10² is not 102. */
const FULL_WIDTH = /[！-～\u3000]/u;

/** Returns a letter in the form that formulas are written in: full-width forms and signs of arithmetic are as those of the keyboard. */
const plainLetter = (letter: string): string =>
  SIGNS[letter] ?? (FULL_WIDTH.test(letter) ? letter.normalize('NFKC') : letter);

/** Returns the text of a formula in the letters of the keyboard, each in its place. */
export const plainFormula = (text: string): string => [...text].map(plainLetter).join('');

const TOKEN =
  /(?<space>\s+)|(?<number>\d+(?:\.\d+)?)|(?<name>[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)*)|(?<sign>[-+*/()])|[^\s\w+\-*/()]+|./gu;
/** The most digits before and after the point of a number. */
const NUMBER = /^\d{1,12}(?:\.\d{1,6})?$/;

/** Returns the numbers, names and signs of a formula, and adds what is none of these to its problems. */
export function readTokens(text: string, problems: FormulaProblem[]): FormulaToken[] {
  const tokens: FormulaToken[] = [];
  for (const { 0: word, index, groups = {} } of plainFormula(text).matchAll(TOKEN)) {
    const at = index + 1;
    if (groups.space) continue;
    if (groups.number && !NUMBER.test(word))
      problems.push({
        code: 'formula.number',
        at,
        text: word,
        zh: '小数点前至多 12 位，小数点后至多 6 位',
        en: 'a number has at most 12 digits before the point and 6 after it',
      });
    if (groups.number) tokens.push({ kind: 'NUMBER', text: word, at });
    else if (groups.name) tokens.push({ kind: 'NAME', text: word, at });
    else if (groups.sign) tokens.push({ kind: 'SIGN', text: word, at });
    else
      problems.push({
        code: 'formula.character',
        at,
        text: word,
        zh: '公式只含代码、数字、+ - * / 和括号',
        en: 'a formula has only codes, numbers, + - * / and brackets',
      });
  }
  return tokens;
}
