import { Role } from '../../src/shared/request/permissions';
import { findBarriers, startPages } from '../support/browser';

const DISTRICT = '910101';
const RENAMED = `${DISTRICT}-012`;
const NAME = '演示区更名后的局';
/** An agency that was merged away, and the one it went into. */
const MERGED = `${DISTRICT}-020`;
const SUCCESSOR = `${DISTRICT}-021`;
const DAY = '2025-06-01';

let pages: Awaited<ReturnType<typeof startPages>>;
let former: { renamed: string; merged: string; successor: string };
beforeAll(async () => {
  pages = await startPages();
  const { data } = await pages.ask(
    `{ renamed: agency(code: "${RENAMED}") { name } merged: agency(code: "${MERGED}") { name } successor: agency(code: "${SUCCESSOR}") { name } }`,
  );
  former = { renamed: data.renamed.name, merged: data.merged.name, successor: data.successor.name };
  const token = await pages.tokenOf({ role: Role.DISTRICT_OFFICER, jurisdiction: DISTRICT });
  const rename = `mutation ($input: RenameAgencyInput!) { renameAgency(input: $input) { agency { name } } }`;
  const renamed = await pages.ask(
    rename,
    { input: { agency: RENAMED, name: NAME, effectiveOn: DAY, confirm: true } },
    token,
  );
  expect(renamed.data.renameAgency.agency).toEqual({ name: NAME });
  const merge = `mutation ($input: MergeAgenciesInput!) { mergeAgencies(input: $input) { agency { code } } }`;
  const merger = { predecessors: [MERGED], successor: SUCCESSOR, effectiveOn: DAY, confirm: true };
  const merged = await pages.ask(merge, { input: merger }, token);
  expect(merged.data.mergeAgencies.agency).toEqual({ code: SUCCESSOR });
});
afterAll(() => pages.stop());

test('the page of a report has the name that the report bears, and the present one beside it', async () => {
  const { page, faults } = await pages.open(`/agencies/${RENAMED}/2024`);
  expect(await page.locator('h1').textContent()).toContain(
    `${former.renamed}2024年政府信息公开工作年度报告（现名：${NAME}）`,
  );
  const way = page.locator('.way').first();
  expect(await way.getByRole('link').last().textContent()).toBe(former.renamed);
  await way.getByText(`（现名：${NAME}）`).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  const { page: newer } = await pages.open(`/agencies/${RENAMED}/2025`);
  expect(await newer.locator('h1').textContent()).not.toContain('现名');
  const { page: missing } = await pages.open(`/agencies/${RENAMED}/2019`);
  expect(await missing.locator('h1').textContent()).toBe(`${former.renamed}（现名：${NAME}） 2019`);
  expect(faults).toEqual([]);
});

test('an agency that was merged away is found by code and name, with what became of it', async () => {
  const { page, faults } = await pages.open(`/?place=${DISTRICT}&year=2025`);
  await page.getByRole('button', { name: /搜索/ }).click();
  for (const typed of [MERGED, former.merged]) {
    await page.getByLabel('名称、曾用名或代码').fill(typed);
    const found = page.locator('.found li').filter({ hasText: MERGED });
    await expect(found.textContent()).resolves.toContain(`${MERGED}，已于 ${DAY} 并入${former.successor}`);
  }
  await page.locator('.found li').filter({ hasText: MERGED }).getByRole('button').click();
  await page.waitForURL(`**/agencies/${MERGED}`);
  await page.getByRole('row').filter({ hasText: '终止时名称' }).waitFor();
  expect(faults).toEqual([]);
});

test('every page of a past year has the name of then, and of several years that of the last', async () => {
  const years = `place=${DISTRICT}&values=requests.received.total`;
  const { page, faults } = await pages.open(`/coverage?place=${DISTRICT}&year=2024&part=EXPECTED`);
  await page.getByRole('link', { name: former.renamed, exact: true }).waitFor();
  await page.goto(`${pages.url}/ask?${years}&years=2024&by=AGENCY`);
  await page.getByRole('link', { name: former.renamed, exact: true }).waitFor();
  await page.getByText('机关用该年度报告所署的名称').waitFor();
  expect(await page.getByText(NAME, { exact: true }).count()).toBe(0);
  await page.goto(`${pages.url}/ask?${years}&years=2024-2025&by=AGENCY`);
  await page.getByRole('link', { name: NAME, exact: true }).waitFor();
  await page.goto(`${pages.url}/compare?items=${RENAMED}&years=2024,2025`);
  const heads = page.locator('table.compare').first().locator('thead th');
  await heads.nth(2).getByRole('link', { name: NAME, exact: true }).waitFor();
  expect(await heads.nth(1).getByRole('link').first().textContent()).toBe(former.renamed);
  await heads.nth(1).getByText(`（现名：${NAME}）`).waitFor();
  expect(await heads.nth(2).getByText('现名').count()).toBe(0);
  await page.goto(`${pages.url}/agencies?place=${DISTRICT}&name=${encodeURIComponent(former.renamed)}`);
  await page.getByText(`曾用名 ${former.renamed}`).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test('a place is found by a former name, and it is said by which', async () => {
  const town = `${DISTRICT}046`;
  await pages.owner.query(
    `insert into jurisdiction_former_name (jurisdiction_id, name, valid_to) select id, '旧营乡', '2020-01-01' from jurisdiction where code = $1`,
    [town],
  );
  const { page, faults } = await pages.open(`/?place=${DISTRICT}&year=2025`);
  await page.getByRole('button', { name: /搜索/ }).click();
  await page.getByLabel('名称、曾用名或代码').fill('旧营');
  const found = page.locator('.found li').filter({ hasText: town });
  await expect(found.textContent()).resolves.toContain(`区划 ${town}，曾用名 旧营乡`);
  await page.getByLabel('名称、曾用名或代码').fill(former.renamed);
  const agency = page.locator('.found li').filter({ hasText: RENAMED });
  await expect(agency.textContent()).resolves.toContain(`${RENAMED}，曾用名 ${former.renamed}`);
  expect(faults).toEqual([]);
});

test('the board of a year has the names of then with the present ones beside them, and finds rows by both', async () => {
  const { page, faults } = await pages.openAs(
    { role: Role.DISTRICT_OFFICER, jurisdiction: DISTRICT },
    `/desk/board?place=${DISTRICT}&year=2024`,
  );
  const link = page.getByRole('link', { name: `${former.renamed}（现名：${NAME}）`, exact: true });
  for (const typed of [former.renamed, NAME]) {
    await page.getByLabel('名称或代码').fill(typed);
    await link.waitFor();
  }
  await page.goto(`${pages.url}/desk/board?place=${DISTRICT}&year=2025&name=${encodeURIComponent(NAME)}`);
  await page.getByRole('link', { name: NAME, exact: true }).waitFor();
  expect(faults).toEqual([]);
});
