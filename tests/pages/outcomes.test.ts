import { REQUEST_COLUMNS } from '../../src/form/lines';
import { REQUEST_GROUPS } from '../../src/form/requestRows';
import { startPages } from '../support/browser';

const DISTRICT = '910101';
const ONE_DECIMAL = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
const GROWTH = new Intl.NumberFormat('zh-CN', {
  style: 'percent',
  signDisplay: 'exceptZero',
  ...ONE_DECIMAL,
});

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

test('headings of outcomes change as the hub says that their subtotals do', async () => {
  const groups = REQUEST_GROUPS.filter(({ rows }) => rows.length > 1);
  const codes = groups.map(({ code }) => `requests.${code}.subtotal.total`);
  const { data } = await pages.ask(
    `query ($values: [ID!]!) { rollup(years: [2025], filter: { jurisdiction: "${DISTRICT}" }) { rows(by: [YEAR], values: $values) { nodes { values { value growth } } } } }`,
    { values: codes },
  );
  const { page } = await pages.open(`/?place=${DISTRICT}&year=2025`);
  const part = page.locator('.part').filter({ hasText: '申请的办理结果' });
  const heads = part.locator('tr.main-row', {
    has: page.locator('xpath=following-sibling::tr[1][@class="below"]'),
  });
  await heads.first().waitFor();
  const shown = await heads.evaluateAll((rows) =>
    rows.map((row) =>
      [...(row as unknown as { cells: { textContent: string }[] }).cells].map((cell) => cell.textContent),
    ),
  );
  expect(shown.map(([, value, , growth]) => [value, growth])).toEqual(
    data.rollup.rows.nodes[0].values.map(({ value, growth }: { value: number; growth: number | null }) => [
      value.toLocaleString('en'),
      growth === null ? '' : GROWTH.format(growth),
    ]),
  );
});

test('the subtotal of a heading, of every kind of applicant, leads to the agencies that it is of', async () => {
  const { page, faults } = await pages.open(`/?place=${DISTRICT}&year=2025`);
  const row = page.locator('.part tr.main-row').filter({ hasText: '（三）不予公开' });
  await row.waitFor();
  const links = await row
    .getByRole('link')
    .evaluateAll((all) => all.map((one) => (one as unknown as { search: string }).search));
  expect(links.map((search) => new URLSearchParams(search).get('values'))).toEqual(
    ['total', ...REQUEST_COLUMNS.map(({ code }) => code).filter((code) => code !== 'total')].map(
      (code) => `requests.denied.subtotal.${code}`,
    ),
  );
  const total = await row.getByRole('link').first().textContent();
  await row.getByRole('link').first().click();
  await page.waitForURL(/\/ask\?/);
  await page
    .getByRole('row', { name: /^全部/ })
    .getByText(total ?? '', { exact: true })
    .waitFor();
  expect(await page.locator('.long-row').count()).toBeGreaterThan(1);
  expect(await page.locator('.misread').count()).toBe(0);
  expect(faults).toEqual([]);
});
