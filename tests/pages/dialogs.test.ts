import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { Role } from '../../src/shared/request/permissions';
import type { Answer } from '../support/answers';
import { findBarriers, startPages } from '../support/browser';
import { lockDeadlines } from '../support/deadlines';
import { completeReport } from '../support/reports';

const YEAR = 2025;
const DISTRICT = '910101';
const NARROW = { width: 360, height: 640 };
const SOURCES = join(__dirname, '../../web/src');

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

/** What a page says of its dialog: whether it lies within the screen, needs no scrolling sideways, and holds the focus. */
const lookAt = (page: Page): Promise<{ isWithin: boolean; isWide: boolean; hasFocus: boolean }> =>
  page.evaluate(`(() => {
    const dialog = document.querySelector('dialog[open]');
    const { left, top, right, bottom } = dialog.getBoundingClientRect();
    return {
      isWithin: left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight,
      isWide: dialog.scrollWidth > dialog.clientWidth,
      hasFocus: dialog.contains(document.activeElement),
    };
  })()`);
/** Waits until an element has the focus. */
const focused = (page: Page, element: Locator) => element.and(page.locator(':focus')).waitFor();

/** That the dialog behind a button is as every dialog: on a narrow screen within it, left by Escape and by its button, and the button has the focus again. */
async function checkDialog(page: Page, opener: Locator) {
  await page.setViewportSize(NARROW);
  const dialog = page.locator('dialog[open]');
  const leave = [
    () => page.keyboard.press('Escape'),
    () =>
      dialog
        .getByRole('button', { name: /^(取\s*消|关\s*闭)$/ })
        .last()
        .click(),
  ];
  for (const [at, way] of leave.entries()) {
    await opener.focus();
    await opener.press('Enter');
    await dialog.waitFor();
    await page.waitForLoadState('networkidle');
    expect([await opener.textContent(), await lookAt(page)]).toEqual([
      expect.anything(),
      { isWithin: true, isWide: false, hasFocus: true },
    ]);
    if (at === 0) expect(await findBarriers(page)).toEqual([]);
    await way();
    await dialog.waitFor({ state: 'detached' });
    await focused(page, opener);
  }
}
const named = (page: Page, name: RegExp | string) => page.getByRole('button', { name }).first();

test('a dialog is opened in one place, which gives the focus back', () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.tsx'),
  );
  const sources = files.map((name) => [name, readFileSync(join(SOURCES, name), 'utf8')] as const);
  const dialogs = sources.filter(([, source]) => source.includes('<dialog'));
  expect(dialogs.length).toBeGreaterThan(3);
  expect(dialogs.filter(([, source]) => !source.includes('= useModal()')).map(([name]) => name)).toEqual([]);
  expect(
    sources.filter(([, source]) => /showModal|Popconfirm|\bModal\b/.test(source)).map(([name]) => name),
  ).toEqual([]);
});

test('dialogs of clerks and reviewers fit a narrow screen and give the focus back', async () => {
  const clerkToken = await pages.tokenOf({ role: Role.CLERK, agency: pages.agency });
  const send = (mutation: string, more: object) =>
    pages.ask(
      `mutation ($input: ReportInput!) { ${mutation}(input: $input) { accepted findings { code path severity } } }`,
      { input: { ...completeReport(pages.agency), otherMatters: '无。', ...more } },
      clerkToken,
    );
  expect((await send('saveDraft', {})).data.saveDraft.accepted).toBe(true);
  const { page: clerk } = await pages.signIn('demo-clerk');
  await clerk.goto(`${pages.url}/desk/${pages.agency}/${YEAR}`);
  await named(clerk, '放弃草稿').waitFor();
  await checkDialog(clerk, named(clerk, '放弃草稿'));
  await checkDialog(clerk, named(clerk, /搜索/));
  const { data } = await send('validateReport', {});
  const explanations = data.validateReport.findings
    .filter(({ severity }: Answer) => severity === 'WARNING')
    .map(({ code, path }: Answer) => ({ code, path, text: '已核对。' }));
  expect((await send('submitReport', { explanations })).data.submitReport.accepted).toBe(true);
  const { page: reviewer } = await pages.signIn('demo-section');
  await reviewer.goto(`${pages.url}/desk/${pages.agency}/${YEAR}`);
  for (const name of [/本年新收.*自然人.*写意见/, '对本部分写意见', '不认可说明', /快捷键/]) {
    await named(reviewer, name).waitFor();
    await checkDialog(reviewer, named(reviewer, name));
  }
});

test('dialogs of officers fit a narrow screen and give the focus back', async () => {
  await lockDeadlines(pages.owner, YEAR);
  const { page } = await pages.openAs(
    { role: Role.DISTRICT_OFFICER, jurisdiction: DISTRICT },
    `/desk/board?place=${DISTRICT}&year=${YEAR}`,
  );
  await page.setViewportSize(NARROW);
  await page.getByRole('checkbox', { name: '选择所列全部' }).check();
  for (const name of ['期限与延期', /^催报所选/, /^延期所选/]) await checkDialog(page, named(page, name));
  // A dialog that follows another leads back to where that was opened.
  await named(page, '期限与延期').press('Enter');
  await named(page, '为整个区划延期…').press('Enter');
  await page.locator('dialog[open]').getByLabel('延至').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
  await focused(page, named(page, '期限与延期'));
  await page.goto(`${pages.url}/agencies/${DISTRICT}-002/2024`);
  await page.goto(`${pages.url}/desk/${DISTRICT}-002/2024`);
  await page.getByLabel('意见', { exact: true }).fill('公布有误。');
  await checkDialog(page, named(page, '撤回公布'));
});

test('dialogs of administrators fit a narrow screen and give the focus back', async () => {
  const { page } = await pages.openAs({ role: Role.ADMINISTRATOR }, '/admin/accounts');
  await named(page, '新建账户').waitFor();
  await checkDialog(page, named(page, '新建账户'));
  await page.getByRole('link', { name: 'demo-office', exact: true }).click();
  for (const name of ['重置密码', '停用账户', /^撤\s*销$/]) {
    await named(page, name).waitFor();
    await checkDialog(page, named(page, name));
  }
});
