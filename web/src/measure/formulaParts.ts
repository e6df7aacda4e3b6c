/** A piece of a formula: a code of a value, or what stands between codes. */
export interface FormulaPart {
  readonly text: string;
  readonly isCode: boolean;
}

/** A code of a value as formulas write it: names with full stops between. */
const CODE = /[a-z]\w*(?:\.\w+)+/gi;

/** Returns the pieces of a formula in order; together they are its text. */
export function formulaParts(formula: string): FormulaPart[] {
  const parts: FormulaPart[] = [];
  let end = 0;
  for (const { 0: text, index } of formula.matchAll(CODE)) {
    if (index > end) parts.push({ text: formula.slice(end, index), isCode: false });
    parts.push({ text, isCode: true });
    end = index + text.length;
  }
  if (end < formula.length) parts.push({ text: formula.slice(end), isCode: false });
  return parts;
}

/** Returns what stands between codes with the signs that people write, and a space on both sides of each. */
export const signsInWords = (text: string): string =>
  text
    .replace(/\s*([-+*/])\s*/g, ' $1 ')
    .replaceAll('*', '×')
    .replaceAll('/', '÷')
    .replaceAll('-', '−');

/** Returns the codes of the values that a formula is formed of, each once. */
export const codesOfFormula = (formula: string): string[] => [
  ...new Set(formulaParts(formula).flatMap(({ text, isCode }) => (isCode ? [text] : []))),
];

/** A reason why there is no figure, with the years that have none for it. */
export interface YearsWithout {
  readonly years: readonly number[];
  readonly reason: string;
}

/** Returns the years that have a figure, and the others by the reason why they have none. */
export function yearsWithFigures(
  rows: readonly { readonly year: number; readonly value: unknown; readonly reason: string }[],
): { readonly filled: readonly number[]; readonly others: readonly YearsWithout[] } {
  const others = new Map<string, number[]>();
  for (const { year, value, reason } of rows)
    if (value === null) others.set(reason, [...(others.get(reason) ?? []), year]);
  return {
    filled: rows.flatMap(({ year, value }) => (value === null ? [] : [year])),
    others: [...others].map(([reason, years]) => ({ reason, years })),
  };
}
