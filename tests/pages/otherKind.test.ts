import { findBarriers, startPages } from '../support/browser';

const DISTRICT = '910101';
const OFFICE = '910101-001';

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

/** What the browser says of answers that refuse. */
const isRefusal = (fault: string) => /status of 400/.test(fault);

test('a place that is compared as an agency is named as a place, and is compared as one by a click', async () => {
  const { page, faults } = await pages.open(`/compare?items=${OFFICE},${DISTRICT}&years=2025&only=different`);
  await page.getByText(new RegExp(`没有这样的机关：${DISTRICT}，这是行政区划“.+”的代码`)).waitFor();
  await page.getByText(new RegExp(`${DISTRICT} 是行政区划“.+”的代码，不是机关的。`)).waitFor();
  expect(await page.getByText(`${OFFICE} 是`).count()).toBe(0);
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('link', { name: '作为区划比较' }).click();
  await page.locator('table.compare').first().waitFor();
  expect(new URL(page.url()).searchParams.get('items')).toBe(`${OFFICE},place:${DISTRICT}`);
  expect(new URL(page.url()).searchParams.get('only')).toBe('different');
  expect(faults.filter((fault) => !isRefusal(fault))).toEqual([]);
});

test('an agency that is compared as a place is compared as an agency by a click', async () => {
  const { page } = await pages.open(`/compare?items=place:${OFFICE}&years=2025`, { language: 'en' });
  await page
    .getByText(new RegExp(`${OFFICE} is the code of an agency, .+, and not of a place`))
    .first()
    .waitFor();
  await page.getByRole('link', { name: 'Compare it as an agency' }).click();
  await page.locator('table.compare').first().waitFor();
  expect(new URL(page.url()).searchParams.get('items')).toBe(OFFICE);
});

test.each([`/agencies/${DISTRICT}`, `/agencies/${DISTRICT}/2025`, `/agencies/${DISTRICT}/2025/consolidated`])(
  'a page of an agency that is opened with the code of a place leads to the place: %s',
  async (path) => {
    const { page } = await pages.open('/agencies');
    await page.goto(pages.url + path);
    await page.getByText(new RegExp(`${DISTRICT} 是行政区划“.+”的代码，不是机关的。`)).waitFor();
    await page.getByRole('link', { name: '该区划的概览' }).click();
    await page.waitForURL(`**/?place=${DISTRICT}`);
    await page.getByRole('heading', { level: 1, name: /2025/ }).waitFor();
  },
);

test.each(['/', '/coverage', '/ask', '/agencies', '/compare'])(
  'a page of a place that is opened with the code of an agency leads to the agency: %s',
  async (path) => {
    const { page } = await pages.open(`${path}?place=${OFFICE}`);
    await page
      .getByText(new RegExp(`${OFFICE} 是机关“.+”的代码，不是行政区划的。`))
      .first()
      .waitFor();
    await page.getByRole('link', { name: path === '/compare' ? '作为机关比较' : '该机关的页面' }).click();
    await page.waitForURL(path === '/compare' ? `**/compare?items=${OFFICE}*` : `**/agencies/${OFFICE}`);
  },
);
