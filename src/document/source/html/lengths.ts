const UNITS: Readonly<Record<string, number>> = {
  px: 1,
  pt: 4 / 3,
  pc: 16,
  mm: 3.78,
  cm: 37.8,
  in: 96,
  rem: 16,
  q: 0.945,
  vw: 12.8,
  vh: 7.2,
};

/** The pattern of a number with a unit, and of its unit. */
export const LENGTH = '-?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?';
export const UNIT = 'px|pt|pc|mm|cm|in|rem|em|ex|ch|q|vw|vh|%';
const ONE_LENGTH = new RegExp(`^(?:calc\\()?\\s*(${LENGTH})(${UNIT})?\\s*\\)?$`);

/** Returns a length in pixels; null when it is none. */
export function pixelsOf(value: string | undefined, fontSize: number): number | null {
  const found = ONE_LENGTH.exec(value ?? '');
  if (!found) return null;
  const number = Number.parseFloat(found[1]);
  const unit = found[2] ?? 'px';
  if (unit === '%') return (number / 100) * fontSize;
  return number * (unit === 'em' ? fontSize : unit === 'ex' || unit === 'ch' ? fontSize / 2 : UNITS[unit]);
}
