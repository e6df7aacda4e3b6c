import { type PageOptions, startPages } from '../support/browser';
import { compareWithPicture } from '../support/comparePictures';

const DISTRICT = '910101';
const OFFICE = '910101-001';
/** So much of a page may look otherwise: dates of today, and letters of another version of a font. */
const MOST = 0.02;

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

const WIDE: PageOptions = { scale: 0.5 };
const NARROW: PageOptions = { scale: 0.5, width: 360, isDark: true, language: 'en' };

test.each<[string, string, PageOptions]>([
  ['overview', `/?place=${DISTRICT}&year=2025`, WIDE],
  ['overview-narrow', `/?place=${DISTRICT}&year=2025`, NARROW],
  ['question', `/ask?place=${DISTRICT}&years=2021-2025&by=YEAR&values=requests.received.total`, WIDE],
  ['agency', `/agencies/${OFFICE}`, WIDE],
  ['report', `/agencies/${OFFICE}/2025`, WIDE],
  ['report-narrow', `/agencies/${OFFICE}/2025`, NARROW],
  ['compare', `/compare?items=${OFFICE},place:${DISTRICT}&years=2024,2025`, WIDE],
  ['desk', '/desk', WIDE],
])('%s looks as its picture', async (name, address, options) => {
  const { page } = await pages.open(address, options);
  // Charts are drawn after the page.
  await page.locator('.ant-skeleton').first().waitFor({ state: 'detached' });
  await page.waitForTimeout(500);
  const { share, seen } = await compareWithPicture(page, await page.context().newPage(), name);
  expect({ seen, isAlike: share <= MOST, share }).toMatchObject({ isAlike: true });
});
