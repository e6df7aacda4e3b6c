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
  ['en', /(\(Denied\)|Denied\)|nied\)) · .*政府办公室/, /repeated|petition/],
  ['zh', /不予公开 · .*政府办公室/, /信访/],
] as const)(
  'a long name of a bar is shortened by its parts, so that both the outcome and the agency are read (%s)',
  async (language, denied, outcome) => {
    const { page } = await pages.open(
      `/ask?place=${DISTRICT}&years=2025&by=AGENCY,OUTCOME&values=requests.total`,
      { language },
    );
    await page.locator('canvas').waitFor();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'SVG' }).click();
    const svg = await readFile(await (await downloading).path(), 'utf8');
    const names = [...svg.matchAll(/<text[^>]*>([^<]* · [^<]*)<\/text>/g)]
      .map(([, text]) => text)
      .filter((text) => /办公室|改革局/.test(text));
    expect(names).toHaveLength(BARS);
    expect(names.some((name) => denied.test(name))).toBe(true);
    expect(names.some((name) => outcome.test(name))).toBe(true);
    expect(names.some((name) => name.includes('…'))).toBe(true);
    expect(new Set(names).size).toBe(BARS);
  },
);
