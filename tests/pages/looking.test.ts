import type { Answer } from '../support/answers';
import { findBarriers, startPages } from '../support/browser';

const DISTRICT = '910101';
const OFFICE = '910101-001';

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

const grouped = (value: number) => new Intl.NumberFormat('zh-CN').format(value);
const rollup = async (fields: string): Promise<Answer> =>
  (await pages.ask(`{ rollup(years: [2025], filter: { jurisdiction: "${DISTRICT}" }) { ${fields} } }`)).data
    .rollup;

const ADDRESSES = [
  `/?place=${DISTRICT}&year=2025`,
  `/ask?place=${DISTRICT}&years=2021-2025&by=AGENCY,YEAR&values=requests.received.total`,
  `/agencies?place=${DISTRICT}`,
  `/agencies/${OFFICE}`,
  `/agencies/${OFFICE}/2025`,
  `/compare?items=${OFFICE},place:${DISTRICT}&years=2021,2025`,
  `/coverage?place=${DISTRICT}&years=2025&part=OVERDUE`,
  '/agencies/none',
  `/agencies/${OFFICE}/2020`,
  '/desk',
];

describe.each(ADDRESSES)('%s', (address) => {
  test.each([
    ['wide and light, in Chinese', {}],
    ['narrow and dark, in English', { width: 360, isDark: true, language: 'en' }],
  ] as const)(
    '%s: no barrier, no refusal of the policy, nothing from elsewhere, nothing beside the screen',
    async (_, options) => {
      const { page, faults } = await pages.open(address, options);
      expect(await findBarriers(page)).toEqual([]);
      expect(faults.filter((fault) => !fault.includes('status of 4'))).toEqual([]);
      const { scrollWidth, clientWidth } = await page.evaluate(() => {
        const { documentElement } = (
          globalThis as unknown as {
            document: { documentElement: { scrollWidth: number; clientWidth: number } };
          }
        ).document;
        return { scrollWidth: documentElement.scrollWidth, clientWidth: documentElement.clientWidth };
      });
      expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    },
  );
});

test('the overview shows the figures of the API, with how much they hold', async () => {
  const { page } = await pages.open(ADDRESSES[0]);
  const { total, coverage } = await rollup(
    'coverage { expected included } total { requests { received { total } } indicators(codes: ["hotlineTickets"]) { value qualifier } }',
  );
  await page.locator('.headlines').getByText('缺').first().waitFor();
  const headlines = await page.locator('.headlines').textContent();
  expect(headlines).toContain(grouped(total.requests.received.total));
  expect(headlines).toContain(`≥ ${grouped(Number(total.indicators[0].value))}`);
  // One measure has one name: that of the form.
  expect(headlines).toContain('行政复议纠错率');
  await expect(page.locator('.coverage').first().textContent()).resolves.toContain(
    `应报 ${coverage.expected} 份，纳入 ${coverage.included} 份`,
  );
  const missing = coverage.expected - coverage.included;
  expect(headlines).toContain(`纳入 ${coverage.included}/${coverage.expected} 份，缺 ${missing} 份`);
  const { distribution } = await rollup(
    'distribution(value: "measures.reconsiderationOverturnRate") { count }',
  );
  expect(headlines).toContain(`${coverage.included - distribution.count} 份无此数`);
});

test('a number of the overview leads to the agencies behind it, an agency to its reports, a report to its cells', async () => {
  const { page } = await pages.open(ADDRESSES[0]);
  const { rows } = await rollup(
    'rows(by: [AGENCY], values: ["requests.received.total"], orderBy: { field: "requests.received.total" }, first: 1) { nodes { keys { code labelZh } values { value } } }',
  );
  const [
    {
      keys: [{ code, labelZh }],
      values: [{ value }],
    },
  ] = rows.nodes;
  await page.getByRole('cell').getByRole('link', { name: labelZh, exact: true }).first().click();
  await page.waitForURL(`**/agencies/${code}`);
  await page.getByRole('link', { name: '2025', exact: true }).click();
  await page.waitForURL(`**/agencies/${code}/2025`);
  const row = page.getByRole('row', { name: /一、本年新收/ });
  await row.waitFor();
  await expect(row.getByRole('cell').last().textContent()).resolves.toBe(grouped(value));
});

test('a question is built by clicking; its address holds it, and its GraphQL gives the same figures', async () => {
  const { page } = await pages.open(`/ask?place=${DISTRICT}&years=2025&by=AGENCY`);
  await page.getByLabel('按什么').click();
  await page.getByTitle('年度', { exact: true }).last().click();
  await page.keyboard.press('Escape');
  await page.waitForURL(/by=AGENCY%2CYEAR/);
  await page.locator('.ant-segmented').getByText('GraphQL').click();
  const read = async (part: string) => (await page.locator(`pre[data-part=${part}]`).textContent()) ?? '';
  const { data } = await pages.ask(await read('query'), JSON.parse(await read('variables')));
  expect(data.rollup.rows.nodes[0].keys.map(({ dimension }: Answer) => dimension)).toEqual([
    'AGENCY',
    'YEAR',
  ]);
  await page.locator('.ant-segmented').getByText('表').click();
  const [{ keys, values }] = data.rollup.rows.nodes;
  await page.getByText(keys[0].labelZh).first().waitFor();
  const opened = await pages.open(new URL(page.url()).pathname + new URL(page.url()).search);
  await opened.page.getByText(keys[0].labelZh).first().waitFor();
  expect(await opened.page.locator('.long-row').first().textContent()).toContain(String(values[0].value));
});

test('agencies, places and years stand side by side with the figures of the API; what differs from the first is marked, and the address holds what is chosen', async () => {
  const { page } = await pages.open(`/compare?items=${OFFICE}&years=2024,2025`);
  const { data } = await pages.ask(`{ rollup(years: [2024, 2025], filter: { agencies: ["${OFFICE}"] }) {
    rows(by: [YEAR], values: ["requests.received.total"]) { nodes { values { value } } } } }`);
  const [before, after] = data.rollup.rows.nodes.map(({ values }: Answer) => values[0].value);
  const line = page.getByRole('row', { name: /一、本年新收政府信息公开申请数量/ });
  await line.waitFor();
  const [first, second] = await line.getByRole('cell').allTextContents();
  expect(first).toBe(grouped(before));
  const sign = after > before ? '▲ +' : '▼ -';
  expect(second).toContain(`${grouped(after)}${sign}${grouped(Math.abs(after - before))}`);
  await page.getByLabel('机关、区划').fill('演示镇046');
  await page.getByTitle('演示镇046 910101046').click();
  await page.waitForURL(/items=910101-001%2Cplace%3A910101046/);
  await page.keyboard.press('Escape');
  await page.getByLabel('只看不同的').click();
  await page.waitForURL(/only=different/);
  await line.getByRole('cell').nth(2).waitFor();
  expect(await page.getByRole('cell', { name: '＝' }).count()).toBeGreaterThan(0);
  await line.getByRole('link').first().click();
  await page.waitForURL(`**/agencies/${OFFICE}/2024?cell=requests.received.total`);
  await page.locator('[data-cell="requests.received.total"]:focus').waitFor();
  await page.locator('[data-cell="requests.received.total"][aria-current]').waitFor();
});

test('the number of a headline leads over the agencies behind it to the line of a report, which is marked until another is chosen', async () => {
  const { page } = await pages.open(ADDRESSES[0]);
  await page.locator('.headlines').getByRole('link', { name: /≥/ }).click();
  await page.waitForURL(/\/ask\?/);
  await page.locator('.long-row').first().getByRole('link').nth(1).click();
  await page.waitForURL(/\/agencies\/.*\/2025\?cell=indicators.hotlineTickets$/);
  await page.locator('[data-cell="indicators.hotlineTickets"][aria-current]').waitFor();
  await page.locator('[data-cell="requests.received.total"]').click();
  await page.locator('[data-cell="requests.received.total"][aria-current]').waitFor();
  await expect(page.locator('[aria-current][data-cell]').count()).resolves.toBe(1);
});

test('an agency stands among those of its kind and level as the API ranks them, in its place and in the nation', async () => {
  const { page } = await pages.open('/agencies/910101-012?year=2025');
  const VALUE = 'measures.disclosureRate';
  const { data } =
    await pages.ask(`{ rollup(years: [2025], filter: { jurisdiction: "${DISTRICT}", kinds: [DEPARTMENT], levels: [COUNTY] }) {
    rows(by: [AGENCY], values: ["${VALUE}"], orderBy: { field: "${VALUE}" }, first: 100) { nodes { rank keys { code } values { value } } } } }`);
  const ranked = data.rollup.rows.nodes.filter(({ rank }: Answer) => rank !== null);
  const own = ranked.find(({ keys }: Answer) => keys[0].code === '910101-012');
  const figures: number[] = ranked.map(({ values }: Answer) => values[0].value);
  const [{ value }] = own.values;
  const less = figures.filter((figure) => figure < value).length;
  const same = figures.filter((figure) => figure === value).length;
  const line = page.getByRole('row', { name: /^公开率/ });
  await line.getByRole('cell').nth(2).waitFor();
  const cells = await line.getByRole('cell').allTextContents();
  expect(cells.slice(1, 3)).toEqual([
    String(own.rank),
    String(Math.round(((less + same / 2) / figures.length) * 100)),
  ]);
  expect(cells[6]).toContain(String(figures.length));
  await page.getByLabel('在何处的同类机关').click();
  await page.getByTitle('演示国（虚构）').click();
  await page.waitForURL(/peers=900000/);
  await page.getByRole('link', { name: '与其他机关或年度比较' }).click();
  await page.waitForURL(/compare\?items=910101-012/);
});

test('the wall and the map have a tile for every agency, with its state and figure; the arrow keys go through them', async () => {
  const { page } = await pages.open(ADDRESSES[0]);
  const { coverage, rows } = await rollup(
    'coverage { expected included late(first: 500) { nodes { agency { code } } } } rows(by: [AGENCY], values: ["requests.received.total"], first: 100) { nodes { keys { code labelZh } coverage { included timeliness { recorded } } values { value reasonZh } } }',
  );
  const wall = page.getByRole('group', { name: '报送墙' });
  await wall.getByRole('link').first().waitFor();
  const late = new Set(coverage.late.nodes.map(({ agency }: Answer) => agency.code));
  const said = ({ keys: [{ code, labelZh }], coverage: { included, timeliness } }: Answer) =>
    `${labelZh} ${included === 0 ? '逾期未报' : late.has(code) ? '逾期公布' : timeliness.recorded ? '补录（原已在别处公布，时间不详）' : '按时公布'}`;
  const labels = (locator: typeof wall) => locator.locator('.only-read').allTextContents();
  expect(await labels(wall)).toEqual(rows.nodes.map(said));
  const map = page.getByRole('group', { name: /新收申请，按代码排列/ });
  expect(await labels(map)).toEqual(
    rows.nodes.map(
      ({ keys: [{ labelZh }], values: [{ value, reasonZh }] }: Answer) =>
        `${labelZh} ${value === null ? reasonZh : grouped(value)}`,
    ),
  );
  await map.getByRole('link').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/agencies/${rows.nodes[1].keys[0].code}/2025?cell=requests.received.total`);
});

test('three thousand places below are tiles that the keyboard and the pointer reach', async () => {
  const { page } = await pages.open('/desk');
  await page.route('**/graphql', async (route) => {
    const { documentId, variables } = route.request().postDataJSON();
    if (documentId !== 'webTiles') return route.continue();
    const begin = Number(variables.after ?? 0);
    const nodes = Array.from({ length: 1000 }, (_, at) => ({
      keys: [{ code: String(begin + at), labelZh: `区${begin + at}`, labelEn: null }],
      coverage: { expected: 60, included: (begin + at) % 61 },
      values: [{ code: 'requests.received.total', value: begin + at, state: 'REPORTED' }],
    }));
    const pageInfo = { hasNextPage: begin < 2000, endCursor: String(begin + 1000) };
    return route.fulfill({ json: { data: { rollup: { rows: { totalCount: 3000, pageInfo, nodes } } } } });
  });
  await page.goto(`${pages.url}/?place=900000&year=2025`);
  const map = page.getByRole('group', { name: /新收申请，按代码排列/ });
  await map.getByRole('link', { name: '区2999 2,999' }).waitFor();
  expect(await map.getByRole('link').count()).toBe(3000);
  // A target that WCAG 2.2 asks for has 24 pixels.
  const box = await map.getByRole('link').first().boundingBox();
  expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(24);
  await map.getByRole('link').first().focus();
  await page.keyboard.press('End');
  await map.locator(':focus', { hasText: '区2999' }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/place=2999/);
});

test('where changes do not arrive, the wall says so and is read again every minute', async () => {
  const { page } = await pages.open('/desk');
  await page.routeWebSocket('**/graphql', (socket) => socket.close());
  await page.goto(pages.url + ADDRESSES[0]);
  await page.getByText('实时更新未接通，每分钟重读一次').waitFor();
  await page.getByRole('group', { name: '报送墙' }).waitFor();
});

test('the wall moves when a report is published while one looks', async () => {
  const { page, faults } = await pages.open(ADDRESSES[0]);
  await page.locator('[data-liveness="LIVE"]').waitFor();
  const { coverage } = await rollup(
    'coverage { expected included missing(first: 1) { nodes { agency { code name } } } }',
  );
  const [{ agency }] = coverage.missing.nodes;
  const tile = page.getByRole('group', { name: '报送墙' }).getByRole('link', { name: agency.name });
  expect(await tile.textContent()).toContain('逾期未报');
  expect(await pages.publish(agency.code, 2025)).toBe(true);
  await page
    .getByRole('progressbar', {
      name: `应报 ${coverage.expected} 份，纳入 ${coverage.included + 1} 份`,
    })
    .waitFor();
  await page.getByRole('link', { name: `${agency.name} 补录（原已在别处公布，时间不详）` }).waitFor();
  expect(faults).toEqual([]);
});

test('where a place has very many below it, a name finds them', async () => {
  // The nation has fewer here: the page is told that there are more, as it is of a large one.
  const { page } = await pages.open('/desk');
  await page.route('**/graphql', async (route) => {
    const response = await route.fetch();
    if (route.request().postDataJSON().documentId !== 'webPlace') return route.fulfill({ response });
    const answer = await response.json();
    answer.data.jurisdiction.children.totalCount = 3000;
    return route.fulfill({ response, json: answer });
  });
  await page.goto(`${pages.url}/?place=900000`);
  await page.getByText('下一级 3,000 个').waitFor();
  await page.getByLabel('下一级区划').fill('镇046');
  await page.getByTitle('演示镇046').click();
  await page.waitForURL(/place=910101046/);
});

test('Ctrl-K finds agencies by a part of their names and goes there by the keyboard', async () => {
  const { page, faults } = await pages.open(ADDRESSES[2]);
  await page.keyboard.press('Control+k');
  await page.locator('dialog input:focus').waitFor();
  await page.keyboard.type('财政局');
  await page.locator('.found').getByText('演示区910101财政局（演示）').waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/agencies\/910101-\d+$/);
  await page.getByRole('heading', { name: /财政局/ }).waitFor();
  expect(faults).toEqual([]);
});

test('of a place that does not exist only that is said, with the way out; of a year without a form which one it is instead', async () => {
  const { page, faults } = await pages.open('/?place=999999');
  await page.getByText('没有代码为 999999 的区划。').waitFor();
  await expect(page.locator('.ant-alert').count()).resolves.toBe(0);
  await page.getByRole('link', { name: '从最高一级区划看起' }).click();
  await page.locator('.headlines').waitFor();
  expect(faults.filter((fault) => !fault.includes('status of 4'))).toEqual([]);
  const other = await pages.open(`/?place=${DISTRICT}&year=1999`);
  await other.page.getByText('“year=1999”没有表，或还不能报告，显示 2025 年。').waitFor();
});

test('a code that does not exist and a year without a report are said in words', async () => {
  const none = await pages.open('/agencies/none');
  await none.page.getByText('没有代码为 none 的机关。').waitFor();
  const empty = await pages.open('/agencies/910101-001/2020');
  await empty.page.getByText('这一年没有公布的报告。').waitFor();
});

test('without the hub a page says so, with a button that asks again, and asks by itself when there is a network', async () => {
  const { page } = await pages.open(ADDRESSES[2]);
  await page.context().setOffline(true);
  await page.getByLabel('名称').fill('局');
  await page.getByText('无法连接服务器').waitFor();
  await page.getByRole('button', { name: /重\s*试/ }).click();
  await page.getByText('无法连接服务器').waitFor();
  await page.context().setOffline(false);
  await page.getByText('演示区910101财政局（演示）').first().waitFor();
});
