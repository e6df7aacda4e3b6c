import { readsRequestTotals } from '../../../src/form/formula';
import { formulaInWords, problemInWords } from '../../../src/form/formulaInWords';
import { FORMULA_SIGN, isFormula, LONGEST_FORMULA, plainFormula } from '../../../src/form/formulaTokens';
import type { Label } from '../../../src/form/lines';
import type { Translate } from '../language/language';
import { readByRules } from '../measure/formulaMarks';
import type { Dimension, Question } from './question';
import { shortLabel } from './shortHead';
import type { Catalogue } from './valueOptions';

/** Returns the code of a value as addresses hold it: a formula in the letters of the keyboard, without spaces. */
export const codeOfValue = (text: string): string =>
  isFormula(text) ? plainFormula(text).replace(/\s+/g, '') : text;

/** Returns the code of a formula that somebody wrote. */
export const codeOfFormula = (formula: string): string => codeOfValue(`${FORMULA_SIGN}${formula}`);

/** Returns the formula of a code as people write it, with a space beside each sign. */
export const formulaOfCode = (code: string): string =>
  code
    .slice(FORMULA_SIGN.length)
    .replace(/[-+*/]/g, ' $& ')
    .trim();

/** Returns the formulas of a question, each once: among its values, its conditions and its order. */
export const formulasOf = ({ values, having, order }: Question): string[] => [
  ...new Set(
    [...values, ...having.map(({ value }) => value), ...(order ? [order.field] : [])].filter(isFormula),
  ),
];

const BY_OUTCOME: Label = {
  zh: '按办理结果分的各行没有公式。',
  en: 'Rows by outcome have no formulas.',
};
const BY_APPLICANT: Label = {
  zh: '按申请人分的各行，公式只能用第三部分的总计。',
  en: 'A formula of rows by applicant reads only totals of section three, of all applicants.',
};
const TOO_LONG: Label = {
  zh: `公式至多 ${LONGEST_FORMULA} 个字符。`,
  en: `A formula has at most ${LONGEST_FORMULA} letters.`,
};

/** Returns why rows by some dimensions have no such formula, by the rules of the hub; nothing where they have it. */
export function whyNoFormula(
  code: string,
  by: readonly Dimension[],
  { indicators, ownMeasures }: Catalogue,
): readonly Label[] {
  if (code.length > FORMULA_SIGN.length + LONGEST_FORMULA) return [TOO_LONG];
  if (by.includes('OUTCOME')) return [BY_OUTCOME];
  const { formula, problems } = readByRules(code.slice(FORMULA_SIGN.length), indicators, ownMeasures);
  if (!formula) return problems.map(problemInWords);
  return by.includes('APPLICANT') && !readsRequestTotals(formula) ? [BY_APPLICANT] : [];
}

/** Returns a formula with the labels of values in place of their codes. */
export function formulaLabel(code: string, labels: ReadonlyMap<string, string>, t: Translate): string {
  const { zh, en } = formulaInWords(code.slice(FORMULA_SIGN.length), (name) => {
    const label = labels.get(name);
    return label === undefined ? undefined : { zh: shortLabel(label, 'zh'), en: shortLabel(label, 'en') };
  });
  return t(zh, en);
}
