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
