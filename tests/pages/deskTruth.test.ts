import type { Page } from 'playwright-core';
import { Role } from '../../src/shared/request/permissions';
import type { Answer } from '../support/answers';
import { findBarriers, startPages } from '../support/browser';
import { htmlReport } from '../support/documents';
import { sendExplained } from '../support/sendExplained';

const YEAR = 2025;
const DISTRICT = '910101';

let pages: Awaited<ReturnType<typeof startPages>>;
let clerkToken: string;
beforeAll(async () => {
  pages = await startPages();
  clerkToken = await pages.tokenOf({ role: Role.CLERK, agency: pages.agency });
});
afterAll(() => pages.stop());

const button = (page: Page, name: RegExp) => page.getByRole('button', { name });
const work = async (username: string, agency = pages.agency, year = YEAR): Promise<Page> => {
  const { page } = await pages.signIn(username);
  await page.goto(`${pages.url}/desk/${agency}/${year}`);
  return page;
};
const act = async (action: string, state: string, revision: number, token: string) => {
  const { data } = await pages.ask(
    'mutation ($input: ReviewInput!) { actOnReport(input: $input) { accepted findings { messageEn } } }',
    { input: { agency: pages.agency, year: YEAR, action, state, revision, comment: '演示' } },
    token,
  );
  expect(data.actOnReport).toEqual({ accepted: true, findings: [] });
};

/** An agency, not the busy one, that has not begun the report of the year. */
async function notBegun(): Promise<{ code: string; name: string }> {
  const { data } = await pages.ask(
    `{ rollup(years: [${YEAR}], filter: { jurisdiction: "${DISTRICT}" }) { coverage { coveredReports(part: OVERDUE, first: 20) { nodes { agency { code name } } } } } }`,
  );
  const agencies = data.rollup.coverage.coveredReports.nodes.map(({ agency }: Answer) => agency);
  return agencies.find(({ code }: Answer) => code !== pages.agency);
}

test('what a step led to is said until somebody makes another one elsewhere', async () => {
  const revision = await sendExplained(pages, clerkToken, 'submitReport', {});
  const page = await work('demo-clerk');
  await button(page, /^撤回提交$/).click();
  const box = page.locator('[role="status"]').getByText('已撤回提交');
  await box.waitFor();
  await page.locator('h1').getByText('草稿').waitFor();
  // In another tab.
  const again = await sendExplained(pages, clerkToken, 'submitReport', { overview: '另一处提交。' });
  expect(again).toBe(revision + 1);
  await page.clock.install();
  await page.clock.fastForward(60_000);
  await page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))");
  await page.locator('h1').getByText('科室审核').waitFor();
  await box.waitFor({ state: 'detached' });
});

test('what somebody did with the latest draft is what they saw last, whatever they did before', async () => {
  const { data } = await pages.ask(
    `{ report(agency: "${pages.agency}", year: ${YEAR}) { latestRevision } }`,
    {},
    clerkToken,
  );
  const { latestRevision } = data.report;
  await act('WITHDRAW', 'SECTION_REVIEW', latestRevision, clerkToken);
  await sendExplained(pages, clerkToken, 'saveDraft', { overview: '自己改的。' });
  const since = async () =>
    (
      await pages.ask(
        `{ report(agency: "${pages.agency}", year: ${YEAR}) { changesSince { from to } } }`,
        {},
        clerkToken,
      )
    ).data.report.changesSince;
  expect(await since()).toEqual({ from: latestRevision + 1, to: latestRevision + 1 });
  const colleague = await pages.tokenOf({ role: Role.CLERK, agency: pages.agency });
  await sendExplained(pages, colleague, 'saveDraft', { overview: '同事改的。' });
  expect(await since()).toEqual({ from: latestRevision + 1, to: latestRevision + 2 });
});

test('an agency that there is not, and one that is not in one’s charge, are said to be, with ways out and no button that cannot help', async () => {
  const none = await work('demo-clerk', 'NONE');
  await none.getByText('没有这样的机关：NONE').waitFor();
  expect(await button(none, /^重\s*试$/).count()).toBe(0);
  await none.getByRole('link', { name: '查找机关' }).waitFor();
  expect(await findBarriers(none)).toEqual([]);
  await none.getByRole('link', { name: '回到待办' }).click();
  await none.getByRole('heading', { name: '待办' }).waitFor();
  await none.goto(`${pages.url}/agencies/NONE/${YEAR}`);
  await none.getByText('没有这样的机关：NONE').waitFor();
  expect(await button(none, /^重\s*试$/).count()).toBe(0);
  const other = (await notBegun()).code;
  const notMine = await work('demo-clerk', other);
  await notMine.getByText('或者您的角色不包括该机关').waitFor();
  const link = notMine.getByRole('link', { name: '该机关公布的报告' });
  expect(await link.getAttribute('href')).toBe(`/agencies/${other}`);
});

test('what a role may not do is not offered: a report that is not begun leads its clerk alone to the desk', async () => {
  const agency = await notBegun();
  const rowOf = (page: Page) => page.getByRole('row', { name: new RegExp(`^${YEAR}`) });
  const reviewer = await pages.openAs({ role: Role.SECTION_REVIEWER, agency: agency.code }, '/desk');
  await rowOf(reviewer.page).getByText('等待填报人开始').waitFor();
  expect(await rowOf(reviewer.page).getByRole('link').count()).toBe(0);
  const clerk = await pages.openAs({ role: Role.CLERK, agency: agency.code }, '/desk');
  await rowOf(clerk.page).getByRole('link', { name: '打开这一年的报告' }).waitFor();
  const officer = await pages.openAs(
    { role: Role.DISTRICT_OFFICER, jurisdiction: DISTRICT },
    `/desk/board?place=${DISTRICT}&year=${YEAR}&name=${agency.code}`,
  );
  const link = officer.page.getByRole('link', { name: agency.name, exact: true });
  expect(await link.getAttribute('href')).toBe(`/agencies/${agency.code}`);
  const published = '/agencies/910101-001/2024';
  const before = await pages.openAs({ role: Role.SECTION_REVIEWER, agency: '910101-001' }, published);
  await before.page.locator('.coverage').first().waitFor();
  expect(await before.page.getByText('更正从这里开始').count()).toBe(0);
  const own = await pages.openAs({ role: Role.CLERK, agency: '910101-001' }, published);
  await own.page.getByText('更正从这里开始').waitFor();
});

test('a document that names another organ or year is stored after a question, and filed by an explanation that names both alone', async () => {
  const page = await work('demo-clerk');
  await page.getByText('用文档填报').first().click();
  await page.getByTestId('document').setInputFiles({
    name: '别处.html',
    mimeType: 'text/html',
    buffer: htmlReport({ agency: '演示远方县水利局', year: YEAR - 1 }),
  });
  await page.getByRole('button', { name: '存为草稿' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(`正文为 ${YEAR - 1} 年度，所选为 ${YEAR} 年度`).waitFor();
  await dialog.getByText('正文为“演示远方县水利局”').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: '存为草稿' }).click();
  await page.getByText('已存为草稿').waitFor();
  for (const box of await page.getByLabel('说明').all()) await box.fill('已核对，无误。');
  await page.getByText('还有 2 条说明没有同时写明文档所写的和报送的').waitFor();
  expect(await button(page, /^提\s*交$/).isDisabled()).toBe(true);
  const year = page.locator('.warning', { hasText: `正文为 ${YEAR - 1} 年度` }).getByLabel('说明');
  await year.fill(`封面误印 ${YEAR - 1}，实为 ${YEAR} 年度。`);
  await page.getByText('还有 1 条说明没有同时写明').waitFor();
});
