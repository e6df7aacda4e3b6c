import type { Answer } from '../support/answers';
import { findBarriers, startPages } from '../support/browser';

const DISTRICT = '910101';

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());
afterEach(() => pages.owner.query(`delete from deadline_extension where reason = '试验'`));

const TIMES = 'timeliness { inTime late recorded withdrawn overdue awaited }';
const coverageOf = async (fields: string, place = DISTRICT, asOf = ''): Promise<Answer> =>
  (
    await pages.ask(
      `{ rollup(years: [2025]${asOf}, filter: { jurisdiction: "${place}" }) { coverage { expected included withErrors ${fields} } } }`,
    )
  ).data.rollup.coverage;

test('who comes without a place is told what this site is and whose figures it has, and finds a place by its code', async () => {
  const { page, faults } = await pages.open('/');
  await page.getByText('年度报告，可逐区划、逐机关、逐年').waitFor();
  await page.getByLabel('查自己所在的地方').fill('910101046');
  await page.getByTitle('演示镇046 910101046').click();
  await page.waitForURL(/place=910101046/);
  await expect(page.locator('.introduction').count()).resolves.toBe(0);
  expect(faults).toEqual([]);
});

test('each number of the coverage leads to the reports that it counts', async () => {
  const { page, faults } = await pages.open(`/?place=${DISTRICT}&year=2025`);
  const { withErrors, timeliness } = await coverageOf(TIMES);
  expect(withErrors).toBeGreaterThan(0);
  await page
    .locator('.coverage')
    .first()
    .getByRole('link', { name: String(withErrors), exact: true })
    .last()
    .click();
  await page.waitForURL(/\/coverage\?place=910101&years=2025&part=WITH_ERRORS/);
  await page.getByRole('heading', { name: /有勾稽错误的报告/ }).waitFor();
  await page.getByText(`共 ${withErrors} 份`).waitFor();
  await expect(page.locator('main tbody tr').count()).resolves.toBe(withErrors);
  await page.locator('main tbody').getByRole('link').first().click();
  await page.waitForURL(/\/agencies\/.*\/2025$/);
  await page.goBack();
  for (const [part, count] of [
    ['缺报（已过截止日）', timeliness.overdue],
    ['逾期公布的报告', timeliness.late],
    ['补录的报告（原已在别处公布，时间不详）', timeliness.recorded],
    ['按时公布的报告', timeliness.inTime],
  ]) {
    await page.getByLabel('哪些报告').click();
    await page.getByTitle(part, { exact: true }).last().click();
    await page.getByText(`共 ${count} 份`).waitFor();
  }
  expect(await findBarriers(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test('what is not due yet is not called missing', async () => {
  const { timeliness } = await coverageOf(TIMES);
  await pages.owner.query(
    `insert into deadline_extension (year, due_on, reason, granted_by, granted_at) values (2025, '2999-01-01', '试验', 'test', '2026-01-15T00:00:00Z')`,
  );
  const { page } = await pages.open(`/?place=${DISTRICT}&year=2025`);
  const missing = timeliness.overdue;
  await page.getByText(`未到期 ${missing} 份`).first().waitFor();
  expect(await page.locator('.headlines').textContent()).not.toContain('缺');
  const wall = page.getByRole('group', { name: '报送墙' });
  await wall
    .getByRole('link', { name: /未到期/ })
    .first()
    .waitFor();
  await expect(wall.getByRole('link', { name: /未到期/ }).count()).resolves.toBe(missing);
  await expect(wall.getByRole('link', { name: /逾期未报/ }).count()).resolves.toBe(0);
});

test('a wall of places says of each how many came in time or late, were recorded, were withdrawn, are missing or are not due yet; the last line is of the whole', async () => {
  const { page } = await pages.open('/?place=910100&year=2025');
  const table = page.getByRole('region', { name: '各区划的报送时效' });
  await table.waitFor();
  for (const [name, code] of [
    ['演示区910101', DISTRICT],
    ['全部', '910100'],
  ]) {
    const { timeliness } = await coverageOf(TIMES, code);
    const row = table.getByRole('row', { name: new RegExp(`^${name}`) });
    const cells = await row.getByRole('cell').allTextContents();
    expect(cells.slice(-6)).toEqual(
      ['inTime', 'late', 'recorded', 'withdrawn', 'overdue', 'awaited'].map((one) => String(timeliness[one])),
    );
  }
  await page
    .getByRole('group', { name: '报送墙' })
    .getByRole('link', { name: /按时 \d+，逾期公布 \d+，补录 \d+，已撤回公布 0，缺报 \d+，未到期 0/ })
    .first()
    .waitFor();
});

test('the overview is shown as of a day: its headline says so, its figures are those of the API then, and its links keep the day', async () => {
  const { page, faults } = await pages.open(`/?place=${DISTRICT}&year=2025`);
  await page.getByLabel('截至（不填为今天）').fill('2026-01-20');
  await page.waitForURL(/asOf=2026-01-20/);
  await page.getByRole('heading', { name: /2026-01-20 的状态/ }).waitFor();
  const { expected, included } = await coverageOf('', DISTRICT, ', asOf: "2026-01-20T15:59:59.999Z"');
  await page.getByText(`应报 ${expected} 份，纳入 ${included} 份`).first().waitFor();
  await page
    .getByText(`未到期 ${expected - included} 份`)
    .first()
    .waitFor();
  await page.getByRole('group', { name: '报送墙' }).waitFor();
  await expect(page.locator('[data-liveness]').count()).resolves.toBe(0);
  await page.waitForLoadState('networkidle');
  // Reports and agencies are those of today, as the page says; all others keep the day.
  const links = await page
    .locator('main a, header nav a')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  const without = links.filter(
    (href) => !href.includes('asOf=2026-01-20') && !/^\/agencies\/|^\/desk/.test(href),
  );
  expect(without).toEqual([]);
  expect(links.length).toBeGreaterThan(100);
  expect(faults).toEqual([]);
});

test('a code that is typed finds its place or agency in every picker', async () => {
  const { page } = await pages.open(`/compare?items=${DISTRICT}-001`);
  await page.getByLabel('机关、区划').fill(`${DISTRICT}-002`);
  await page.getByTitle(new RegExp(`${DISTRICT}-002$`)).click();
  await page.waitForURL(/910101-002/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.locator('dialog input').fill(`${DISTRICT}-003`);
  await page.locator('.found').getByText(`${DISTRICT}-003`).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/agencies/${DISTRICT}-003`);
  const other = await pages.open(`/agencies?place=${DISTRICT}`);
  await other.page.getByLabel('名称或代码').fill(`${DISTRICT}-004`);
  await other.page.getByText('共 1 个').waitFor();
  const below = await pages.open(`/?place=${DISTRICT}`);
  await below.page.getByLabel('下一级区划').fill('910101046');
  await below.page.getByTitle('演示镇046').click();
  await below.page.waitForURL(/place=910101046/);
});
