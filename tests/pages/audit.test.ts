import { Role } from '../../src/shared/request/permissions';
import { button, enter } from '../support/adminPages';
import { findBarriers, startPages } from '../support/browser';

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

test('the audit is filtered, exported and verified; the state of the hub says what to do first', async () => {
  await pages.signIn('demo-section');
  const boss = await pages.openAs({ role: Role.ADMINISTRATOR }, '/desk');
  const { page, faults } = boss;
  await enter(boss, '系统状态');
  await page.getByText('审计记录从未核对过').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await enter(boss, '审计');
  await button(page, '核对全部审计记录').click();
  await page.getByText(/^完整：/).waitFor();
  await page.getByLabel('操作者（').fill('demo-section');
  await page
    .getByRole('row', { name: /demo-section.*新增会话/ })
    .first()
    .waitFor();
  await page.locator('summary').first().click();
  expect(await findBarriers(page)).toEqual([]);
  const [file] = await Promise.all([page.waitForEvent('download'), button(page, /导出/).click()]);
  expect(file.suggestedFilename()).toBe('audit.ndjson');
  await enter(boss, '系统状态');
  expect(await page.getByText('审计记录从未核对过').count()).toBe(0);
  expect(faults).toEqual([]);
});

test('wrong passwords are in the audit, on the page of the account and on that of its owner', async () => {
  const stranger = await pages.open('/desk');
  await stranger.page.getByLabel('用户名').fill('demo-office');
  await stranger.page.getByLabel('密码').fill('a wrong password');
  await button(stranger.page, /^登\s*录$/).click();
  await stranger.page.getByText('用户名或密码不正确').waitFor();
  const boss = await pages.openAs({ role: Role.ADMINISTRATOR }, '/desk');
  const { page, faults } = boss;
  await enter(boss, '审计');
  await page
    .getByRole('row', { name: /未登录的人.*被拒绝：登录密码不正确（demo-office，该小时第 1 次）/ })
    .waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await enter(boss, '账户与角色');
  await page.getByRole('link', { name: 'demo-office', exact: true }).click();
  await page.getByRole('row', { name: /登录密码不正确 1/ }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  const owner = await pages.signIn('demo-office');
  await enter(owner, '我的账户');
  await owner.page.getByText('不是您本人所为的，请更改密码').waitFor();
  await owner.page.getByRole('row', { name: /登录密码不正确 1/ }).waitFor();
  expect(await findBarriers(owner.page)).toEqual([]);
  expect([...faults, ...owner.faults]).toEqual([]);
});

test('a day that the audit does not take stays in its field with why, and is not taken for another', async () => {
  const boss = await pages.openAs({ role: Role.ADMINISTRATOR }, '/admin/audit?since=20255-01-01');
  const { page, faults } = boss;
  const since = page.getByLabel('自（北京时间，含）');
  const why = /请填 1949-10-01 至 \d{4}-\d{2}-\d{2} 的日期；所填的 (\d+-\d{2}-\d{2}) 没有采用。/;
  await page.getByText(why).waitFor();
  expect(await since.getAttribute('aria-invalid')).toBe('true');
  expect(await findBarriers(page)).toEqual([]);
  await since.fill('2025-01-01');
  await page.getByText(why).waitFor({ state: 'detached' });
  await page.waitForURL(/since=2025-01-01/);
  await since.fill('12025-01-01');
  await page.getByText('所填的 12025-01-01 没有采用').waitFor();
  expect(page.url()).not.toContain('since');
  expect(faults).toEqual([]);
});
