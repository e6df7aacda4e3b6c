import type { Page } from 'playwright-core';
import type { Answer } from '../support/answers';
import { findBarriers, startPages } from '../support/browser';

/** A year of which the demonstration has a report that was recorded as published. */
const YEAR = 2024;

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

const button = (page: Page, name: RegExp) => page.getByRole('button', { name });

test('a sign-in that is pressed twice is sent once, and after a wrong password again', async () => {
  const { page } = await pages.open('/desk');
  let sent = 0;
  await page.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes('webSignIn')) {
      sent += 1;
      // The second press comes while the first is under way.
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    await route.continue();
  });
  await page.getByLabel('用户名').fill('demo-clerk');
  await page.getByLabel('密码').fill('wrong');
  await page.locator('form').evaluate((form: { requestSubmit(): void }) => {
    form.requestSubmit();
    form.requestSubmit();
  });
  await page.getByRole('alert').first().waitFor();
  expect(sent).toBe(1);
  await pages.fillSignIn(page, 'demo-clerk');
  await page.getByRole('heading', { name: '待办' }).waitFor();
  expect(sent).toBe(2);
});

test('a year that is not open says so when it is opened, and leads to the one that is', async () => {
  const { page } = await pages.signIn('demo-clerk');
  const last = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear() - 1;
  await page.goto(`${pages.url}/desk/${pages.agency}/${last + 1}`);
  await page.getByText(`可以报告的年度是 2019 至 ${last}。`).waitFor();
  expect(await page.getByText('用文档填报').count()).toBe(0);
  await page.getByRole('link', { name: `${last} 年度`, exact: true }).click();
  await page.getByText('用文档填报').first().waitFor();
});

test('the desk of a clerk lists what is concluded, with what can be done next; a correction that corrects nothing cannot be submitted, with what to do', async () => {
  const { data } = await pages.ask(
    `{ agency(code: "${pages.agency}") { reports { nodes { year errorCount warningCount } } } }`,
  );
  // Of this one there is nothing to explain.
  const { year } = data.agency.reports.nodes.find(
    ({ errorCount, warningCount }: Answer) => errorCount + warningCount === 0,
  );
  const { page, faults } = await pages.signIn('demo-clerk');
  const row = page.getByRole('row', { name: new RegExp(`^${year}`) });
  await row.getByText('，补录').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await row.getByRole('link', { name: '更正' }).click();
  await page.getByLabel('意见', { exact: true }).fill('演示：核对数字。');
  await button(page, /^更\s*正$/).click();
  await page.locator('h1').getByText('已公布（补录），更正中').waitFor();
  await page.getByText('与已公布的报告相同，还没有可更正的').waitFor();
  expect(await button(page, /^提\s*交$/).isDisabled()).toBe(true);
  await page.getByRole('button', { name: '放弃更正' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '放弃更正' }).click();
  await page.getByText('已公布的报告保持原样').waitFor();
  expect(faults).toEqual([]);
});

test('a recorded report says that its first publication was elsewhere, however many drafts it had', async () => {
  const { page } = await pages.open(`/agencies/910101-001/${YEAR}`);
  await page.locator('.coverage').getByText('（补录）；原已在别处公布').waitFor();
  expect(await page.getByText('次修订').count()).toBe(0);
});
