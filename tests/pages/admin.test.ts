import { enqueueDelivery } from '../../src/notification/deliveries';
import { startJobs } from '../../src/notification/jobs';
import { NoticeEvent } from '../../src/notification/notificationTypes';
import { Role } from '../../src/shared/request/permissions';
import { button, choose, confirm, enter } from '../support/adminPages';
import { findBarriers, startPages } from '../support/browser';
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
    { note: () => {}, noteError: () => {}, noteWarning: () => {} },
  );
});
afterAll(async () => {
  await jobs.stop();
  await pages.stop();
  await receiver.close();
});

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
  // What lies elsewhere is not offered.
  const elsewhere = await pages.ask(
    'mutation { addAgency(input: { jurisdiction: "910100", code: "910100-950", name: "别处局", kind: DEPARTMENT, validFrom: "2015-01-01" }) { findings { code } } }',
    {},
    await pages.tokenOf({ role: Role.DISTRICT_OFFICER }),
  );
  expect(elsewhere.data.addAgency.findings).toEqual([]);
  await page.getByRole('combobox', { name: '授予的机关' }).fill('局');
  const offers = page.locator('.ant-select-item-option:not(.ant-select-item-option-disabled)');
  await offers.first().waitFor();
  const offered = await offers.allTextContents();
  expect(offered.filter((name) => !name.includes('910101-'))).toEqual([]);
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
  for (const days of ['0', '-1', '401', '1e99', '']) {
    await page.getByLabel('有效天数').fill(days);
    await page.getByText('有效期为 1 至 400 天。').waitFor();
    expect(await button(page, '建立密钥').isDisabled()).toBe(true);
  }
  await page.getByLabel('有效天数').fill('90');
  await button(page, '建立密钥').click();
  const key = await page.getByRole('textbox', { name: '密钥', exact: true }).inputValue();
  expect(key).toMatch(/^ogk_/);
  await page.getByRole('row', { name: /报送系统.*从未使用.*有效至/ }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await button(page, /^吊\s*销$/).click();
  await page.getByRole('dialog', { name: /吊销“报送系统”的密钥（ogk_/ }).waitFor();
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
