import type { Page } from 'playwright-core';
import { beijingDay } from '../../src/form/beijing';
import { Role } from '../../src/shared/request/permissions';
import { findBarriers, startPages } from '../support/browser';
import { sendExplained } from '../support/sendExplained';

const YEAR = 2025;

let pages: Awaited<ReturnType<typeof startPages>>;
let clerkToken: string;
beforeAll(async () => {
  pages = await startPages();
  clerkToken = await pages.tokenOf({ role: Role.CLERK, agency: pages.agency });
  expect(await pages.publish(pages.agency, YEAR)).toBe(true);
});
afterAll(() => pages.stop());

const row = (page: Page) => page.getByRole('row', { name: new RegExp(`^${YEAR}`) });
const button = (page: Page, name: RegExp) => page.getByRole('button', { name });

const act = async (action: string, state: string, revision: number, token: string) => {
  const { data } = await pages.ask(
    'mutation ($input: ReviewInput!) { actOnReport(input: $input) { accepted findings { messageEn } } }',
    { input: { agency: pages.agency, year: YEAR, action, state, revision, comment: '数字有误' } },
    token,
  );
  expect(data.actOnReport).toEqual({ accepted: true, findings: [] });
};

const send = (mutation: 'saveDraft' | 'submitReport', overview: string) =>
  sendExplained(pages, clerkToken, mutation, { overview });

const CORRECTED = '更正了什么：与现在公布的相比';

/** Types into a correction of which nothing is saved yet: then no list says that nothing changed. Leaves it as it was. */
async function seeUnsaved(page: Page): Promise<void> {
  await page.goto(`${pages.url}/desk/${pages.agency}/${YEAR}`);
  const corrected = page.locator('.part', { has: page.getByRole('heading', { name: CORRECTED }) });
  await corrected.getByText('没有变化。').waitFor();
  const overview = page.getByLabel('总体情况');
  const before = await overview.inputValue();
  await overview.fill('改动了。');
  await corrected.getByText('表中还有 1 处没有保存，保存后才列在这里。').waitFor();
  expect(await page.getByText('没有变化。').count()).toBe(0);
  await overview.fill(before);
  await corrected.getByText('没有变化。').waitFor();
}

test('a year under correction stays in the list of its clerk, wherever the correction is, and leads to taking it back', async () => {
  const { page, faults } = await pages.signIn('demo-clerk');
  await row(page).getByText('已公布', { exact: true }).waitFor();
  await act('CORRECT', 'PUBLISHED', 1, clerkToken);
  await seeUnsaved(page);
  await send('saveDraft', '更正中。');
  await page.goto(`${pages.url}/desk`);
  await row(page).getByText('已公布（补录），更正中').waitFor();
  await row(page).getByRole('link', { name: '继续更正' }).waitFor();
  await send('submitReport', '更正后。');
  await page.reload();
  await row(page).getByText('已公布（补录），更正正在科室审核').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.goto(`${pages.url}/agencies/${pages.agency}`);
  await row(page).getByText('已公布（补录），更正正在科室审核').waitFor();
  await page.goto(`${pages.url}/agencies/${pages.agency}/${YEAR}`);
  await page
    .locator('.coverage')
    .getByText(/^已公布（补录），更正正在科室审核；所示为 .* 补录的（原已在别处公布/)
    .waitFor();
  await page.goto(`${pages.url}/desk`);
  await row(page).getByRole('link', { name: '撤回提交' }).click();
  await button(page, /^撤回提交$/).click();
  await page.locator('h1').getByText('已公布（补录），更正中').waitFor();
  expect(faults).toEqual([]);
});

test('a reviewer who sees a correction for the first time is shown what it corrects, and later an explanation that was rewritten', async () => {
  const published = (await sendExplained(pages, clerkToken, 'submitReport', { overview: '更正后。' })) - 1;
  expect(published).toBe(3);
  const { page, faults } = await pages.signIn('demo-section');
  await page.goto(`${pages.url}/desk/${pages.agency}/${YEAR}`);
  const corrected = page.locator('.part', {
    has: page.getByRole('heading', { name: CORRECTED }),
  });
  await corrected.locator('ins').getByText('更正后').waitFor();
  await corrected
    .getByText(/^说明：/)
    .first()
    .waitFor();
  expect(await page.getByText('自您上次看到的').count()).toBe(0);
  expect(await findBarriers(page)).toEqual([]);
  await act('WITHDRAW', 'SECTION_REVIEW', 4, clerkToken);
  await sendExplained(pages, clerkToken, 'submitReport', {
    overview: '更正后。',
    explanation: '演示：已与台账核对。',
  });
  await page.reload();
  const since = page.locator('.part', { has: page.getByRole('heading', { name: /^自您上次看到的/ }) });
  await since.locator('ins').getByText('与台账').first().waitFor();
  expect(await since.getByText('没有变化。').count()).toBe(0);
  await corrected.locator('ins').getByText('更正后').waitFor();
  expect(faults).toEqual([]);
  await act('WITHDRAW', 'SECTION_REVIEW', 5, clerkToken);
});

test('the clerk of a withdrawn report reads when it was withdrawn, and that nothing of it is current', async () => {
  await send('submitReport', '更正后。');
  const officer = await pages.tokenOf({ role: Role.DISTRICT_OFFICER, jurisdiction: '910101' });
  await act('RETRACT', 'SECTION_REVIEW', 6, officer);
  const { page, faults } = await pages.signIn('demo-clerk');
  await row(page).getByText('已撤回公布').waitFor();
  await page.goto(`${pages.url}/agencies/${pages.agency}/${YEAR}`);
  const { data } = await pages.ask(
    `{ agency(code: "${pages.agency}") { withdrawals { publishedAt withdrawnAt } } }`,
  );
  const [{ withdrawnAt }] = data.agency.withdrawals;
  const said = `已撤回公布 ${beijingDay(new Date(withdrawnAt))}`;
  await page.locator('.coverage').getByText(said).waitFor();
  await page.getByText('撤回，理由：').waitFor();
  expect(await page.getByText('（当前）').count()).toBe(0);
  expect(faults).toEqual([]);
});
