import type { Answer } from './answers';
import type { startPages } from './browser';

/** Returns the rows of the API for a question about a place, with which the table of a page is compared. */
export async function rowsOfPages(
  pages: Pick<Awaited<ReturnType<typeof startPages>>, 'ask'>,
  place: string,
  question: string,
  years = '2025',
): Promise<Answer[]> {
  const { data } = await pages.ask(
    `{ rollup(years: [${years}], filter: { jurisdiction: "${place}" }) { rows(${question}, first: 1000) { nodes { keys { code labelZh } values { value growth } } } } }`,
  );
  return data.rollup.rows.nodes;
}
