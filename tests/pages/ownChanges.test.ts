import type { Page } from 'playwright-core';
import { Role } from '../../src/shared/request/permissions';
import { startPages } from '../support/browser';
import { openWork } from '../support/openWork';
import { sendExplained } from '../support/sendExplained';

const YEAR = 2025;

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
  const colleague = await pages.tokenOf({ role: Role.CLERK, agency: pages.agency });
  await sendExplained(pages, colleague, 'saveDraft', {});
});
afterAll(() => pages.stop());

const work = (username: string): Promise<Page> => openWork(pages, username, YEAR);
const button = (page: Page, name: RegExp) => page.getByRole('button', { name });
const since = (page: Page) => page.getByRole('heading', { name: /^自您上次看到的/ });

/** Writes an overview, explains what is to be explained and submits. */
async function submit(page: Page, overview: string): Promise<void> {
  await page.getByLabel('总体情况').fill(overview);
  await button(page, /^保存草稿$/).click();
  await page.getByText('已全部保存。').waitFor();
  for (const box of await page.getByLabel('说明').all()) await box.fill('演示：已核对。');
  await button(page, /^提\s*交$/).click();
  await page.locator('h1').getByText('科室审核').waitFor();
  await page.locator('article .narrative').getByText(overview).waitFor();
}

test('what a clerk submits, takes back, changes and submits again is no news to the clerk, but is to the reviewer who saw it before', async () => {
  const clerk = await work('demo-clerk');
  await submit(clerk, '第一次提交的总体情况。');
  const reviewer = await work('demo-section');
  await reviewer.locator('article .narrative').getByText('第一次提交的总体情况。').waitFor();
  await button(clerk, /^撤回提交$/).click();
  await submit(clerk, '第二次提交的总体情况。');
  await reviewer.reload();
  await since(reviewer).waitFor();
  await clerk.reload();
  await clerk.locator('article .narrative').getByText('第二次提交的总体情况。').waitFor();
  await clerk.waitForLoadState('networkidle');
  expect(await since(clerk).count()).toBe(0);
});
