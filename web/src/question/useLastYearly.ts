import { isFormula } from '../../../src/form/formulaTokens';
import { codesOfFormula } from '../measure/formulaParts';
import { useStart } from '../place/usePlaceAndYear';
import type { Question } from './question';

/** The values of a question of which each row is of its own last year with a figure. */
interface LastYearly {
  /** The codes of indicators that are not added over its years. */
  readonly codes: ReadonlySet<string>;
  /** The codes of measures and formulas that read such an indicator. */
  readonly formulas: ReadonlySet<string>;
}

const NONE: LastYearly = { codes: new Set(), formulas: new Set() };

/** Returns which values of a question are not added over its years. */
export function useLastYearly({ from, to, by, values }: Question): LastYearly {
  const { data: start } = useStart();
  if (from === to || by.includes('YEAR')) return NONE;
  const last = new Set(
    (start?.indicators ?? []).flatMap(({ aggregation, code }) =>
      aggregation === 'LAST' ? `indicators.${code}` : [],
    ),
  );
  const formulaOf = (code: string) =>
    isFormula(code) ? code : (start?.measures?.find((one) => code === `measures.${one.code}`)?.formula ?? '');
  return {
    codes: new Set(values.filter((code) => last.has(code))),
    formulas: new Set(values.filter((code) => codesOfFormula(formulaOf(code)).some((one) => last.has(one)))),
  };
}
