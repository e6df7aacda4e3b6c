import { findCell } from '../../../src/form/cells';
import { nodeAddress, reportAddress, sourceAddress } from '../place/addresses';
import type { Dimension, Question } from './question';

/** A key of a row: what it is of by a dimension. */
interface RowKey {
  readonly dimension: Dimension;
  readonly code: string;
}

/** Returns where a key of a row leads to: an agency to its page, a place to its overview; other keys lead nowhere. */
export const keyAddress = ({ dimension, code }: RowKey, { to, asOf }: Question): string | null =>
  dimension === 'AGENCY' || dimension === 'CHILD' ? nodeAddress(dimension, code, to, asOf) : null;

/** Returns the code of a value of a row by itself: by outcome or applicant, that of the cell. */
function codeOf(value: string, find: (dimension: Dimension) => string | undefined): string {
  const [outcome, applicant] = [find('OUTCOME'), find('APPLICANT')];
  const byOutcome = outcome ? value.replace(/^requests/, `requests.${outcome}`) : value;
  return applicant ? `${byOutcome}.${applicant}` : byOutcome;
}

/**
 * Returns where a value of a row leads to: that of an agency and one year to its report at the cell, that of a place or of all places and one year
 * to the agencies behind it. What is of several years, or only of some agencies of a place, leads nowhere.
 */
export function valueAddress(keys: readonly RowKey[], value: string, question: Question): string | null {
  const find = (dimension: Dimension) => keys.find((key) => key.dimension === dimension)?.code;
  const year = find('YEAR') ?? (question.from === question.to ? String(question.from) : null);
  if (year === null) return null;
  const code = codeOf(value, find);
  const agency = find('AGENCY');
  if (agency) return reportAddress(agency, Number(year), code);
  const isOfSome =
    question.kinds.length > 0 ||
    question.levels.length > 0 ||
    find('KIND') !== undefined ||
    find('LEVEL') !== undefined ||
    (code !== value && !findCell(code));
  if (isOfSome) return null;
  return sourceAddress(find('CHILD') ?? question.place, Number(year), code, question.asOf);
}
