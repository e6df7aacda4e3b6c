import type { Page } from 'playwright-core';
import { Role } from '../../src/shared/request/permissions';
import { findBarriers, startPages } from '../support/browser';
import { openWork } from '../support/openWork';
import { sendExplained } from '../support/sendExplained';

const YEAR = 2025;
const LONG = '此处说明甚长。'.repeat(200);
const SAVED = '本年度按实际填报。';

let pages: Awaited<ReturnType<typeof startPages>>;
let clerkToken: string;
beforeAll(async () => {
  pages = await startPages();
  clerkToken = await pages.tokenOf({ role: Role.CLERK, agency: pages.agency });
});
afterAll(() => pages.stop());

const work = (username: string): Promise<Page> => openWork(pages, username, YEAR);
const button = (page: Page, name: RegExp) => page.getByRole('button', { name });
const done = (page: Page, text: string) =>
  page.locator('[role="status"]:focus').getByText(text, { exact: false }).waitFor();

const submit = (explanation: string) => sendExplained(pages, clerkToken, 'submitReport', { explanation });

test('a form that nobody has typed into raises no alarm and says how much is to be filled; what is typed is checked in one list, which says of what it is', async () => {
  const page = await work('demo-clerk');
  await page.getByText('在表中填写').click();
  await page.locator('.save-bar').getByText('还有 203 / 203 项没有填').waitFor();
  expect(await page.locator('.found-figure').count()).toBe(0);
  const checks = page.locator('#checks');
  // Nothing is clear while nothing is filled in.
  await checks.getByText('整个部分还空着，填写后再看有没有问题。').waitFor();
  expect(await checks.getByText('没有发现问题。').count()).toBe(0);
  await page.locator('input[name="requests.received.naturalPerson"]').fill('5');
  await page.locator('.save-bar').getByText('还有 201 / 203 项没有填').waitFor();
  await checks.getByText('以下按正在键入的内容核查').waitFor();
  expect(await page.locator('td:has(.found-figure)').count()).toBeGreaterThan(0);
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.getByText('已全部保存。').waitFor();
  await checks.getByText(/以下按 .* 保存的草稿核查/).waitFor();
  const balance = page.getByText(/本年新收加上年结转等于办理结果总计加结转下年度.*自然人）/);
  expect(await balance.count()).toBe(1);
  await page.locator('input[name="requests.granted.naturalPerson"]').fill('5');
  await checks.getByText('以下按正在键入的内容核查').waitFor();
  await balance.waitFor({ state: 'detached' });
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('button', { name: '放弃草稿' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '放弃草稿' }).click();
  await done(page, '该年度报告视为尚未开始');
});

test('a reviewer who begins is named on the page, for the clerk too, and cannot begin twice; a long explanation is folded', async () => {
  await submit(LONG);
  const clerk = await work('demo-clerk');
  await button(clerk, /^撤回提交$/).waitFor();
  const reviewer = await work('demo-section');
  await reviewer.getByText('开始审核后，填报人不能再撤回提交；也可以直接“通过”或“退回”。').waitFor();
  await button(reviewer, /^开始审核$/).click();
  await done(reviewer, '已由您开始审核');
  await reviewer.locator('h1').getByText('科室审核，演示科室审核人审核中').waitFor();
  expect(await button(reviewer, /开始审核|由我接着审核/).count()).toBe(0);
  // Last year's figures stand beside this year's, as for the clerk.
  await reviewer.locator('td .last-year').first().waitFor();
  const explained = reviewer.locator('.findings li', { hasText: '机关说明' }).first();
  expect((await explained.textContent())?.length).toBeLessThan(900);
  const unfold = explained.getByRole('button', { name: '显示全部 1,400 字' });
  expect(await unfold.getAttribute('aria-expanded')).toBe('false');
  await unfold.click();
  expect((await explained.textContent())?.length).toBeGreaterThan(1400);
  await explained.getByRole('button', { name: '收起' }).click();
  await unfold.waitFor();
  await clerk.reload();
  await clerk.getByText(/演示科室审核人于 .* 开始审核，填报人不能再撤回提交/).waitFor();
  await clerk.getByText('现在不需要您办理。等待科室审核人审核。').waitFor();
  expect(await button(clerk, /^撤回提交$/).count()).toBe(0);
});

test('a dialog in which something was typed asks before Escape drops it; Cancel brings back what was there, Ctrl+Enter goes on, Delete takes it out and is done', async () => {
  const page = await work('demo-section');
  const open = () => page.getByRole('button', { name: /本年新收.*自然人.*写意见/ }).click();
  const dialog = page.getByRole('dialog');
  const text = dialog.getByLabel('意见');
  await open();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await open();
  await page.keyboard.type('与台账不符。');
  await page.keyboard.press('Escape');
  await dialog.getByRole('alert').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await dialog.getByRole('alert').waitFor({ state: 'detached' });
  expect(await text.inputValue()).toBe('与台账不符。');
  await text.focus();
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('连同 1 条意见').waitFor();
  await open();
  await text.fill('改写过的');
  await dialog.getByRole('button', { name: /^取\s*消$/ }).click();
  await page.getByText('与台账不符。').first().waitFor();
  expect(await page.getByText('改写过的').count()).toBe(0);
  await open();
  await text.fill('丢弃的');
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: /^丢\s*弃$/ }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await page.getByText('丢弃的').count()).toBe(0);
  await open();
  await dialog.getByRole('button', { name: /^删\s*去$/ }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await page.getByText('与台账不符。').count()).toBe(0);
});

test('an explanation that was refused heads the page of the clerk, with why, and leads to where it is written anew', async () => {
  const reviewer = await work('demo-section');
  const explained = reviewer.locator('.findings li', { hasText: '机关说明' }).first();
  await explained.getByRole('button', { name: '不认可说明' }).click();
  await reviewer.getByLabel('理由（必填）').fill('请写清件数。');
  await reviewer.keyboard.press('Control+Enter');
  await reviewer.getByText('有 1 条说明未被认可').waitFor();
  await reviewer.getByLabel('意见', { exact: true }).fill('请改。');
  await button(reviewer, /^退\s*回$/).click();
  await done(reviewer, '已退回填报人修改');
  await reviewer.getByText('待办都已办完。').waitFor();
  const { page: officer } = await pages.openAs(
    { role: Role.DISTRICT_OFFICER, jurisdiction: '910101' },
    `/desk/board?place=910101&year=${YEAR}&state=RETURNED`,
  );
  await officer.getByRole('button', { name: /^1\s*退回待改$/ }).waitFor();
  // Beside the count, the one row says so.
  expect(await officer.getByText('退回待改').count()).toBe(2);
  const clerk = await work('demo-clerk');
  await clerk.locator('h1').getByText('退回待改').waitFor();
  const refused = clerk.locator('.remarks li', { hasText: '说明未被认可' });
  await refused.getByText('不认可的理由：请写清件数。').waitFor();
  expect(await findBarriers(clerk)).toEqual([]);
  await refused.getByRole('button').first().click();
  expect(await clerk.locator('textarea:focus').inputValue()).toBe(LONG.trim());
  const refusedBox = clerk.locator('textarea:focus');
  const warning = clerk.locator('.warning', { has: refusedBox });
  await warning.getByText('未被认可的说明不能原样再次提交').waitFor();
  await clerk.getByText('还有 1 条未被认可的说明没有改写。').waitFor();
  expect(await button(clerk, /^提\s*交$/).isDisabled()).toBe(true);
  await refusedBox.fill(SAVED);
  await clerk.getByText('还有 1 条未被认可的说明没有改写。').waitFor({ state: 'detached' });
  const judged = clerk.locator('.steps li').filter({ hasText: '演示科室审核人 （科室审核）不认可说明：' });
  await judged.getByText('请写清件数。').waitFor();
  for (const box of await clerk.getByLabel('说明').all())
    if ((await box.inputValue()) === '') await box.fill(SAVED);
  await button(clerk, /^提\s*交$/).click();
  await done(clerk, '已提交。等待科室审核人审核。如被退回，会出现在您的待办中。');
  // What she stored herself is no change to her, and no step of hers takes remarks.
  await clerk.locator('article .narrative').first().waitFor();
  await clerk.waitForLoadState('networkidle');
  expect(await clerk.getByText('自您上次看到的').count()).toBe(0);
  expect(await clerk.getByText('对本部分写意见').count()).toBe(0);
});
