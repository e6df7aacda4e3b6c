import type { Page } from 'playwright-core';
import { Role } from '../../src/shared/request/permissions';
import { findBarriers, startPages } from '../support/browser';
import { lockDeadlines } from '../support/deadlines';
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
  // So it is on paper, where the filters are not.
  await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
  await page.getByLabel('名称或代码').waitFor({ state: 'detached' });
  expect(faults).toEqual([]);
});

test.each(['/desk/board', '/desk/tree?view=PLACES', '/desk/catalogue?view=MEASURES'])(
  'without a place in its address %s opens at the own place of who reads it',
  async (address) => {
    const { page, faults } = await pages.openAs(
      { role: Role.DISTRICT_OFFICER, jurisdiction: DISTRICT },
      address,
    );
    await page.waitForURL((url) => url.searchParams.get('place') === DISTRICT);
    const [, search = ''] = address.split('?');
    for (const [name, value] of new URLSearchParams(search))
      expect(new URL(page.url()).searchParams.get(name)).toBe(value);
    await page.getByText('您的角色不允许').waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
  },
);

test('what cannot be done with any agency stays there with the reason, in both languages', async () => {
  const { page, faults } = await pages.openAs(
    { role: Role.DISTRICT_OFFICER, jurisdiction: DISTRICT },
    `${ADDRESS}&state=PUBLISHED`,
  );
  const extend = page.getByRole('button', { name: '延期所选 0 个' });
  await extend.waitFor();
  expect(await extend.isDisabled()).toBe(true);
  await page.getByText('先在表中选择机关。').waitFor();
  await page.getByRole('checkbox', { name: '选择所列全部' }).check();
  for (const name of [
    /^接收并公布所选 \d+ 份中的 0 份$/,
    /^退回所选 \d+ 份中的 0 份$/,
    /^催报所选 \d+ 个中的 0 个$/,
    /^延期所选 \d+ 个中的 0 个$/,
  ])
    expect(await page.getByRole('button', { name }).isDisabled()).toBe(true);
  await page.getByText('所选都不能催报：已公布。').waitFor();
  await page.getByText('不能延期：已公布或撤回的不必延期').waitFor();
  await page.getByText('不能接收并公布：没有已报送、待接收的报告。').waitFor();
  await page.getByRole('button', { name: '期限与延期' }).click();
  expect(await page.getByRole('button', { name: '为整个区划延期…' }).isDisabled()).toBe(true);
  await page.locator('dialog').getByText('已公布或撤回的不必延期').waitFor();
  // Nobody is sent to a button that cannot be pressed.
  await page.locator('dialog').getByText('没有。', { exact: true }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test('an extension takes the days that the hub takes, and says at once why another is none', async () => {
  const { page, faults } = await pages.openAs(
    { role: Role.DISTRICT_OFFICER, jurisdiction: DISTRICT },
    ADDRESS,
  );
  await lockDeadlines(pages.owner, YEAR);
  await page.reload();
  await page.getByRole('button', { name: '期限与延期' }).click();
  await page.getByRole('button', { name: '为整个区划延期…' }).click();
  await page.getByLabel('理由').fill('机构改革');
  const extend = page.getByRole('button', { name: /^延期 \d+ 个$/ });
  for (const [day, why] of [
    ['9999-12-31', /期限应在报告年度终了之后两年内（2026 至 2027 年）/],
    ['2026-01-01', /该日已过/],
  ] as const) {
    await page.getByLabel('延至').fill(day);
    await page.getByText(why).waitFor();
    expect(await extend.isDisabled()).toBe(true);
    expect(await page.getByText('重新开放填报，仍是逾期').count()).toBe(0);
  }
  await page.getByLabel('延至').fill('2027-12-31');
  await page.getByText('重新开放填报，仍是逾期').waitFor();
  expect(await extend.isEnabled()).toBe(true);
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
