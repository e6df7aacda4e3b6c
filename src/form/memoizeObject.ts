/** Returns a pure function of an object that never changes, which remembers its results as long as the object is there. */
export function memoizeObject<O extends object, T extends {}>(compute: (object: O) => T): (object: O) => T {
  const results = new WeakMap<O, T>();
  return (object) => {
    let result = results.get(object);
    if (result === undefined) {
      result = compute(object);
      results.set(object, result);
    }
    return result;
  };
}
