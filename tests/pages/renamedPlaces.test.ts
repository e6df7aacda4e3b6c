import { Role } from '../../src/shared/request/permissions';
import { findBarriers, startPages } from '../support/browser';

const CITY = '910100';
const DISTRICT = '910101';
const TOWN = `${DISTRICT}046`;
const NAME = '演示新区';
const NOW = `（现名：${NAME}）`;
const RULE = '区划用该年度末（12月31日）的名称';

let pages: Awaited<ReturnType<typeof startPages>>;
/** What the district was called before. */
let former: string;
beforeAll(async () => {
  pages = await startPages();
  const { data } = await pages.ask(`{ jurisdiction(code: "${DISTRICT}") { name } }`);
  former = data.jurisdiction.name;
  const token = await pages.tokenOf({ role: Role.DISTRICT_OFFICER, jurisdiction: CITY });
  const rename = `mutation ($input: RenameJurisdictionInput!) { renameJurisdiction(input: $input) { jurisdiction { name } findings { code } } }`;
  const renamed = await pages.ask(
    rename,
    { input: { place: DISTRICT, name: NAME, effectiveOn: '2025-06-01' } },
    token,
  );
  expect(renamed.data.renameJurisdiction).toEqual({ jurisdiction: { name: NAME }, findings: [] });
  await pages.owner.query(
    `insert into jurisdiction_former_name (jurisdiction_id, name, valid_to) select id, '旧营乡', '2020-01-01' from jurisdiction where code = $1`,
    [TOWN],
  );
});
afterAll(() => pages.stop());

test('headings of a past year have the name that the place bore, and say the present one beside it', async () => {
  const { page, faults } = await pages.open(`/?place=${DISTRICT}&year=2024`);
  const heading = page.locator('h1');
  await heading.filter({ hasText: `${former}${NOW} 2024` }).waitFor();
  expect(await page.locator('.way b').textContent()).toBe(former);
  expect(await page.title()).toContain(`${former}${NOW} 2024`);
  expect(await findBarriers(page)).toEqual([]);
  await page.goto(`${pages.url}/?place=${DISTRICT}&year=2025`);
  await heading.filter({ hasText: `${NAME} 2025` }).waitFor();
  expect(await heading.textContent()).not.toContain('现名');
  // Its agencies did not follow: on their tiles the former name of the place is left out as the present one is.
  const tiles = page.locator('.tiles a').filter({ hasText: '局' });
  await tiles.first().waitFor();
  expect((await tiles.allInnerTexts()).filter((text) => text.startsWith(former))).toEqual([]);
  // A town shows the place above it by the name of then.
  await page.goto(`${pages.url}/?place=${TOWN}&year=2024`);
  await page.locator('.way').getByRole('button', { name: former, exact: true }).waitFor();
  await page.goto(`${pages.url}/coverage?place=${DISTRICT}&years=2024&part=EXPECTED`);
  await heading.filter({ hasText: `${former}${NOW} 2024` }).waitFor();
  await page.goto(`${pages.url}/coverage?place=${DISTRICT}&years=2024-2025&part=EXPECTED`);
  await heading.filter({ hasText: `${NAME} 2024-2025` }).waitFor();
  await page.goto(`${pages.url}/agencies/${DISTRICT}-012/2024`);
  const way = page.locator('.way').first();
  await way.getByText(NOW).waitFor();
  await way.getByRole('link', { name: former, exact: true }).waitFor();
  expect(faults).toEqual([]);
});

test('the league, the tiles and the wall have the name of the year; the matrix that of the last, and says so', async () => {
  const { page, faults } = await pages.open(`/?place=${CITY}&year=2024`);
  const part = (title: string) =>
    page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
  const linkIn = (title: string, name: string | RegExp) =>
    part(title).getByRole('link', { name, exact: true }).first().waitFor();
  await linkIn('区划排名', former);
  await linkIn('下级区划分布', new RegExp(`^${former} `));
  await linkIn('报送情况', new RegExp(`^${former} `));
  for (const title of ['区划排名', '下级区划分布', '报送情况'])
    expect([title, await part(title).getByText(NAME).count()]).toEqual([title, 0]);
  await part('区划 × 年度').scrollIntoViewIfNeeded();
  await linkIn('区划 × 年度', NAME);
  await part('区划 × 年度').getByText(RULE).waitFor();
  expect(faults).toEqual([]);
});

test('questions and comparisons name places as their years did', async () => {
  const { page, faults } = await pages.open(
    `/ask?place=${CITY}&values=requests.received.total&years=2024&by=CHILD`,
  );
  await page.getByRole('link', { name: former, exact: true }).first().waitFor();
  await page.getByText(RULE).waitFor();
  await page.goto(`${pages.url}/ask?place=${DISTRICT}&values=requests.received.total&years=2024&by=AGENCY`);
  await page.locator('.way').getByText(NOW).waitFor();
  await page.goto(`${pages.url}/compare?items=place:${DISTRICT}&years=2024,2025`);
  const heads = page.locator('table.compare').first().locator('thead th');
  await heads.nth(2).getByRole('link', { name: NAME, exact: true }).waitFor();
  expect(await heads.nth(1).getByRole('link').first().textContent()).toBe(former);
  await heads.nth(1).getByText(NOW).waitFor();
  await page.getByText('区划用各列年度末的名称').waitFor();
  await page.goto(`${pages.url}/measures/disclosureRate?place=${DISTRICT}&year=2023`);
  await page.locator('.way').getByText(NOW).waitFor();
  expect(await page.locator('.way b').textContent()).toBe(former);
  await page.goto(`${pages.url}/agencies/${DISTRICT}-012?year=2024`);
  await page.getByText(`同类机关：2024 年${former}${NOW}`).waitFor();
  expect(faults).toEqual([]);
});

test('the board of a year has the name of the year with the present one', async () => {
  const { page, faults } = await pages.openAs(
    { role: Role.DISTRICT_OFFICER, jurisdiction: DISTRICT },
    `/desk/board?place=${DISTRICT}&year=2024`,
  );
  await page.locator('.way').getByText(NOW).waitFor();
  expect(await page.locator('.way b').textContent()).toBe(former);
  expect(faults).toEqual([]);
});

test('a place below is found by a former name, and it is said by which', async () => {
  const { page, faults } = await pages.open(`/?place=${DISTRICT}&year=2025`);
  await page.getByLabel('下一级区划').fill('旧营');
  await page.getByTitle('演示镇046，曾用名 旧营乡').click();
  await page.waitForURL(new RegExp(`place=${TOWN}`));
  expect(faults).toEqual([]);
});
