import { findBarriers, startPages } from '../support/browser';

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

test.each([
  ['/%00', '没有这个页面'],
  ['/ask?place=%E0', 'UTF-8'],
  ['/agencies/%FF', 'UTF-8'],
  ['/measures/%00', '不能保存的字符'],
])('who opens %s reads what is wrong with it, and goes on from there', async (address, words) => {
  const { page, faults } = await pages.open(address);
  await page.locator('.nothing', { hasText: words }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('main').getByRole('link', { name: '机关' }).click();
  await page.getByRole('heading', { level: 1, name: '机关' }).waitFor();
  expect(await page.locator('.nothing', { hasText: words }).count()).toBe(0);
  expect(faults.filter((fault) => !/status of 4\d\d/.test(fault))).toEqual([]);
});
