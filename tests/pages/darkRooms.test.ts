import { Role } from '../../src/shared/request/permissions';
import { findBarriers, startPages } from '../support/browser';

const DISTRICT = '910101';

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

test('what a clerk fills a report with is read in the dark too', async () => {
  const { page, faults } = await pages.open(`/desk/${pages.agency}/2025`, { isDark: true, width: 360 });
  await pages.fillSignIn(page, 'demo-clerk');
  await page.getByRole('button', { name: '用文档填报', pressed: true }).waitFor();
  // A button that was just clicked has lighter letters.
  expect(await findBarriers(page)).toEqual([]);
  for (const way of ['用文档填报', '在表中填写']) {
    await page.getByRole('button', { name: way }).click();
    await page.getByRole('button', { name: way, pressed: true }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
  }
  expect(faults).toEqual([]);
});

test.each(['INDICATORS', 'MEASURES'])(
  'links of the catalogue are called in English by what they show and by names in English: %s',
  async (view) => {
    const token = await pages.tokenOf({ role: Role.DISTRICT_OFFICER, jurisdiction: DISTRICT });
    const { page } = await pages.open('/', { isDark: true, width: 360, language: 'en' });
    await page.evaluate(`sessionStorage.setItem('ogi-hub.token', '${token}')`);
    await page.goto(`${pages.url}/desk/catalogue?place=${DISTRICT}&view=${view}`, {
      waitUntil: 'networkidle',
    });
    const links = page.getByRole('link', { name: /^Values of agencies: / });
    await links.first().waitFor();
    for (const link of await links.all())
      expect(await link.getAttribute('aria-label')).not.toMatch(/\p{Script=Han}/u);
    expect(await findBarriers(page)).toEqual([]);
  },
);
