import type { Page } from 'playwright-core';
import { Role } from '../../src/shared/request/permissions';
import { findBarriers, startPages } from '../support/browser';
import { until } from '../support/until';

const YEAR = 2025;
const DISTRICT = '910101';

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

const ADDRESS = `/desk/board?place=${DISTRICT}&year=${YEAR}`;
/** Counts how often a page asks for the board. */
function countReads(page: Page): () => number {
  let reads = 0;
  page.on('request', (request) => {
    if (request.postData()?.includes('"webBoard"')) reads += 1;
  });
  return () => reads;
}

test('the board moves when a report takes a step while the officer looks, and is read for that alone', async () => {
  const { page, faults } = await pages.openAs(
    { role: Role.DISTRICT_OFFICER, jurisdiction: DISTRICT },
    ADDRESS,
  );
  const published = page
    .getByRole('list', { name: '各状态的机关数' })
    .getByRole('button', { name: /^\d+\s*已公布/ });
  const count = async () => Number.parseInt((await published.textContent()) ?? '', 10);
  await published.waitFor();
  await page.locator('[data-liveness="LIVE"]').waitFor();
  const before = await count();
  const reads = countReads(page);
  expect(await pages.publish(pages.agency, YEAR)).toBe(true);
  await until(count, (now) => now === before + 1);
  expect(reads()).toBe(1);
  expect(await findBarriers(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test('where changes do not arrive the board says so, and is read again every 15 seconds', async () => {
  const { page } = await pages.openAs({ role: Role.DISTRICT_OFFICER, jurisdiction: DISTRICT }, '/desk');
  await page.routeWebSocket('**/graphql', (socket) => socket.close());
  await page.goto(pages.url + ADDRESS);
  await page.getByText('实时更新未接通，每 15 秒重读一次').waitFor();
  const reads = countReads(page);
  await page.waitForRequest((request) => request.postData()?.includes('"webBoard"') ?? false);
  expect(reads()).toBe(1);
});
