import type { Translate } from '../language/language';
import { formulaLabel, formulasOf, whyNoFormula } from './formulas';
import { fitted, type Question } from './question';
import { type Catalogue, firstValue, labelsOf, type OptionGroup, valueOptions } from './valueOptions';

/** A question as it is shown, with the values that its rows have. */
interface FittedQuestion {
  readonly question: Question;
  readonly groups: readonly OptionGroup[];
  readonly codes: ReadonlySet<string>;
}

/** Returns the formulas of a question that its rows have, as values to choose from. */
function formulaGroups(wanted: Question, catalogue: Catalogue, t: Translate): OptionGroup[] {
  const formulas = formulasOf(wanted).filter((code) => whyNoFormula(code, wanted.by, catalogue).length === 0);
  if (formulas.length === 0) return [];
  // By applicant, too, a formula names totals.
  const labels = labelsOf(valueOptions(['AGENCY'], catalogue, t));
  return [
    {
      label: t('自拟公式', 'Formulas of your own'),
      options: formulas.map((code) => ({ value: code, label: formulaLabel(code, labels, t) })),
    },
  ];
}

/** Returns a question without what its rows do not have, and the values that they have. */
export function fitQuestion(wanted: Question, catalogue: Catalogue, t: Translate): FittedQuestion {
  const groups = [...formulaGroups(wanted, catalogue, t), ...valueOptions(wanted.by, catalogue, t)];
  const codes = new Set(labelsOf(groups).keys());
  return { question: fitted(wanted, codes, firstValue(wanted.by)), groups, codes };
}
