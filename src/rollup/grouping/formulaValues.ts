import { UNIT_EN } from '../../form/cells';
import { type Formula, type FormulaLeaf, inColumn, readsRequestTotals } from '../../form/formula';
import {
  formulaInWords,
  MOST_PROBLEMS,
  NO_UNIT,
  problemInWords,
  unitOfFormula,
} from '../../form/formulaInWords';
import { FORMULA_SIGN, LONGEST_FORMULA } from '../../form/formulaTokens';
import type { Label } from '../../form/lines';
import { INDICATOR, readFormula } from '../../form/readFormula';
import type { Indicator } from '../../report/model/indicatorTypes';
import { GroupDimension } from '../request/dimensions';
import { columnOf, type Value } from './value';

/** The most formulas of one's own of one question. */
export const MOST_FORMULAS = 10;

const BY_OUTCOME: Label = {
  zh: '按 OUTCOME 分组时没有公式：请去掉 OUTCOME，或改用栏目代码。',
  en: 'Groups by OUTCOME have no formulas: leave out OUTCOME, or name cells.',
};
const BY_APPLICANT: Label = {
  zh: '按 APPLICANT 分组时，公式只能用第三部分的总计。',
  en: 'In groups by APPLICANT it reads only totals of section three, of all applicants.',
};

/** What formulas may name. */
interface FormulaNames {
  readonly indicators: readonly Indicator[];
  /** The codes of the measures of the district, which no formula names. */
  readonly ownMeasures: readonly string[];
  /** The values by their codes, for the labels and units of a formula. */
  readonly named: ReadonlyMap<string, Value>;
}

/** The unit of what is added under one heading. */
const COUNTED: Label = { zh: '件', en: UNIT_EN.件 };

function unitOfLeaf(leaf: FormulaLeaf, named: FormulaNames['named']): Label {
  if (leaf.kind === 'CELL') return named.get(leaf.cell)?.unit ?? NO_UNIT;
  if (leaf.kind === 'INDICATOR') return named.get(`${INDICATOR}${leaf.indicator.code}`)?.unit ?? NO_UNIT;
  return COUNTED;
}

/** Whether a formula could be read. */
export const isValue = (read: Value | Label): read is Value => 'code' in read;

/** Returns the value that a code says which is a formula of one's own, or all that is wrong with it in words. */
export function readFormulaValue(
  code: string,
  by: readonly GroupDimension[],
  { indicators, ownMeasures, named }: FormulaNames,
): Value | Label {
  const text = code.slice(FORMULA_SIGN.length);
  const refuse = (problems: readonly Label[]): Label => ({
    zh: `公式“${text.slice(0, 60)}”：${problems.map(({ zh }) => zh).join('')}`,
    en: `The formula "${text.slice(0, 60)}": ${problems.map(({ en }) => en).join(' ')}`,
  });
  if (text.length > LONGEST_FORMULA)
    return refuse([{ zh: `至多 ${LONGEST_FORMULA} 个字符。`, en: `At most ${LONGEST_FORMULA} characters.` }]);
  if (by.includes(GroupDimension.OUTCOME)) return refuse([BY_OUTCOME]);
  const { formula, problems } = readFormula(text, indicators, ownMeasures);
  if (!formula) return refuse(problems.slice(0, MOST_PROBLEMS).map(problemInWords));
  const isByApplicant = by.includes(GroupDimension.APPLICANT);
  if (isByApplicant && !readsRequestTotals(formula)) return refuse([BY_APPLICANT]);
  return {
    code,
    label: formulaInWords(text, (name) => named.get(name)?.label),
    unit: unitOfFormula(formula, (leaf) => unitOfLeaf(leaf, named)),
    formulaOf: isByApplicant ? (cut): Formula => inColumn(formula, columnOf(cut)) : () => formula,
  };
}
