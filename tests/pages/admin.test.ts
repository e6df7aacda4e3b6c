import type { Page } from 'playwright-core';
import { enqueueDelivery } from '../../src/notification/deliveries';
import { startJobs } from '../../src/notification/jobs';
import { NoticeEvent } from '../../src/notification/notificationTypes';
import { Role } from '../../src/shared/request/permissions';
import { findBarriers, type OpenedPage, startPages } from '../support/browser';
import { openReceiver } from '../support/receivers';

let pages: Awaited<ReturnType<typeof startPages>>;
let receiver: Awaited<ReturnType<typeof openReceiver>>;
let jobs: Awaited<ReturnType<typeof startJobs>>;
beforeAll(async () => {
  pages = await startPages({ allowPrivateWebhooks: true });
  receiver = await openReceiver();
  jobs = await startJobs(
    pages.database,
    { smtpUrl: null, mailFrom: 'hub@example.invalid', allowPrivateWebhooks: true },
    () => {},
  );
});
afterAll(async () => {
  await jobs.stop();
  await pages.stop();
  await receiver.close();
});

const button = (page: Page, name: RegExp | string) => page.getByRole('button', { name });
/** Confirms what a dialog asks. */
const confirm = (page: Page, name: RegExp) =>
  page.getByRole('dialog').getByRole('button', { name }).first().click();
/** Chooses what is found by a part of its name. */
async function choose(page: Page, label: string, typed: string, found: RegExp) {
  await page.getByRole('combobox', { name: label }).fill(typed);
  await page.locator('.ant-select-item-option').filter({ hasText: found }).first().click();
}
const enter = async ({ page }: OpenedPage, room: string) => {
  await page.getByRole('navigation', { name: '办理与管理' }).getByRole('link', { name: room }).click();
  await page.getByRole('heading', { level: 1, name: room }).waitFor();
};

test('an account is made, has its role granted and signs in; its session is ended and it is disabled', async () => {
  const boss = await pages.openAs({ role: Role.ADMINISTRATOR }, '/desk');
  const { page, faults } = boss;
  await enter(boss, '账户与角色');
  await button(page, '新建账户').click();
  await page.getByLabel('用户名（').fill('Not Allowed!');
  await page.getByLabel('姓名或职务').fill('新填报人');
  await button(page, /^建\s*立$/).click();
  await page.getByText('用户名为 2 至 64 位小写字母').waitFor();
  await page.getByLabel('用户名（').fill('new.clerk');
  await button(page, /^建\s*立$/).click();
  const secret = page.getByRole('textbox', { name: 'new.clerk 的初始密码' });
  const password = await secret.inputValue();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('link', { name: '下一步：授予角色' }).click();
  await page.getByText('尚无角色').waitFor();
  const { data } = await pages.ask(`{ agency(code: "${pages.agency}") { name } }`);
  await choose(page, '授予的机关', data.agency.name, new RegExp(pages.agency));
  await button(page, /^授\s*予$/).click();
  await page.getByText('已授予。').waitFor();
  await page.getByRole('cell', { name: new RegExp(pages.agency) }).waitFor();

  const clerk = await pages.open('/desk');
  await clerk.page.getByLabel('用户名').fill('new.clerk');
  await clerk.page.getByLabel('密码').fill(password);
  await button(clerk.page, /^登\s*录$/).click();
  await clerk.page.getByRole('heading', { name: '请先更改初始密码' }).waitFor();
  expect(await clerk.page.getByRole('link', { name: '我的账户' }).count()).toBe(0);
  expect(await findBarriers(clerk.page)).toEqual([]);
  await clerk.page.getByLabel('当前密码').fill(password);
  await clerk.page.getByLabel('新密码，').fill('short');
  await clerk.page.getByLabel('再输一次').fill('shore');
  expect(await button(clerk.page, /^更\s*改$/).isDisabled()).toBe(true);
  await clerk.page.getByLabel('再输一次').fill('short');
  await button(clerk.page, /^更\s*改$/).click();
  await clerk.page.locator('.findings').getByRole('alert').first().waitFor();
  await clerk.page.getByLabel('新密码，').fill('a better pass phrase');
  await clerk.page.getByLabel('再输一次').fill('a better pass phrase');
  await button(clerk.page, /^更\s*改$/).click();
  await clerk.page.getByRole('heading', { name: '待办' }).waitFor();
  await enter(clerk, '我的账户');
  await clerk.page.getByText('本次会话').waitFor();
  expect(await findBarriers(clerk.page)).toEqual([]);

  await page.reload();
  await button(page, /^结\s*束$/).click();
  expect(await findBarriers(page)).toEqual([]);
  await confirm(page, /^结\s*束$/);
  await page.getByText('现在没有登录的会话。').waitFor();
  await clerk.page.reload();
  await clerk.page.getByLabel('用户名').waitFor();

  await button(page, '停用账户').click();
  await confirm(page, /^停用账户$/);
  await page.getByText('已停用').first().waitFor();
  await page.getByRole('link', { name: '全部账户' }).click();
  await page.getByRole('textbox', { name: '用户名或姓名' }).fill('new.');
  await page.getByText('共 1 条').waitFor();
  await page.getByRole('row', { name: /new\.clerk.*已停用/ }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test('an administrator of a place makes an account with a role there, takes the role away, and no more', async () => {
  const { page, faults } = await pages.openAs(
    { role: Role.ADMINISTRATOR, jurisdiction: '910101' },
    '/admin/accounts',
  );
  await page.getByText('范围之外的角色不列出').waitFor();
  await page.getByRole('row', { name: /demo-clerk/ }).waitFor();
  await button(page, '新建账户').click();
  await page.getByLabel('用户名（').fill('local.officer');
  await page.getByLabel('姓名或职务').fill('本区人员');
  expect(await button(page, /^建\s*立$/).isDisabled()).toBe(true);
  const { data } = await pages.ask(`{ agency(code: "${pages.agency}") { name } }`);
  await choose(page, '授予的机关', data.agency.name, new RegExp(pages.agency));
  await button(page, /^建\s*立$/).click();
  await page.getByRole('textbox', { name: 'local.officer 的初始密码' }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('link', { name: '到账户页' }).click();
  await page.getByText('现在没有登录的会话。').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(faults).toEqual([]);
  // Without a role at the place the account is none of the administrator's any more.
  await button(page, /^撤\s*销$/).click();
  await confirm(page, /^撤\s*销$/);
  await page.getByText('没有这个账户。').waitFor();
});

test('a key is made, shown once and revoked', async () => {
  const office = await pages.signIn('demo-office');
  const { page, faults } = office;
  await enter(office, '接口密钥');
  await page.getByLabel('用途').fill('报送系统');
  await button(page, '建立密钥').click();
  const key = await page.getByRole('textbox', { name: '密钥', exact: true }).inputValue();
  expect(key).toMatch(/^ogk_/);
  await page.getByRole('row', { name: /报送系统.*从未使用.*有效至/ }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await button(page, /^吊\s*销$/).click();
  await page.getByText('吊销不能撤回').waitFor();
  await confirm(page, /^吊\s*销$/);
  await page.getByRole('row', { name: /报送系统.*吊销/ }).waitFor();
  expect(await page.getByRole('textbox', { name: '密钥', exact: true }).count()).toBe(0);
  await page.reload();
  await page.getByRole('row', { name: /报送系统/ }).waitFor();
  expect(await page.getByText(key).count()).toBe(0);
  expect(faults).toEqual([]);
});

test('a webhook delivers; what was not delivered says why and is sent again', async () => {
  const officer = await pages.signIn('demo-officer');
  const { page, faults } = officer;
  await enter(officer, '网络回调');
  await page.getByLabel('地址').fill(`${receiver.url}/hook`);
  await button(page, '建立回调').click();
  await page.getByRole('textbox', { name: '签名密钥' }).waitFor();
  await button(page, '看投递记录').click();
  await page.getByText('还没有发送过').waitFor();
  const [{ id }] = await pages.owner.query('select max(id) as id from webhook');
  receiver.status = 503;
  await enqueueDelivery(pages.owner, id, NoticeEvent.WAITING, { agency: pages.agency, year: 2025 });
  const refresh = async (row: RegExp) => {
    const found = page.getByRole('row', { name: row });
    while ((await found.count()) === 0) {
      await button(page, /^刷\s*新$/).click();
      await page.waitForLoadState('networkidle');
    }
    return found;
  };
  await refresh(/待处理.*待投递.*HTTP 503：对方系统出错/);
  expect(await findBarriers(page)).toEqual([]);
  await pages.owner.query(
    'update graphile_worker._private_jobs set attempts = max_attempts - 1, run_at = now() where attempts between 1 and max_attempts - 1',
  );
  const dead = await refresh(/未送达，不再尝试/);
  receiver.status = 204;
  await dead.getByRole('button', { name: '重新投递' }).click();
  await refresh(/已送达/);
  expect(JSON.parse(receiver.received.at(-1)?.body ?? '')).toMatchObject({ type: 'WAITING' });
  expect(faults).toEqual([]);
});

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

test('a merger is previewed, carried out, and undone from the list of changes', async () => {
  const officer = await pages.signIn('demo-officer');
  const { page, faults } = officer;
  const isThere = async (code: string) =>
    (await pages.ask(`{ agency(code: "${code}") { validTo successors { agency { code } } } }`)).data.agency;
  await enter(officer, '区划与机关');
  await page.getByRole('textbox', { name: '名称' }).fill('商务局');
  await page.getByText('共 1 条').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await button(page, /^变更.*商务局/).click();
  await page.getByRole('combobox', { name: '变更种类' }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: '机关合并' }).click();
  await page.getByText('还须填：承继的机关、生效日期').waitFor();
  await choose(page, '承继的机关', '财政局', /910101-008/);
  await page.getByLabel('生效日期').fill('2026-06-01');
  await button(page, '预览影响').click();
  await page.getByText('各年度总计的全部栏目前后相等').waitFor();
  await page.getByText('59 → 58').first().waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect((await isThere('910101-016')).validTo).toBeNull();
  await button(page, '执行变更').click();
  await page.getByText('24 小时内可以撤回，除非').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await confirm(page, /^执行变更$/);
  await page.getByText('机关合并已完成').waitFor();
  expect(await isThere('910101-016')).toEqual({
    validTo: '2026-06-01',
    successors: [{ agency: { code: '910101-008' } }],
  });
  await button(page, '看变更记录').click();
  await page
    .getByRole('row', { name: /机关合并/ })
    .getByRole('button', { name: '撤回…' })
    .click();
  await button(page, '预览撤回的影响').click();
  await page.getByText('58 → 59').first().waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await button(page, '确定撤回').click();
  await page.getByRole('row', { name: /机关合并.*已撤回/ }).waitFor();
  expect(await isThere('910101-016')).toEqual({ validTo: null, successors: [] });
  expect(faults).toEqual([]);
});

test('the tree is loaded from a spreadsheet after a preview; a wrong cell is named', async () => {
  const { page, faults } = await pages.signIn('demo-officer');
  await page.goto(`${pages.url}/desk/tree?place=910101&view=SHEET`);
  const response = await fetch(`${pages.url}/tree/910101.csv`);
  const lines = (await response.text()).trimEnd().split(/\r?\n/);
  const load = (text: string) =>
    page
      .getByTestId('tree')
      .setInputFiles({ name: 'tree.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  const renamed = (line: string, from: string) =>
    line.includes('体育局') ? `${line.replace('体育局', '体育总局').replace(/,$/, '')},${from}` : line;
  await load(lines.map((line) => renamed(line, '')).join('\n'));
  await page.getByText(/^机关!C\d+$/).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await load(lines.map((line) => renamed(line, '2026-06-01')).join('\n'));
  await page.getByText(/变更 1 个，不变/).waitFor();
  await button(page, /^载\s*入$/).click();
  await confirm(page, /^载\s*入$/);
  await page.getByText('已载入：新增 0 个，变更 1 个。').waitFor();
  await page.goto(`${pages.url}/desk/tree?place=910101&asOf=2026-05-31`);
  await page.getByRole('row', { name: /体育总局.*当时为“演示区910101体育局/ }).waitFor();
  await page.getByRole('heading', { name: '机关 · 2026-05-31 的状态' }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test('a measure is saved after a mistake in its formula was marked and mended; an indicator is added', async () => {
  const head = await pages.openAs({ role: Role.DISTRICT_OFFICER }, '/desk');
  const { page, faults } = head;
  await enter(head, '指标目录');
  await button(page, '新建补充指标').click();
  const fill = async (texts: Readonly<Record<string, string>>) => {
    for (const [label, text] of Object.entries(texts))
      await page.getByLabel(label, { exact: true }).fill(text);
  };
  const unit = { 单位: '次', 英文单位: 'visits', 口径说明: '接待公众查阅的次数。', 英文口径说明: 'Visits.' };
  await fill({
    '代码（小驼峰英文，不能更改）': 'readingRoomVisits',
    名称: '查阅接待',
    英文名称: 'Reading room',
    ...unit,
  });
  await button(page, /^保\s*存$/).click();
  await page.getByRole('row', { name: /查阅接待.*readingRoomVisits/ }).waitFor();

  await page.getByText('派生指标', { exact: true }).click();
  await button(page, '新建派生指标').click();
  await page.getByLabel('公式').fill('requests.granted.totl / requests.received.total * 100');
  await page.getByText('第 1 个字符“requests.granted.totl”：没有这样的代码').waitFor();
  expect(await page.locator('mark').textContent()).toBe('requests.granted.totl1');
  expect(await button(page, /^保\s*存$/).isDisabled()).toBe(true);
  expect(await findBarriers(page)).toEqual([]);
  await button(page, '改为 requests.granted.total').click();
  expect(await page.getByLabel('公式').inputValue()).toBe(
    'requests.granted.total / requests.received.total * 100',
  );
  await choose(page, '试算的区划', '演示区910101', /910101/);
  await button(page, '试算，不保存').click();
  await page.getByText(/^结果：/).waitFor();
  await fill({
    '代码（小驼峰英文，不能更改）': 'grantedShare',
    名称: '予以公开占比',
    英文名称: 'Granted',
    ...unit,
  });
  await button(page, /^保\s*存$/).click();
  await page.getByRole('row', { name: /予以公开占比.*grantedShare/ }).waitFor();
  const { data } = await pages.ask('{ measures { code formula } }');
  expect(data.measures).toContainEqual({
    code: 'grantedShare',
    formula: 'requests.granted.total / requests.received.total * 100',
  });
  expect(faults).toEqual([]);
});

test('who may not enter a room is not offered it, and is told so when going there', async () => {
  const clerk = await pages.signIn('demo-clerk');
  const links = clerk.page.getByRole('navigation', { name: '办理与管理' }).getByRole('link');
  await links.first().waitFor();
  expect(await links.allTextContents()).toEqual(['待办', '我的账户']);
  for (const path of ['', '/accounts', '/audit', '/webhooks', '/keys']) {
    await clerk.page.goto(`${pages.url}/admin${path}`);
    await clerk.page.getByText('您的角色不允许查看此页').waitFor();
  }
  const forced = await clerk.page.evaluate(`(async () => {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer ' + sessionStorage.getItem('ogi-hub.token') };
    const variables = { input: { username: 'intruder', name: 'x' } };
    const body = JSON.stringify({ documentId: 'webCreateAccount', variables });
    return (await (await fetch('/graphql', { method: 'POST', headers, body })).json()).errors[0].extensions.code;
  })()`);
  expect(forced).toBe('FORBIDDEN');
  expect(await findBarriers(clerk.page)).toEqual([]);
});
