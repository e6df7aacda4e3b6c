import type { Answer } from '../support/answers';
import { findBarriers, startPages } from '../support/browser';

const DISTRICT = '910101';
const OFFICE = '910101-001';
/** A day when not all reports of the year were published. */
const EARLY = '2026-01-20';
const RECEIVED = 'requests.received.total';
const RATE = 'measures.disclosureRate';
const TICKETS = 'indicators.hotlineTickets';

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

const signed = (value: number, decimals?: number) =>
  new Intl.NumberFormat('zh-CN', {
    signDisplay: 'exceptZero',
    minimumFractionDigits: decimals ?? 0,
    maximumFractionDigits: decimals ?? 6,
  }).format(value);

test('while reports still come in, the main figures change as those did who reported in both years, and the whole says who reported', async () => {
  const { data } =
    await pages.ask(`{ rollup(years: [2025], asOf: "${EARLY}T23:59:59.999+08:00", filter: { jurisdiction: "${DISTRICT}" }) {
      coverage { expected included } all: change(year: 2025, base: 2024) { cautionZh }
      same: change(year: 2025, base: 2024, over: SAME_AGENCIES) { sameAgencies cautionZh cells(codes: ["${RECEIVED}"]) { absolute } difference { measures { disclosureRate } } } } }`);
  const { coverage, all, same } = data.rollup;
  expect(coverage.included).toBeLessThan(coverage.expected);
  const { page, faults } = await pages.open(`/?place=${DISTRICT}&year=2025&asOf=${EARLY}`);
  const card = (name: string) => page.locator('.headlines > div').filter({ hasText: name });
  const among = `（同一批 ${same.sameAgencies} 个机关）`;
  await card('新收申请').getByText(among).waitFor();
  expect(await card('新收申请').textContent()).toContain(`比上年 ${signed(same.cells[0].absolute)} (`);
  expect(await card('公开率').textContent()).toContain(
    `比上年 ${signed(same.difference.measures.disclosureRate * 100, 1)} 个百分点${among}`,
  );
  expect(await card('热线工单').textContent()).toContain('与上年无从比较（两年都只是“至少”或“至多”的数）');
  await page.getByText(`比上年：${same.cautionZh}`).waitFor();
  await page.getByText(`比上年：${all.cautionZh}`).first().waitFor();
  const sentence = page.getByText(/^热线工单：/).first();
  expect(await sentence.textContent()).toContain(
    `（应报 ${coverage.expected} 份，纳入 ${coverage.included} 份）`,
  );
  await page.goto(`${pages.url}/ask?place=${DISTRICT}&years=2025&by=KIND&values=${RECEIVED}&asOf=${EARLY}`);
  await page.getByText(`比上年：${all.cautionZh}`).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test('years of a place side by side say that not the same agencies reported, and lead to the change over the same', async () => {
  const { data } = await pages.ask(
    `{ rollup(years: [2025], asOf: "${EARLY}T23:59:59.999+08:00", filter: { jurisdiction: "${DISTRICT}" }) {
      near: change(year: 2025, base: 2024) { cautionZh } far: change(year: 2025, base: 2023) { cautionZh } } }`,
  );
  const { near, far } = data.rollup;
  const { page, faults } = await pages.open(`/compare?items=place:${DISTRICT}&years=2024,2025&asOf=${EARLY}`);
  const caution = page.locator('.caution');
  await caution.getByText(`比上年：${near.cautionZh}`).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await caution.getByRole('link').click();
  await page.waitForURL(`${pages.url}/?place=${DISTRICT}&year=2025&asOf=${EARLY}`);
  await page.locator('.headlines').getByText('同一批').first().waitFor();
  await page.goto(`${pages.url}/compare?items=place:${DISTRICT}&years=2023,2025&asOf=${EARLY}`);
  await caution.getByText(`比 2023 年：${far.cautionZh}`).waitFor();
  expect(faults).toEqual([]);
});

test('rates change by percentage points in the answer to a question, and are ordered by them', async () => {
  const { page } = await pages.open(
    `/ask?place=${DISTRICT}&years=2025&by=AGENCY&values=${RATE}&order=${RATE}&figure=DIFFERENCE`,
  );
  const { data } = await pages.ask(
    `{ rollup(years: [2025], filter: { jurisdiction: "${DISTRICT}" }) { rows(by: [AGENCY], values: ["${RATE}"], first: 3, orderBy: { field: "${RATE}", figure: DIFFERENCE }) { nodes { values { difference } } } } }`,
  );
  await page.locator('th').getByText('比上年增减').waitFor();
  for (const [at, { values }] of data.rollup.rows.nodes.entries())
    expect(await page.locator('.long-row').nth(at).textContent()).toContain(
      `${signed(values[0].difference * 100, 1)} 个百分点`,
    );
});

test('the share of a figure that is not exact is about so much', async () => {
  const { page } = await pages.open(
    `/ask?place=${DISTRICT}&years=2025&by=AGENCY&values=${TICKETS}&order=${TICKETS}`,
  );
  const row = page.locator('.long-row').filter({ hasText: '≥ ' }).first();
  await row.getByText(/^≈ [\d.]+%$/).waitFor();
});

test('of two bounds of the same side no change is said, and no arrow stands where the sign is not certain', async () => {
  const { data } = await pages.ask(
    `{ rollup(years: [2025], filter: { jurisdiction: "${DISTRICT}" }) { rows(by: [AGENCY], values: ["${TICKETS}"], first: 100) { nodes { keys { code } values { base value difference changeQualifier } } } } }`,
  );
  const rows: Answer[] = data.rollup.rows.nodes;
  const atLeast = rows.filter(({ values: [own] }) => own.changeQualifier === 'AT_LEAST');
  const more = atLeast.find(({ values: [own] }) => own.difference > 0);
  const less = atLeast.find(({ values: [own] }) => own.difference < 0);
  const { page } = await pages.open(`/compare?items=place:${DISTRICT}&years=2024,2025`);
  const last = page.getByRole('row', { name: /^12345热线工单/ }).locator('td:last-child');
  await last.getByText('无从比较').first().waitFor();
  const shown = async () => (await last.allTextContents()).filter((text) => text.startsWith('≥'));
  expect((await shown())[0]).toMatch(/^≥ [\d,]+无从比较$/);
  for (const [row, change] of [
    [more, /^≥ [\d,]+▲ ≥ \+[\d,]+ \(\+[\d.]+%\)$/],
    [less, /^≥ [\d,]+ ≥ -[\d,]+ \(-[\d.]+%\)$/],
  ] as const) {
    await page.goto(`${pages.url}/compare?items=${row?.keys[0].code}&years=2024,2025`);
    await last
      .getByText(/≥ [+-]/)
      .first()
      .waitFor();
    expect((await shown())[0]).toMatch(change);
  }
});

test('what has no figure says why in the words of the hub', async () => {
  const code = 'proactive.procurement.amount';
  const { data } = await pages.ask(
    `{ rollup(years: [2025], filter: { agencies: ["${OFFICE}"] }) { rows(by: [YEAR], values: ["${code}"]) { nodes { values { value reasonZh } } } } }`,
  );
  const [{ value, reasonZh }] = data.rollup.rows.nodes[0].values;
  expect(value).toBeNull();
  const { page } = await pages.open(`/compare?items=${OFFICE}&years=2025`);
  await page.getByText(reasonZh.replace(/。$/, '')).first().waitFor();
});
