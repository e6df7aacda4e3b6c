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

test('what somebody did with the latest draft is what they saw last, whatever they did before', async () => {
  const latestRevision = await sendExplained(pages, clerkToken, 'submitReport', {});
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
  await notMine.getByText('或者该机关的报告不由您办理').waitFor();
  const link = notMine.getByRole('link', { name: '该机关公布的报告' });
  expect(await link.getAttribute('href')).toBe(`/agencies/${other}`);
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
