import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import type { Answer } from '../support/answers';
import { findBarriers, startPages } from '../support/browser';

const DISTRICT = '910101';
const TICKETS = 'indicators.hotlineTickets';

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

const totalsOf = async (values: string): Promise<Answer> =>
  (
    await pages.ask(
      `{ rollup(years: [2025], filter: { jurisdiction: "${DISTRICT}" }) { total { values(codes: [${values}]) { value } } } }`,
    )
  ).data.rollup.total.values;
const grouped = (value: number | string) => new Intl.NumberFormat('zh-CN').format(value as number);
const rightOf = async (locator: Locator) => {
  const box = await locator.boundingBox();
  return (box?.x ?? 0) + (box?.width ?? 0);
};

test('a table of groups ends with the whole as the hub forms it, bounds and ratios too; one of some groups does not', async () => {
  const { page, faults } = await pages.open(
    `/ask?place=${DISTRICT}&years=2025&by=AGENCY&values=${TICKETS},measures.disclosureRate`,
  );
  const last = page.locator('tfoot tr');
  await last.waitFor();
  const [tickets, rate] = await totalsOf(`"${TICKETS}", "measures.disclosureRate"`);
  const text = (await last.textContent()) ?? '';
  expect(text).toContain('全部');
  expect(text).toContain(`≥ ${grouped(tickets.value)}`);
  expect(text).toContain(`${(rate.value * 100).toFixed(1)}%`);
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('button', { name: '加条件' }).click();
  await page.getByLabel('不小于').fill('40');
  await page.keyboard.press('Enter');
  await page.waitForURL(/having/);
  await last.waitFor({ state: 'detached' });
  expect(faults).toEqual([]);
});

test('the matrix of the overview ends with the whole of each year; its heads and its whole are in line with its columns at every width', async () => {
  const [{ value }] = await totalsOf('"requests.received.total"');
  for (const width of [360, 768, 1280, 1920]) {
    const { page } = await pages.open(`/?place=${DISTRICT}&year=2025`, { width });
    const matrix = page.locator('.long').last();
    await matrix.locator('tfoot tr').waitFor();
    await matrix.locator('tfoot').getByText(grouped(value)).last().waitFor();
    const edges = async (cells: Locator) => {
      const all = await Promise.all((await cells.all()).map(rightOf));
      return all.slice(0, 8).map(Math.round);
    };
    const heads = await edges(matrix.locator('thead th'));
    expect(await edges(matrix.locator('.long-row').first().locator('.long-cell'))).toEqual(heads);
    expect(await edges(matrix.locator('tfoot td'))).toEqual(heads);
  }
});

test('going back takes back the order of a table before the page', async () => {
  const { page } = await pages.open(`/ask?place=${DISTRICT}&years=2025&by=AGENCY`);
  const first = page.locator('.long-row').first();
  await first.waitFor();
  const unordered = await first.textContent();
  const head = page.locator('th button').first();
  await head.click();
  await page.waitForURL(/order=requests/);
  await head.getByText('▼').waitFor();
  await head.click();
  await page.waitForURL(/direction=ASC/);
  await page.goBack();
  await page.waitForURL((url) => !url.search.includes('direction'));
  await page.goBack();
  await page.waitForURL((url) => !url.search.includes('order'));
  await head.getByText('↕').waitFor();
  await first.getByText('政府办公室').waitFor();
  expect(await first.textContent()).toBe(unordered);
});

test('the picture of a chart says what its axes are, with the unit, and marks what is not exact', async () => {
  const { page, faults } = await pages.open(
    `/ask?place=${DISTRICT}&years=2025&by=AGENCY&values=${TICKETS}&order=${TICKETS}&figure=GROWTH`,
  );
  await page.getByText(/个数不是精确数，以 ≥、≤、≈ 标出/).waitFor();
  const saved = page.waitForEvent('download');
  await page.locator('.downloads').getByRole('button', { name: 'SVG' }).click();
  const svg = readFileSync(await (await saved).path()).toString();
  expect(svg).toMatch(/>机关</);
  expect(svg).toMatch(/比上年增长（%）</);
  expect(svg).toMatch(/>[≥≤]</);
  expect(faults).toEqual([]);
});

test.each(['zh', 'en'] as const)(
  'on a narrow screen the first figure is seen beside the keys of its row, however many, and two compared beside each other: %s',
  async (language) => {
    const { page } = await pages.open(
      `/ask?place=${DISTRICT}&years=2024-2025&by=AGENCY,OUTCOME,YEAR&values=requests.total`,
      { width: 360, language },
    );
    const figure = page.locator('.long-row').first().getByRole('link').last();
    await figure.waitFor();
    expect(await rightOf(figure)).toBeLessThanOrEqual(360);
    const lines = await page.evaluate(`(() => {
      const head = [...document.querySelectorAll('th')].find((one) => /^(图|Chart)$/.test(one.textContent));
      const range = document.createRange();
      range.selectNodeContents(head);
      return range.getClientRects().length;
    })()`);
    expect(lines).toBe(1);
    const compared = await pages.open(`/compare?items=${DISTRICT}-001,${DISTRICT}-002&years=2025`, {
      width: 360,
      language,
    });
    const line = compared.page.locator('table.compare tbody tr').first();
    await line.waitFor();
    expect(await rightOf(line.getByRole('cell').nth(1))).toBeLessThanOrEqual(360);
  },
);

test('the explorer is dark where the pages are, and what one link brings takes the place of what another brought', async () => {
  const { page } = await pages.open(`/ask?place=${DISTRICT}&years=2025&by=KIND&view=GRAPHQL`, {
    isDark: true,
  });
  const link = (await page.getByRole('link', { name: '在查询页打开' }).getAttribute('href')) ?? '';
  const openLink = async (address: string, kind: string) => {
    await page.goto('about:blank');
    await page.goto(pages.openUrl + address);
    await page.locator('#variables').getByText(`"${kind}"`).waitFor();
    return page.locator('#tabs .tab').count();
  };
  const before = await openLink(link, 'KIND');
  const grounds = await page.evaluate(
    `['body', '.cm-gutters'].map((one) => getComputedStyle(document.querySelector(one)).backgroundColor)`,
  );
  for (const ground of grounds as string[])
    for (const channel of (ground.match(/\d+/g) ?? []).slice(0, 3)) expect(Number(channel)).toBeLessThan(60);
  expect(await openLink(link.replace('KIND', 'LEVEL'), 'LEVEL')).toBe(before);
  // What somebody wrote in is theirs: the next link has a tab of its own.
  await page.locator('#variables .cm-content').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' ');
  expect(await openLink(link, 'KIND')).toBe(before + 1);
});

test('measures of the demonstration are not offered beside real figures, and an address that names one is told why', async () => {
  const { data } = await pages.ask('{ measures { code labelZh demonstration builtIn } }');
  const [{ code, labelZh }] = data.measures.filter(({ demonstration }: Answer) => demonstration);
  expect(data.measures.filter(({ builtIn, demonstration }: Answer) => builtIn && demonstration)).toEqual([]);
  const ask = `/ask?place=${DISTRICT}&years=2025&by=KIND&values=measures.${code}`;
  const compare = `/compare?items=place:${DISTRICT}&years=2025`;
  const shown = await pages.open(ask);
  await shown.page.locator('th').getByText(labelZh).waitFor();
  await shown.page.goto(pages.url + compare);
  await shown.page.getByRole('rowheader', { name: labelZh }).waitFor();
  // The same pages, told that the place is a real one.
  const { page } = await pages.open('/desk');
  await page.route('**/graphql', async (route) => {
    const response = await route.fetch();
    const answer = await response.json();
    for (const place of [answer.data?.jurisdiction, answer.data?.rollup?.jurisdiction])
      if (place) place.demonstration = false;
    return route.fulfill({ response, json: answer });
  });
  await page.goto(pages.url + ask);
  await page.getByText(`“${labelZh}”是演示用的指标，只与演示数据一起列出`).waitFor();
  await page.goto(pages.url + compare);
  await page.getByRole('rowheader', { name: '公开率' }).first().waitFor();
  await expect(page.getByRole('rowheader', { name: labelZh }).count()).resolves.toBe(0);
});

test('a condition whose least is above its most says so beside it, and is not asked; by year alone there are no shares', async () => {
  const received = 'requests.received.total';
  const { page, faults } = await pages.open(
    `/ask?place=${DISTRICT}&years=2024-2025&by=YEAR&values=${received}&having=${received}~VALUE~5~3`,
  );
  await page.getByText('下限 5 大于上限 3，没有数能符合：此条件没有使用。').waitFor();
  await page.getByText('共 2 行').waitFor();
  expect(await page.locator('th').getByText('占比').count()).toBe(0);
  await page.getByLabel('取值').click();
  await page.getByTitle('比上年增长').last().waitFor();
  expect(await page.getByTitle('占比').count()).toBe(0);
  await page.keyboard.press('Escape');
  expect(await findBarriers(page)).toEqual([]);
  expect(faults).toEqual([]);
});
