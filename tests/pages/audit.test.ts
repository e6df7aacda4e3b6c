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

test('one field that differs is counted as one in English', async () => {
  // An account that is disabled differs in one field, with an event of its own.
  const { username } = await pages.colleague({ role: Role.CLERK, agency: pages.agency });
  const disable =
    'mutation ($input: UpdateAccountInput!) { updateAccount(input: $input) { findings { code } } }';
  const token = await pages.tokenOf({ role: Role.ADMINISTRATOR });
  await pages.ask(disable, { input: { account: username, disabled: true } }, token);
  const english = await pages.open('/desk', { language: 'en' });
  await english.page.evaluate(`sessionStorage.setItem('ogi-hub.token', '${token}')`);
  await english.page.goto(`${pages.url}/admin/audit`);
  await english.page.locator('summary').first().waitFor();
  const counts = await english.page.locator('summary').allTextContents();
  expect(counts).toContain('1 field');
  expect(counts).not.toContain('1 fields');
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

test('the audit of some days begins with the first instant of the first and ends with the last of the last, in Beijing', async () => {
  await pages.signIn('demo-leader');
  const events: { id: string }[] = await pages.owner.query(
    `select chain || '/' || position as id from audit_event where 'demo-leader' in (actor, actor_name)`,
  );
  expect(events.length).toBeGreaterThan(0);
  // Events are never changed: only here, past every rule.
  const moveTo = (instant: string) =>
    pages.owner.transaction(async (manager) => {
      await manager.query('set local session_replication_role = replica');
      await manager.query(`update audit_event set at = $1 where chain || '/' || position = any($2)`, [
        instant,
        events.map(({ id }) => id),
      ]);
    });
  const { page, faults } = await pages.openAs({ role: Role.ADMINISTRATOR }, '/desk');
  const isListed = async (since: string, until: string) => {
    await page.goto(`${pages.url}/admin/audit?actor=demo-leader&since=${since}&until=${until}`);
    const row = page.getByRole('row', { name: /新增会话/ }).first();
    const none = page.getByText('没有符合条件的记录。');
    await row.or(none).waitFor();
    return (await none.count()) === 0;
  };
  await moveTo('2025-03-05T23:59:59.999+08:00');
  expect(await isListed('2025-03-01', '2025-03-05')).toBe(true);
  expect(await isListed('2025-03-01', '2025-03-04')).toBe(false);
  await moveTo('2025-03-05T00:00:00+08:00');
  expect(await isListed('2025-03-05', '2025-03-05')).toBe(true);
  expect(await isListed('2025-03-06', '2025-03-07')).toBe(false);
  expect(await isListed('2025-03-01', '2025-03-04')).toBe(false);
  // The first day is none after the last, which the hub would refuse.
  await page.getByLabel('自（北京时间，含）').fill('2025-03-05');
  await page.getByText('请填 1949-10-01 至 2025-03-04 的日期').waitFor();
  expect(faults).toEqual([]);
});
