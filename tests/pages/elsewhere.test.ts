import type { Page } from 'playwright-core';
import { Role } from '../../src/shared/request/permissions';
import { findBarriers, startPages } from '../support/browser';
import { sendExplained } from '../support/sendExplained';

const YEAR = 2025;
const GRANTED = 'requests.granted.naturalPerson';
const CELL = /予以公开.*自然人。/;

let pages: Awaited<ReturnType<typeof startPages>>;
let clerkToken: string;
beforeAll(async () => {
  pages = await startPages();
  clerkToken = await pages.tokenOf({ role: Role.CLERK, agency: pages.agency });
});
afterAll(() => pages.stop());

const address = () => `${pages.url}/desk/${pages.agency}/${YEAR}`;
const notice = (page: Page) => page.locator('.notices .ant-alert-warning');
const button = (page: Page, name: RegExp) => page.getByRole('button', { name });

async function openTwo(): Promise<readonly [Page, Page]> {
  const { page: one } = await pages.signIn('demo-clerk');
  await one.goto(address());
  const other = await one.context().newPage();
  await other.goto(address());
  for (const page of [one, other]) await page.getByLabel('总体情况').waitFor();
  return [one, other];
}

test('a tab says at once that the report was submitted or withdrawn in another, by whom and when, and offers the way on', async () => {
  await sendExplained(pages, clerkToken, 'saveDraft', {});
  const [one, other] = await openTwo();
  for (const box of await one.getByLabel('说明').all()) await box.fill('演示：已核对。');
  await button(one, /提\s*交$/).click();
  await notice(other)
    .getByText(/这份报告已提交：由您于 \d+.+ 在另一处（另一标签页或另一台设备）办理。等待科室审核人审核。/)
    .waitFor();
  await notice(other).getByRole('link', { name: '回到待办' }).waitFor();
  expect(await other.getByLabel('总体情况').count()).toBe(0);
  expect(await findBarriers(other)).toEqual([]);
  // Who made it is told so once.
  await one.getByText('如被退回，会出现在您的待办中').waitFor();
  expect(await notice(one).count()).toBe(0);
  await button(other, /^撤回提交$/).click();
  await notice(one).getByText('这份报告已撤回提交：由您于').waitFor();
  await one.getByLabel('总体情况').waitFor();
  expect(await notice(other).count()).toBe(0);
});

test('what is typed and not saved when a colleague submits is named, and named again where it is restored later', async () => {
  const [page] = await openTwo();
  // A figure that is none holds the saving back.
  await page.locator(`input[name="${GRANTED}"]`).fill('7.5');
  await page.getByText('红色的格请填').waitFor();
  await sendExplained(pages, clerkToken, 'submitReport', {});
  await notice(page)
    .getByText(/这份报告已提交：由[^您]+于 .+ 办理。/)
    .waitFor();
  await notice(page).getByText('您键入而未保存的 1 处没有随报告提交，仍记在本机').waitFor();
  await notice(page).getByText(CELL).waitFor();
  await button(page, /^撤回提交$/).click();
  await page.getByLabel('总体情况').waitFor();
  await page.reload();
  const restored = page.locator('.notices .ant-alert', { hasText: '已恢复您上次键入而未保存的内容（1 处）' });
  await restored.getByText(CELL).waitFor();
  expect(await notice(page).count()).toBe(0);
  // It is said still when it has been saved.
  await page.locator(`input[name="${GRANTED}"]`).fill('7');
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.getByText('已全部保存。').waitFor();
  await restored.getByText(CELL).waitFor();
  expect(await restored.getByRole('button').count()).toBe(0);
});
