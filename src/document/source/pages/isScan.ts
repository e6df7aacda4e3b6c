import type { Page } from './page';

const FEWEST_LETTERS = 40;

/** Returns whether pages have hardly any text: they are pictures. */
export function isScan(pages: readonly Page[]): boolean {
  const letters = pages.reduce(
    (sum, page) => sum + page.letters.filter(({ text }) => text.trim() !== '').length,
    0,
  );
  return letters < FEWEST_LETTERS;
}
