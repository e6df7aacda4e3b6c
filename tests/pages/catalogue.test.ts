import { Role } from '../../src/shared/request/permissions';
import { button, choose, enter } from '../support/adminPages';
import { findBarriers, startPages } from '../support/browser';

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

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

test('an officer of a place reads the catalogue, is told who keeps it, and looks at the values of the agencies there', async () => {
  const officer = await pages.signIn('demo-officer');
  const { page, faults } = officer;
  await enter(officer, '指标目录');
  await page.getByText('由全平台的主管部门或管理员维护').waitFor();
  await page.getByRole('row', { name: /hotlineTickets/ }).waitFor();
  expect(await button(page, /新建|修改/).count()).toBe(0);
  expect(await findBarriers(page)).toEqual([]);
  await page.getByText('派生指标', { exact: true }).click();
  await page
    .getByRole('link', { name: /^各机关的数值：/ })
    .first()
    .click();
  await page.waitForURL(/\/ask\?place=910101&/);
  await page.getByRole('table').first().waitFor();
  expect(faults).toEqual([]);
});
