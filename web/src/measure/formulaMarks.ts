import type { FormulaIndicator } from '../../../src/form/formula';
import type { FormulaProblem } from '../../../src/form/formulaTokens';
import type { ParsedFormula } from '../../../src/form/parseFormula';
import { readFormula } from '../../../src/form/readFormula';

/** Returns what is wrong with a formula, from left to right, by the rules of the hub itself; nothing for one that is empty. */
export function problemsOf(
  text: string,
  indicators: readonly Omit<FormulaIndicator, 'key'>[],
  own: readonly { readonly code: string }[],
): readonly FormulaProblem[] {
  if (text.trim() === '') return [];
  return readByRules(text, indicators, own).problems;
}

/** Reads a formula by the rules of the hub. `own` are the measures of the district, which no formula names. */
export const readByRules = (
  text: string,
  indicators: readonly Omit<FormulaIndicator, 'key'>[],
  own: readonly { readonly code: string }[],
): ParsedFormula =>
  readFormula(
    text,
    indicators.map((indicator, key) => ({ ...indicator, key })),
    own.map(({ code }) => code),
  );

/** A piece of a formula; one with a problem has its number, from 1. */
export interface FormulaPiece {
  readonly text: string;
  readonly problem: number | null;
}

/** Returns a formula in pieces, so that what is wrong is marked where it is. What is missing at the end is marked as an empty place. */
export function markProblems(text: string, problems: readonly FormulaProblem[]): FormulaPiece[] {
  const pieces: FormulaPiece[] = [];
  let end = 0;
  problems.forEach(({ at, text: wrong }, number) => {
    const begin = at - 1;
    // What is wrong with all of it has no place of its own.
    if (begin < end || (wrong === '' && begin < text.length)) return;
    if (begin > end) pieces.push({ text: text.slice(end, begin), problem: null });
    pieces.push({ text: text.slice(begin, begin + wrong.length) || '␣', problem: number + 1 });
    end = begin + wrong.length;
  });
  if (end < text.length) pieces.push({ text: text.slice(end), problem: null });
  return pieces;
}

/** Returns a formula with another code in place of the one that a problem is about. */
export const replaceAt = (text: string, { at, text: wrong }: FormulaProblem, code: string): string =>
  text.slice(0, at - 1) + code + text.slice(at - 1 + wrong.length);
