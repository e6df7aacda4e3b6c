import type { Formula, FormulaLeaf } from './formula';
import { type FormulaProblem, readTokens } from './formulaTokens';
import type { Label } from './lines';
import { suggestionOf } from './nearest';

/** The most problems of a formula that are said at once. */
export const MOST_PROBLEMS = 20;

/** Returns what is wrong with a formula in a sentence: where, what, and the codes nearest to one that there is not. */
export function problemInWords({ at, text, zh, en, nearest = [] }: FormulaProblem): Label {
  const near = suggestionOf(nearest);
  return {
    zh: `第 ${at} 个字符${text && `“${text}”`}：${zh}${near.zh}。`,
    en: `At character ${at}${text && ` (${text})`}: ${en}${near.en}.`,
  };
}

/** The signs of formulas as people write them. */
const SIGNS: Readonly<Record<string, string>> = { '+': ' + ', '-': ' − ', '*': ' × ', '/': ' ÷ ' };

/** Returns a formula that can be read with names in place of its codes: “受理” ÷ “办结” × 100. */
export function formulaInWords(text: string, nameOf: (code: string) => Label | undefined): Label {
  const wordsOf = (language: keyof Label, [open, close]: string) =>
    readTokens(text, [])
      .map(({ kind, text: word }) => {
        if (kind === 'NAME') return `${open}${nameOf(word)?.[language] ?? word}${close}`;
        return SIGNS[word] ?? word;
      })
      .join('')
      .trim();
  return { zh: wordsOf('zh', '“”'), en: wordsOf('en', '""') };
}

/** What is written where a value has no unit, or parts of different units were added. */
export const NO_UNIT: Label = { zh: '—', en: '—' };

const isSame = (one: Label, other: Label) => one.zh === other.zh;
const per = (one: Label, other: Label): Label => ({
  zh: `${one.zh}/${other.zh}`,
  en: `${one.en} per ${other.en}`,
});

/** Returns the unit of what a formula comes to, by those of what it reads; NO_UNIT for a plain number, and where units do not fit. */
export function unitOfFormula(formula: Formula, unitOf: (leaf: FormulaLeaf) => Label): Label {
  const partOf = (part: Formula) => unitOfFormula(part, unitOf);
  if (formula.kind === 'NUMBER') return NO_UNIT;
  if (formula.kind === 'ADDITION') {
    const units = formula.terms
      .filter((term) => term.formula.kind !== 'NUMBER')
      .map((term) => partOf(term.formula));
    return units.every((unit) => isSame(unit, units[0])) ? units[0] : NO_UNIT;
  }
  if (formula.kind !== 'PRODUCT' && formula.kind !== 'QUOTIENT') return unitOf(formula);
  const [left, right] = [partOf(formula.left), partOf(formula.right)];
  if (isSame(right, NO_UNIT)) return left;
  if (formula.kind === 'PRODUCT') return isSame(left, NO_UNIT) ? right : NO_UNIT;
  return isSame(left, NO_UNIT) || isSame(left, right) ? NO_UNIT : per(left, right);
}
