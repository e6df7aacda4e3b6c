import type { DoubtfulIndicator, ReadIndicator, StatedIndicators } from './extraction';
import type { Statement } from './statements';

/** Whether a statement is of the report's year and organ, and of all there is. */
export const isOwn = ({ circumstances, isListed }: Statement): boolean =>
  circumstances.time === 'THIS' && circumstances.whose === 'OWN' && !circumstances.isOther && !isListed;

const isSame = (one: Statement, other: Statement) =>
  one.value === other.value && one.qualifier === other.qualifier;

/** From its bound on, a rough number may be so much more, or less. */
const ROUGHLY = 1.5;

/** Whether a rough number such as 4.6万余 can be said of an exact one. */
function canMean(rough: Statement, exact: Statement): boolean {
  const [bound, value] = [Number(rough.value), Number(exact.value)];
  const isAbove = value >= bound && value <= bound * ROUGHLY;
  const isBelow = value <= bound && value * ROUGHLY >= bound;
  if (rough.qualifier === 'AT_LEAST') return isAbove;
  return rough.qualifier === 'AT_MOST' ? isBelow : isAbove || isBelow;
}

/** Returns statements that say different figures, the first of each. */
const distinctOf = (statements: readonly Statement[]): Statement[] =>
  statements.filter((statement, at) => statements.findIndex((other) => isSame(other, statement)) === at);

/** Chooses the one number that different statements of an indicator agree on; null where they do not. */
function choose(distinct: readonly Statement[]): Statement | null {
  if (distinct.length <= 1) return distinct[0] ?? null;
  const exact = distinct.filter(({ qualifier }) => qualifier === 'EXACT');
  const totals = exact.filter(({ isTotal }) => isTotal);
  const candidates = exact.length > 1 ? totals : exact;
  const [chosen] = candidates;
  if (candidates.length !== 1) return null;
  const isLargest = exact.every(({ value }) => Number(value) <= Number(chosen.value));
  const areAlike = distinct.every((other) => other.qualifier === 'EXACT' || canMean(other, chosen));
  return isLargest && areAlike ? chosen : null;
}

const asRead = ({ code, value, unit, qualifier, sentence, where }: Statement): ReadIndicator => ({
  code,
  value,
  unit,
  qualifier,
  sentence,
  where,
});

/** Returns figures of the catalogue that the sentences of a report state, each with its sentence. Where they disagree it is in doubt. */
export function readIndicators(statements: readonly Statement[]): StatedIndicators {
  const own = statements.filter(isOwn);
  const certain: ReadIndicator[] = [];
  const doubtful: DoubtfulIndicator[] = [];
  for (const code of new Set(own.map((statement) => statement.code))) {
    const distinct = distinctOf(own.filter((statement) => statement.code === code));
    const chosen = choose(distinct);
    if (chosen) certain.push(asRead(chosen));
    else doubtful.push({ code, figures: distinct.map(asRead) });
  }
  return { certain, doubtful };
}
