import { startPages } from '../support/browser';

const DISTRICT = '910101';
const OFFICE = '910101-001';

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

test('on a narrow screen the answer of the explorer is seen without scrolling, and what is chosen in a panel closes it', async () => {
  const { page } = await pages.open('/agencies', { width: 360 });
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto(`${pages.openUrl}/explorer`);
  await page.locator('#tools .run').click();
  const answer = page.locator('#answer');
  await answer.getByText('"rollup"').waitFor();
  const box = await answer.boundingBox();
  expect(640 - (box?.y ?? 640)).toBeGreaterThan(150);
  await page.getByRole('button', { name: '历史 History' }).click();
  await page.locator('.panel:not([hidden]) .item').first().click();
  await page.locator('.panel:not([hidden])').waitFor({ state: 'detached' });
});

test.each(['zh', 'en'] as const)(
  'on a narrow screen all of the reports of an agency and of its peers is seen: %s',
  async (language) => {
    const { page } = await pages.open(`/agencies/${OFFICE}`, { width: 360, language });
    const tables = page.locator('table.stacking');
    await tables.nth(1).locator('td').nth(5).waitFor();
    for (const cell of await tables.locator('tbody td').all()) {
      const box = await cell.boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
    }
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  },
);

test.each(['zh', 'en'] as const)(
  'on a narrow screen how much of what was expected each year holds is read in full beside its figure: %s',
  async (language) => {
    const { page } = await pages.open('/agencies', { width: 360, language });
    // As many reports and requests as a nation has.
    await page.route('**/graphql', async (route) => {
      const response = await route.fetch();
      const answer = await response.text();
      const body = answer
        .replace(/"value":\d+/g, '"value":1432101')
        .replace(/"expected":\d+,"included":\d+/g, '"expected":243210,"included":240123');
      return route.fulfill({ response, body });
    });
    await page.goto(`${pages.url}/?place=${DISTRICT}&year=2025`);
    const cells = page.locator('.beside table.data tbody td:last-child');
    await cells.getByText('243,210').first().waitFor();
    for (const cell of await cells.all()) {
      const box = await cell.boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
    }
  },
);
