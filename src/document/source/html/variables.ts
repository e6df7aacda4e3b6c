import { memoizeObject } from '../../../form/memoizeObject';
import type { Declarations } from './styleRules';

/** Returns whether some declaration has the value of a custom property. */
export const usesVariables = memoizeObject((declarations: Declarations): boolean =>
  [...declarations.values()].some((value) => value.includes('var(')),
);

/** Custom properties within others are followed so far, and no longer text is made of them. */
const DEEPEST = 8;
const LONGEST_VALUE = 500;

/** The end of the brackets that open before a place; -1 where they do not close. */
function endOfBrackets(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

/** Returns a value with those of its custom properties; null where one of them has none, nor another for that case. */
function fill(value: string, variable: (name: string) => string | undefined, depth: number): string | null {
  const start = value.indexOf('var(');
  if (start < 0) return value;
  const end = endOfBrackets(value, start + 4);
  if (end < 0 || depth > DEEPEST || value.length > LONGEST_VALUE) return null;
  const [, name = '', otherwise] = /^\s*([^\s,]+)\s*(?:,([\s\S]*))?$/.exec(value.slice(start + 4, end)) ?? [];
  const own = variable(name);
  const found =
    (own === undefined ? null : fill(own, variable, depth + 1)) ??
    (otherwise === undefined ? null : fill(otherwise, variable, depth + 1));
  return found === null
    ? null
    : fill(`${value.slice(0, start)}${found.trim()}${value.slice(end + 1)}`, variable, depth + 1);
}

/** Returns declarations with the values of custom properties; one whose value is nowhere is as if it were not there. */
export function fillVariables(
  declarations: Declarations,
  variable: (name: string) => string | undefined,
): Declarations {
  const filled = new Map<string, string>();
  for (const [name, value] of declarations) {
    const own = name.startsWith('--') ? value : fill(value, variable, 0);
    if (own !== null) filled.set(name, own);
  }
  return filled;
}
