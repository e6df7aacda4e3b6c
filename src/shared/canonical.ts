const compare = (one: unknown, other: unknown) => {
  const [a, b] = [String(one), String(other)];
  return a < b ? -1 : a > b ? 1 : 0;
};

/** Returns a value in the one form it is written in: fields by name and without empty ones, values of lists by order and each once, instants as text. */
export function canonical(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) {
    const items = value.map(canonical);
    return items.some((item) => typeof item === 'object') ? items : [...new Set(items)].sort(compare);
  }
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value)
    .filter(([, item]) => item !== null && item !== undefined)
    .sort(([one], [other]) => compare(one, other));
  return Object.fromEntries(fields.map(([name, item]) => [name, canonical(item)]));
}
