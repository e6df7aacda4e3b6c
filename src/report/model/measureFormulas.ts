import { cellOf } from '../../form/cells';
import { evaluateFormula, type Formula, type FormulaLeaf, type FormulaSources } from '../../form/formula';
import type { Label } from '../../form/lines';
import { INDICATOR, readFormula } from '../../form/readFormula';
import { type Absence, FigureState } from './cellTypes';
import type { Indicator } from './indicatorTypes';
import type { Measure } from './measureTypes';

/** Whether the formula of a measure may name indicators. */
export const namesIndicators = ({ formula }: Pick<Measure, 'formula'>) => formula.includes(INDICATOR);

/** Returns the formula of a measure of the catalogue. Throws where its text is no formula of this form any more. */
export function formulaOf({ code, formula: text }: Measure, indicators: readonly Indicator[]): Formula {
  const { formula, problems } = readFormula(text, indicators);
  if (!formula) throw new Error(`the formula of measure ${code} cannot be read: ${problems[0].en}`);
  return formula;
}

/** Why a quotient has no value though what is divided has one. */
export const NO_DENOMINATOR: Absence = {
  state: FigureState.BLANK,
  zh: '分母为零或未填报。',
  en: 'What it is divided by is zero or not reported.',
};

/** Returns why a formula that nothing hinders is null: the reason of the first leaf that is missing, or a denominator. */
export function explainBlank(
  formula: Formula,
  sources: FormulaSources,
  reasonOf: (leaf: FormulaLeaf) => Absence,
): Absence {
  if (formula.kind === 'ADDITION') {
    const first = formula.terms.find((term) => term.formula.kind !== 'NUMBER') ?? formula.terms[0];
    return explainBlank(first.formula, sources, reasonOf);
  }
  if (formula.kind !== 'PRODUCT' && formula.kind !== 'QUOTIENT') return reasonOf(formula);
  const { kind, left, right } = formula;
  if (evaluateFormula(left, sources) === null) return explainBlank(left, sources, reasonOf);
  return kind === 'QUOTIENT' ? NO_DENOMINATOR : explainBlank(right, sources, reasonOf);
}

/** Returns how a leaf of a formula is called; null for what has no name. */
function nameOfLeaf(leaf: FormulaLeaf): Label | null {
  if (leaf.kind === 'CELL') return cellOf(leaf.cell);
  return leaf.kind === 'INDICATOR' ? { zh: leaf.indicator.name, en: leaf.indicator.nameEn } : null;
}

/** Returns why a leaf hinders or leaves out a formula, with its name where it is a part of one. */
export function absenceOfLeaf(formula: Formula, leaf: FormulaLeaf, absence: Absence): Absence {
  const name = nameOfLeaf(leaf);
  if (leaf === formula || !name) return absence;
  return { ...absence, zh: `${name.zh}：${absence.zh}`, en: `${name.en}: ${absence.en}` };
}
