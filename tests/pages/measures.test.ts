import type { Answer } from '../support/answers';
import { findBarriers, startPages } from '../support/browser';

const DISTRICT = '910101';
const RECEIVED = 'requests.received.total';

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

const ownMeasure = async (): Promise<Answer> =>
  (
    await pages.ask('{ measures { code labelZh unitZh formula descriptionZh builtIn demonstration } }')
  ).data.measures.find(({ builtIn }: Answer) => !builtIn);

test('who sees the figure of a measure comes to its formula, unit and definition, who defined it, and the figures it is formed of', async () => {
  const measure = await ownMeasure();
  const { page, faults } = await pages.open(
    `/ask?place=${DISTRICT}&years=2025&by=KIND&values=measures.${measure.code},${RECEIVED}`,
  );
  await page.getByRole('link', { name: `${measure.labelZh}的公式和口径` }).click();
  await page.getByRole('heading', { level: 1, name: new RegExp(measure.labelZh) }).waitFor();
  const facts = page.locator('.facts');
  for (const text of [measure.formula, measure.unitZh, measure.descriptionZh, `measures.${measure.code}`])
    await facts.getByText(text, { exact: true }).waitFor();
  await facts.getByText('随演示数据而来').waitFor();
  const { data } = await pages.ask(
    `{ rollup(years: [2025], filter: { jurisdiction: "${DISTRICT}" }) { total { values(codes: ["${RECEIVED}"]) { value } } } }`,
  );
  const [{ value }] = data.rollup.total.values;
  const row = page.getByRole('row', { name: /本年新收/ });
  expect(await row.locator('td').last().textContent()).toBe(value.toLocaleString('en'));
  expect(await page.locator('.coverage').last().textContent()).toContain('有数的年度：');
  expect(await findBarriers(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test('the overview and the league lead to formulas; of a code that there is not only that is said', async () => {
  const { page } = await pages.open(`/?place=${DISTRICT}&year=2025&league=measures.disclosureRate`);
  await page.locator('.headlines').getByRole('link', { name: '公开率的公式和口径' }).waitFor();
  const league = page.locator('.part').filter({ hasText: '机关排名' });
  await league.getByRole('link', { name: '公开率的公式和口径' }).click();
  await page.waitForURL(/\/measures\/disclosureRate\?place=910101&year=2025$/);
  await page.locator('.facts').getByText('requests.concluded.total').waitFor();
  // The address of a measure can be passed on.
  expect((await page.reload())?.status()).toBe(200);
  await page.goto(`${pages.url}/measures/none`);
  await page.getByText('没有代码为 none 的派生指标。').waitFor();
});

test.each([
  [360, 'zh'],
  [360, 'en'],
  [768, 'en'],
  [1280, 'zh'],
  [1280, 'en'],
] as const)(
  'heads of an answer have four lines at most, with the unit in its own, and say what a share is of: %i %s',
  async (width, language) => {
    const { page } = await pages.open(
      `/ask?place=${DISTRICT}&years=2025&by=AGENCY,OUTCOME&values=requests.total`,
      { width, language },
    );
    const head = page.locator('.long-thead .head-unit');
    await head.first().waitFor();
    expect(await head.nth(1).textContent()).toBe(language === 'zh' ? '占合计' : 'of the total');
    await page.getByText(language === 'zh' ? '不是占同一机关的合计' : 'not of that of one agency').waitFor();
    await page.goto(
      `${pages.url}/ask?place=${DISTRICT}&years=2025&by=AGENCY&values=${RECEIVED},disputes.litigationAfterReconsideration.pending,requests.denied.securityAndStability.naturalPerson`,
    );
    await head.nth(3).waitFor();
    for (const one of await page.locator('.long-thead th').all())
      expect((await one.boundingBox())?.height).toBeLessThanOrEqual(4 * 23 + 17);
  },
);
