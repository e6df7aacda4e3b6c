import type { startPages } from './browser';

/** An agency of the demonstration that has published a report of every year. */
const PUBLISHER = '910101-016';

/** Returns a report that the hub prints, as the busy agency of the demonstration would print it: by its own name and code. */
export async function printedForBusyAgency(
  pages: Awaited<ReturnType<typeof startPages>>,
  year: number,
): Promise<string> {
  const { data } = await pages.ask(
    `{ publisher: agency(code: "${PUBLISHER}") { name } busy: agency(code: "${pages.agency}") { name } }`,
  );
  const printed = await (await fetch(`${pages.url}/reports/${PUBLISHER}/${year}.html`)).text();
  return printed.replaceAll(data.publisher.name, data.busy.name).replaceAll(PUBLISHER, pages.agency);
}
