import type { Translate } from '../language/language';
import { fitted, type Question } from './question';
import { type Catalogue, firstValue, labelsOf, type OptionGroup, valueOptions } from './valueOptions';

/** A question as it is shown, with the values that its rows have. */
interface FittedQuestion {
  readonly question: Question;
  readonly groups: readonly OptionGroup[];
  readonly codes: ReadonlySet<string>;
}

/** Returns a question without what its rows do not have, and the values that they have. */
export function fitQuestion(wanted: Question, catalogue: Catalogue, t: Translate): FittedQuestion {
  const groups = valueOptions(wanted.by, catalogue, t);
  const codes = new Set(labelsOf(groups).keys());
  return { question: fitted(wanted, codes, firstValue(wanted.by)), groups, codes };
}
