import { Role } from '../../src/shared/request/permissions';
import { startPages } from '../support/browser';

const DISTRICT = '910101';
const OFFICE = '910101-001';

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

test('figures of one place never stand below the title of another', async () => {
  const { page } = await pages.open(`/?place=${DISTRICT}&year=2025`);
  await page.locator('.headlines').waitFor();
  await page.getByRole('button', { name: /搜索/ }).click();
  await page.getByLabel('名称、曾用名或代码').fill('演示国');
  await page.locator('.found li').first().waitFor();
  let answer = () => {};
  const isAwaited = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/graphql', async (route) => {
    await isAwaited;
    await route.continue();
  });
  await page.keyboard.press('Enter');
  await page.locator('h1:not(:has-text("演示区"))').waitFor();
  expect(await page.locator('.headlines').count()).toBe(0);
  expect(await page.locator('main table').count()).toBe(0);
  answer();
  await page.locator('.headlines').waitFor();
});

test('what is typed right after Ctrl-K is searched for', async () => {
  const { page } = await pages.open(`/?place=${DISTRICT}&year=2025`);
  await page.waitForTimeout(2000);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('910101');
  expect(await page.getByLabel('名称、曾用名或代码').inputValue()).toBe('910101');
});

test('the wall says that it does not move as soon as the device has no network, and moves again with one', async () => {
  const { page } = await pages.open(`/?place=${DISTRICT}&year=2025`);
  const says = (liveness: string) => page.locator(`[data-liveness="${liveness}"]`).waitFor();
  await says('LIVE');
  await page.context().setOffline(true);
  await says('OFFLINE');
  await page.context().setOffline(false);
  await says('LIVE');
});

test('the address of a report is that of the cell somebody is at', async () => {
  const { page } = await pages.open(`/agencies/${OFFICE}/2025?cell=requests.received.total`);
  await page.locator('[data-cell="requests.received.naturalPerson"]').click();
  await page.waitForURL(/cell=requests\.received\.naturalPerson/);
});

test('what is pressed twice is sent once', async () => {
  const { page } = await pages.openAs({ role: Role.ADMINISTRATOR }, '/admin/accounts');
  await page.getByRole('button', { name: '新建账户' }).click();
  await page.getByLabel('用户名（').fill('pressed.twice');
  await page.getByLabel('姓名或职务').fill('新填报人');
  await page.getByRole('button', { name: /^建\s*立$/ }).dblclick();
  const password = page.getByRole('textbox', { name: 'pressed.twice 的初始密码' });
  expect(await password.inputValue()).not.toBe('');
});

test('a search that finds more than it lists says so, and one that lists all does not', async () => {
  const { page } = await pages.open(`/?place=${DISTRICT}&year=2025`);
  await page.getByRole('button', { name: /搜索/ }).click();
  const box = page.getByLabel('名称、曾用名或代码');
  await box.fill('局');
  await page.getByText(/^还有 \d+ 个没有列出，请再输几个字$/).waitFor();
  await box.fill(OFFICE);
  await page.locator('.found li').filter({ hasText: OFFICE }).waitFor();
  await page.getByText('没有列出').waitFor({ state: 'detached' });
  const { page: comparison } = await pages.open(`/compare?place=${DISTRICT}&year=2025`);
  const picker = comparison.getByRole('combobox', { name: /机关/ }).first();
  await picker.click();
  await picker.fill('局');
  await comparison.getByText(/^还有 \d+ 个没有列出，请再输几个字$/).waitFor();
});
