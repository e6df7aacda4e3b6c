import type { Declarations } from './styleRules';

/** Returns a pure function of declarations that remembers its results: elements with the same rules share their declarations. */
export function memoizeStyle<T extends {}>(
  compute: (declarations: Declarations) => T,
): (declarations: Declarations) => T {
  const results = new WeakMap<Declarations, T>();
  return (declarations) => {
    let result = results.get(declarations);
    if (result === undefined) {
      result = compute(declarations);
      results.set(declarations, result);
    }
    return result;
  };
}
