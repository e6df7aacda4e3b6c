import { isFormula } from '../../form/formulaTokens';
import { isRollUpId, readRollUpId } from '../../rollup/request/rollUpId';

/** What the fields around one say of how much it holds. */
export interface Scope {
  /** How many years are added up. */
  readonly years: number;
  /** How many times as long a sum takes as a materialized one. */
  readonly scan: number;
  /** How many dimensions groups have. */
  readonly dimensions: number;
  /** How many values rows have. */
  readonly values: number;
  /** How many bins a histogram has. */
  readonly bins: number;
  /** How many groups share what is counted once for all of them. */
  readonly groups: number;
}

/** Outside of any roll-up. */
export const NO_SUMS: Scope = { years: 1, scan: 1, dimensions: 1, values: 1, bins: 1, groups: 1 };

/** The arguments of a field. */
export type Arguments = Readonly<Record<string, unknown>>;
/** Returns how many items a list among arguments has. */
export const lengthOf = (list: unknown, otherwise: number) => (Array.isArray(list) ? list.length : otherwise);

/** How many letters of a formula of one's own cost as much as a value. */
const LETTERS_OF_VALUE = 100;
/** Returns what a code weighs beside being one value: a formula is read, added and named part by part. */
const formulaWeight = (code: unknown) =>
  isFormula(String(code)) ? Math.floor(String(code).length / LETTERS_OF_VALUE) : 0;
/** Returns how many values a list of codes is counted as: a long formula is several. */
export const weightOfCodes = (codes: unknown, otherwise: number): number =>
  Array.isArray(codes) ? codes.reduce((sum: number, code) => sum + 1 + formulaWeight(code), 0) : otherwise;

/** Returns how often more all groups are gone through for the formulas that they are ordered, filtered or spread by. */
export const weightOfFormulas = ({ value, orderBy, having }: Arguments): number =>
  [
    value,
    (orderBy as { field?: unknown } | null | undefined)?.field,
    ...[having ?? []].flat().map((condition) => (condition as { value?: unknown } | null)?.value),
  ].reduce((sum: number, code) => sum + formulaWeight(code), 0);

/** The fields of a roll-up whose arguments say how long the lists below them are. */
export const GROUPED = new Set(['groups', 'rows', 'distribution']);

/** Returns the scope of what is selected of a field. Sums as of an instant are added up anew, the longer the more years they cover. */
export function scopeWithin(field: string, args: Arguments, scope: Scope): Scope {
  const { years, asOf, by, values, bins } = args;
  if (GROUPED.has(field))
    return {
      ...scope,
      dimensions: lengthOf(by, 1),
      values: weightOfCodes(values, 1),
      bins: Number(bins ?? 1),
    };
  if (field === 'rollup') return { ...scope, ...scopeOfSums(lengthOf(years, 1), Boolean(asOf)) };
  if (field !== 'node' && field !== 'nodes') return scope;
  const scopes = [args.id, args.ids].flat().map(scopeOfId);
  return {
    ...scope,
    years: Math.max(...scopes.map((one) => one.years)),
    scan: Math.max(...scopes.map((one) => one.scan)),
  };
}

type SumScope = Pick<Scope, 'years' | 'scan'>;

const scopeOfSums = (years: number, isPast: boolean): SumScope => ({
  years,
  scan: isPast ? 1 + years / 4 : 1,
});

/** Returns the scope of the object of an identifier: that of a roll-up says what it adds. */
export function scopeOfId(id: unknown): SumScope {
  if (typeof id !== 'string' || !isRollUpId(id)) return scopeOfSums(1, false);
  try {
    const { years, asOf } = readRollUpId(id);
    return scopeOfSums(years.length, asOf !== null);
  } catch {
    // It is refused when it is read.
    return scopeOfSums(1, false);
  }
}
