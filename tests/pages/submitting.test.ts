import type { Page } from 'playwright-core';
import { Role } from '../../src/shared/request/permissions';
import { startPages } from '../support/browser';
import { sendExplained } from '../support/sendExplained';

const YEAR = 2025;

let pages: Awaited<ReturnType<typeof startPages>>;
let clerkToken: string;
beforeAll(async () => {
  pages = await startPages();
  clerkToken = await pages.tokenOf({ role: Role.CLERK, agency: pages.agency });
});
afterAll(() => pages.stop());

const button = (page: Page, name: RegExp) => page.getByRole('button', { name });

async function openDraft(): Promise<Page> {
  await sendExplained(pages, clerkToken, 'saveDraft', {});
  const { page } = await pages.signIn('demo-clerk');
  await page.goto(`${pages.url}/desk/${pages.agency}/${YEAR}`);
  await page.getByLabel('总体情况').waitFor();
  return page;
}

/** Holds operations back on their way, so that what somebody does meanwhile is done before them. */
const slow = (page: Page, operations: RegExp) =>
  page.route('**/graphql', async (route) => {
    if (operations.test(route.request().postData() ?? ''))
      await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });

test('who submits or gives up while the draft is being saved does so with what is saved, and is not refused as if somebody else had been first', async () => {
  const page = await openDraft();
  for (const box of await page.getByLabel('说明').all()) await box.fill('演示：已核对。');
  await slow(page, /webSaveDraft|webWork\b/i);
  await page.getByLabel('总体情况').fill('边保存边提交。');
  await page.getByRole('button', { name: '保存草稿' }).click();
  await button(page, /提\s*交$/).click();
  await page.locator('h1').getByText('科室审核').waitFor();
  expect(await page.getByText('当前修订号').count()).toBe(0);
  const { data } = await pages.ask(
    `{ report(agency: "${pages.agency}", year: ${YEAR}) { state overview { text } } }`,
    {},
    clerkToken,
  );
  expect(data.report).toEqual({ state: 'SECTION_REVIEW', overview: { text: '边保存边提交。' } });
  await button(page, /^撤回提交$/).click();
  await page.getByLabel('总体情况').fill('边保存边放弃。');
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.getByRole('button', { name: '放弃草稿' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '放弃草稿' }).click();
  await page.getByText('该年度报告视为尚未开始').waitFor();
  await page.getByText('这一年的报告仍待您办理').waitFor();
  expect(await page.getByText('待办都已办完').count()).toBe(0);
  expect(await page.getByText('报告已变化').count()).toBe(0);
});

test('what was said of other figures is not said of those that are typed now, and can be used again', async () => {
  const page = await openDraft();
  const cell = page.getByLabel('行政规范性文件 现行有效件数');
  const warning = page.locator('.warning', { hasText: '现行有效等于上年现行有效加' });
  await cell.fill('70001');
  await warning.getByText('70001').waitFor();
  await warning.getByLabel('说明').fill('演示：清理了历年文件。');
  await cell.fill('70002');
  await warning.getByText('70002').waitFor();
  expect(await warning.getByLabel('说明').inputValue()).toBe('');
  await warning.getByText('数字改动之前的说明：演示：清理了历年文件。').waitFor();
  await page.getByText(/还有 \d+ 个警告没有说明/).waitFor();
  await warning.getByRole('button', { name: /沿\s*用/ }).click();
  expect(await warning.getByLabel('说明').inputValue()).toBe('演示：清理了历年文件。');
});

test('the course of a report that was given up says that it was not begun then', async () => {
  const page = await openDraft();
  await page.locator('.steps li').filter({ hasText: '放弃草稿 → 尚未开始' }).waitFor();
  expect(await page.locator('.steps li').filter({ hasText: '放弃草稿 → 草稿' }).count()).toBe(0);
});
