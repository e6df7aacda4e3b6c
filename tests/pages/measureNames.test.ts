import { findBarriers, startPages } from '../support/browser';

const DISTRICT = '910101';
const OWN = 'ticketsPerHundredRequests';

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
  // A real nation beside the demonstration.
  await pages.owner.query(
    `insert into jurisdiction (code, name, name_en, level, path, demonstration)
     values ('100000', '中华人民共和国', 'China', 'NATION', '100000/', false)`,
  );
});
afterAll(() => pages.stop());

/** The codes of values that a page says outside of what is marked as a code. */
const codesSaid = `[...document.querySelectorAll('main *')]
  .filter((one) => !one.closest('.code') && one.children.length === 0)
  .flatMap((one) => one.textContent.match(/\\b(?:indicators|measures|requests|disputes|proactive)\\.\\w+/g) ?? [])`;

test.each(['zh', 'en'] as const)(
  'a formula and why a measure has no value name what they are of, and no codes: %s',
  async (language) => {
    for (const address of [`/measures/${OWN}?place=${DISTRICT}`, `/measures/denialRate?place=${DISTRICT}`]) {
      const { page, faults } = await pages.open(address, { language });
      await page.locator('.coverage').last().waitFor();
      expect(await page.evaluate(codesSaid)).toEqual([]);
      expect(await findBarriers(page)).toEqual([]);
      expect(faults).toEqual([]);
    }
  },
);

test('a measure of the demonstration is formed of demonstration data alone', async () => {
  const { page } = await pages.open(`/measures/${OWN}`);
  await page.getByRole('heading', { level: 2, name: /演示.*历年的数/ }).waitFor();
  await page
    .getByRole('row', { name: /12345热线工单/ })
    .first()
    .waitFor();
  await page.goto(`${pages.url}/measures/${OWN}?place=100000`);
  await page.locator('.nothing', { hasText: '不与真实数据相混' }).waitFor();
  expect(await page.getByRole('heading', { level: 2 }).count()).toBe(0);
  await page.goto(`${pages.url}/measures/disclosureRate`);
  await page.getByRole('heading', { level: 2, name: /中华人民共和国历年的数/ }).waitFor();
});
