import { readFile } from 'node:fs/promises';
import { startPages } from '../support/browser';

const DISTRICT = '910101';
/** Bars of a chart; the table has more. */
const BARS = 25;

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

test.each([
  ['en', /Granted/],
  ['zh', /予以公开/],
] as const)(
  'a long name of a bar is shortened by its parts, so that both the outcome and the agency are read (%s)',
  async (language, granted) => {
    const { page } = await pages.open(
      `/ask?place=${DISTRICT}&years=2025&by=AGENCY,OUTCOME,KIND&values=requests.total`,
      { language },
    );
    await page.locator('canvas').first().waitFor();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'SVG' }).click();
    const svg = await readFile(await (await downloading).path(), 'utf8');
    const texts = [...svg.matchAll(/<text[^>]*>([^<]* · [^<]*)<\/text>/g)].map(([, text]) => text);
    // The title and the source name the year.
    const names = texts
      .filter((text) => !text.includes('2025'))
      .map((text) => text.split(' · '))
      .filter((parts) => parts.length === 3);
    expect(names).toHaveLength(BARS);
    expect(names.some(([, outcome]) => granted.test(outcome))).toBe(true);
    expect(names.some((parts) => parts.join().includes('…'))).toBe(true);
    expect(new Set(names.map((parts) => parts.join())).size).toBe(BARS);
  },
);
