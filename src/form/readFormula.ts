import { findCell } from './cells';
import type { FormulaIndicator } from './formula';
import { FORMULA_CODES, formulaOfCode } from './formulaCodes';
import { nearest } from './nearest';
import { type NamedFormula, type ParsedFormula, parseFormula } from './parseFormula';

/** What the name of an indicator begins with in a formula. */
export const INDICATOR = 'indicators.';

/** For how many unknown names of a formula the nearest codes are looked for. */
const MOST_SUGGESTED = 10;

const UNKNOWN = { code: 'formula.unknown', zh: '没有这样的代码', en: 'there is no such code' } as const;

/** Returns what a name of a formula stands for; UNKNOWN where there is none. */
function readName(
  name: string,
  indicators: readonly FormulaIndicator[],
  own: readonly string[],
): NamedFormula {
  if (own.some((code) => name === `measures.${code}`))
    return {
      code: 'formula.ownMeasure',
      zh: '公式不能引用本地派生指标，请写出它的公式',
      en: 'a measure of the district cannot be in a formula: write its formula instead',
    };
  if (findCell(name)?.aggregation === 'NONE')
    return {
      code: 'formula.unit',
      zh: '表格未印计量单位，不能用于公式',
      en: 'the form prints no unit for it, and so it is in no formula',
    };
  const found = formulaOfCode(name);
  if (found) return found;
  const indicator = indicators.find(({ code }) => name === `${INDICATOR}${code}`);
  return indicator ? { kind: 'INDICATOR', indicator } : UNKNOWN;
}

/** Returns the formula of a text, or all that is wrong with it. `own` holds the codes of the measures of the district, which no formula may name. */
export const readFormula = (
  text: string,
  indicators: readonly FormulaIndicator[],
  own: readonly string[] = [],
): ParsedFormula => {
  const codes = [...FORMULA_CODES, ...indicators.map(({ code }) => `${INDICATOR}${code}`)];
  const suggested = new Set<string>();
  return parseFormula(text, (name) => {
    const found = readName(name, indicators, own);
    if (found !== UNKNOWN || suggested.size === MOST_SUGGESTED) return found;
    suggested.add(name);
    return { ...UNKNOWN, nearest: nearest(name, codes) };
  });
};
