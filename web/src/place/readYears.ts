/** Returns the years that an address names, oldest first, of those that have a form: one by one, "2023,2025", or from one to another, "2021-2025". */
export function readYears(text: string | null, years: readonly number[]): readonly number[] {
  const spans = (text ?? '')
    .split(',')
    .filter(Boolean)
    .map((part) => part.split('-').map(Number));
  return years.filter((year) => spans.some((span) => year >= Math.min(...span) && year <= Math.max(...span)));
}
