import type { Page } from 'playwright-core';
import type { startPages } from './browser';

/** Signs somebody in and opens the desk of the report of the demonstration on a year. */
export async function openWork(
  pages: Awaited<ReturnType<typeof startPages>>,
  username: string,
  year: number,
): Promise<Page> {
  const { page } = await pages.signIn(username);
  await page.goto(`${pages.url}/desk/${pages.agency}/${year}`);
  await page.locator('h1 .mark').waitFor();
  return page;
}
