import type { Page } from 'playwright-core';
import { Role } from '../../src/shared/request/permissions';
import { startPages } from '../support/browser';
import { sendExplained } from '../support/sendExplained';

const YEAR = 2025;
/** So many fields of the form are gone through: all tables are longer than the window. */
const FIELDS = 100;

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
  await sendExplained(
    pages,
    await pages.tokenOf({ role: Role.CLERK, agency: pages.agency }),
    'saveDraft',
    {},
  );
});
afterAll(() => pages.stop());

/** Returns how much of what has the focus is covered by a bar at the lower edge, in pixels, or outside the window. */
const hidden = (page: Page, bar: string): Promise<number> =>
  page.evaluate((selector) => {
    const { document, innerHeight } = globalThis as unknown as {
      innerHeight: number;
      document: { activeElement: Element; querySelector(name: string): Element | null };
    };
    interface Element {
      getBoundingClientRect(): { top: number; bottom: number; height: number };
      closest(name: string): Element | null;
    }
    const focused = document.activeElement;
    const covering = document.querySelector(selector);
    if (focused.closest(selector)) return 0;
    const { top, bottom, height } = focused.getBoundingClientRect();
    const edge = Math.min(innerHeight, covering?.getBoundingClientRect().top ?? innerHeight);
    // Of a table, which is higher than half of the window, a part is enough.
    const pixels = height > innerHeight / 2 ? Math.max(top - edge, -bottom) : Math.max(bottom - edge, -top);
    return Math.max(0, Math.floor(pixels));
  }, bar);

test.each([1280, 360])(
  'whatever field of the form has the focus is in view, above the bar that saves: %d pixels wide',
  async (width) => {
    const { page } = await pages.signIn('demo-clerk');
    await page.setViewportSize({ width, height: 640 });
    await page.goto(`${pages.url}/desk/${pages.agency}/${YEAR}`);
    await page.getByLabel('总体情况').focus();
    const covered: number[] = [];
    for (let at = 0; at < FIELDS; at += 1) {
      await page.keyboard.press('Tab');
      const pixels = await hidden(page, '.save-bar');
      if (pixels > 0) covered.push(pixels);
    }
    expect(covered).toEqual([]);
  },
);
