/** The values, each once and in order: what a client selects is a set, however it was written. */
export function distinct<T extends string | number>(values: readonly T[]): T[] {
  return [...new Set(values)].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
}
