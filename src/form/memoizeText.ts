/** How many results of one function are remembered: more than documents of one form have labels. */
const MOST_TEXTS = 5_000;
/** Longer texts are prose, which does not come again. */
const LONGEST_TEXT = 200;

/** Returns a pure function of a text that remembers its results: documents of one form repeat the same labels. */
export function memoizeText<T extends {}>(compute: (text: string) => T): (text: string) => T {
  const results = new Map<string, T>();
  return (text) => {
    if (text.length > LONGEST_TEXT) return compute(text);
    let result = results.get(text);
    if (result === undefined) {
      result = compute(text);
      if (results.size >= MOST_TEXTS) results.clear();
      results.set(text, result);
    }
    return result;
  };
}
