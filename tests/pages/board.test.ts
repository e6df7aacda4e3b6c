import type { Page } from 'playwright-core';
import { Role } from '../../src/shared/request/permissions';
import { findBarriers, startPages } from '../support/browser';
import { completeReport } from '../support/reports';

const YEAR = 2025;
const DISTRICT = '910101';

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

const ADDRESS = `/desk/board?place=${DISTRICT}&year=${YEAR}`;
const drafts = (page: Page, count: number) =>
  page
    .getByRole('list', { name: '各状态的机关数' })
    .getByRole('button', { name: new RegExp(`^${count}\\s*草稿`) });

/** Counts how often a page asks for the board. */
function countAsked(page: Page): () => number {
  let asked = 0;
  page.on('request', (request) => {
    if (request.postData()?.includes('"webBoard"')) asked += 1;
  });
  return () => asked;
}

test('the board moves when a report changes while the officer looks, and is read for that alone', async () => {
  const { page, faults } = await pages.openAs(
    { role: Role.DISTRICT_OFFICER, jurisdiction: DISTRICT },
    ADDRESS,
  );
  await drafts(page, 0).waitFor();
  await page.locator('[data-liveness="LIVE"]').waitFor();
  const asked = countAsked(page);
  const token = await pages.tokenOf({ role: Role.CLERK, agency: pages.agency });
  const { data } = await pages.ask(
    'mutation ($input: ReportInput!) { saveDraft(input: $input) { accepted } }',
    { input: { ...completeReport(pages.agency), year: YEAR } },
    token,
  );
  expect(data.saveDraft.accepted).toBe(true);
  await drafts(page, 1).waitFor();
  expect(asked()).toBe(1);
  expect(await findBarriers(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test('where changes do not arrive the board says so, and is read again every 15 seconds', async () => {
  const { page } = await pages.openAs({ role: Role.DISTRICT_OFFICER, jurisdiction: DISTRICT }, '/desk');
  await page.routeWebSocket('**/graphql', (socket) => socket.close());
  await page.goto(pages.url + ADDRESS);
  await page.getByText('实时更新未接通，每 15 秒重读一次').waitFor();
  const asked = countAsked(page);
  await page.waitForRequest((request) => request.postData()?.includes('"webBoard"') ?? false);
  expect(asked()).toBe(1);
});
