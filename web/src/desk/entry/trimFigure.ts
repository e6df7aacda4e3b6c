/** Digits in groups of three. "8,3" is none: it may be 8.3 or 83. */
const GROUPED = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

/** Returns what is typed into a field of a figure without the spaces around it and the commas between groups of three digits. */
export function trimFigure(text: string): string {
  const trimmed = text.normalize('NFKC').trim();
  return GROUPED.test(trimmed) ? trimmed.replaceAll(',', '') : trimmed;
}
