import { startPages } from '../support/browser';
import { printedForBusyAgency } from '../support/printedFor';

const YEAR = 2025;

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

test('what is read of a document says what is printed beside a figure, and quotes no sentence where there is none', async () => {
  const { page, faults } = await pages.signIn('demo-clerk');
  await page.goto(`${pages.url}/desk/${pages.agency}/${YEAR}`);
  await page.getByText('用文档填报').first().click();
  const printed = (await printedForBusyAgency(pages, YEAR)).replace(
    /(data-cell="proactive\.licences\.decisions">)/,
    '$1约',
  );
  await page
    .getByTestId('document')
    .setInputFiles({ name: '年度报告.html', mimeType: 'text/html', buffer: Buffer.from(printed) });
  await page.getByRole('region', { name: '逐处核对' }).getByText('旁注：约').waitFor();
  const read = page.getByRole('region', { name: '文中的补充指标' });
  const lines = await read.getByRole('listitem').allTextContents();
  expect(lines.length).toBeGreaterThan(1);
  const quotations = await read.locator('q').allTextContents();
  expect(quotations.filter((text) => text.trim() === '')).toEqual([]);
  expect(quotations.length).toBeLessThan(lines.length);
  expect(faults).toEqual([]);
});
