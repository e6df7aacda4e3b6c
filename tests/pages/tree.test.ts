import { Role } from '../../src/shared/request/permissions';
import { button, choose, confirm, enter } from '../support/adminPages';
import { findBarriers, startPages } from '../support/browser';

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

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
  const asks = page.getByRole('dialog', { name: /机关合并：.*商务局.* 910101-016，确定执行？/ });
  for (const [term, value] of [
    ['被合并的机关', /商务局.*910101-016/],
    ['承继的机关', /财政局.*910101-008/],
    ['生效日期', '2026-06-01'],
  ] as const) {
    await asks.locator('dt').filter({ hasText: term }).waitFor();
    await asks.locator('dd').filter({ hasText: value }).waitFor();
  }
  await asks.getByText(/\d+ 个账户的角色和 \d+ 个接口密钥留在原机关/).waitFor();
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
  await page.getByRole('dialog', { name: /撤回“机关合并”：.*商务局/ }).waitFor();
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

test('a change takes no day that it cannot be of, and says so; warnings are in words for people', async () => {
  const { page, faults } = await pages.openAs(
    { role: Role.DISTRICT_OFFICER, jurisdiction: '910101' },
    '/desk/tree?agency=910101-020',
  );
  await page.getByLabel('新名称').fill('更名局');
  const day = page.getByLabel('生效日期');
  const preview = button(page, '预览影响');
  for (const [wrong, why] of [
    ['12026-01-01', /^生效日期不能晚于 \d{4}-12-31$/],
    ['1900-01-01', '生效日期不能早于 1949-10-01'],
    ['2199-01-01', /^生效日期不能晚于 \d{4}-12-31$/],
  ] as const) {
    await day.fill(wrong);
    await page.getByText(`所填的 ${wrong} 没有采用`).waitFor();
    await page.getByText(why).waitFor();
    expect(await page.getByText('还须填').count()).toBe(0);
    expect(await preview.isDisabled()).toBe(true);
  }
  expect(await findBarriers(page)).toEqual([]);
  await day.fill('2023-01-01');
  await page.getByText('没有采用').waitFor({ state: 'detached' });
  await preview.click();
  await page.getByText('请确认后执行').first().waitFor();
  expect(await page.locator('main').textContent()).not.toMatch(/confirm/);
  expect(faults).toEqual([]);
});

test('that nobody knows when an agency was founded is said on the page of the tree, and undone with the correction', async () => {
  const { page, faults } = await pages.openAs(
    { role: Role.DISTRICT_OFFICER, jurisdiction: '910101' },
    '/desk/tree?agency=910101-021',
  );
  const isUnknown = async () =>
    (await pages.ask('{ agency(code: "910101-021") { foundingUnknown } }')).data.agency.foundingUnknown;
  await page.getByRole('combobox', { name: '变更种类' }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: '更正机关信息' }).click();
  await page.getByRole('combobox', { name: '设立日期' }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: '不详' }).click();
  await button(page, '预览影响').click();
  await page.getByText('各年度总计的全部栏目前后相等').waitFor();
  await button(page, '执行变更').click();
  const asks = page.getByRole('dialog', { name: /更正机关信息/ });
  await asks.locator('dt').filter({ hasText: '设立日期' }).waitFor();
  await asks.locator('dd').filter({ hasText: '不详' }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await confirm(page, /^执行变更$/);
  await page.getByText(/更正机关信息.*已完成/).waitFor();
  expect(await isUnknown()).toBe(true);
  await button(page, '看变更记录').click();
  await page
    .getByRole('row', { name: /更正机关信息/ })
    .getByRole('button', { name: '撤回…' })
    .click();
  await button(page, '预览撤回的影响').click();
  await button(page, '确定撤回').click();
  await page.getByRole('row', { name: /更正机关信息.*已撤回/ }).waitFor();
  expect(await isUnknown()).toBe(false);
  expect(faults).toEqual([]);
});

test('the renaming of a place names the agencies that keep its name, and leads to renaming each; a reload keeps the kind of change', async () => {
  const { page, faults } = await pages.openAs(
    { role: Role.DISTRICT_OFFICER, jurisdiction: '910101' },
    '/desk/tree?changed=910101&view=PLACES',
  );
  await page.getByLabel('新名称').fill('乙区');
  await page.getByLabel('生效日期').fill('2026-03-01');
  await button(page, '预览影响').click();
  await page.getByText('下列机关的名称仍以区划的旧名称开头').waitFor();
  await button(page, /商务局.*更名$/).click();
  await page.getByLabel('生效日期').waitFor();
  expect(new URL(page.url()).searchParams.get('kind')).toBe('RENAME_AGENCY');

  await page.getByRole('combobox', { name: '变更种类' }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: '机关划转' }).click();
  await page.getByLabel('划入的区划').waitFor();
  await page.reload({ waitUntil: 'networkidle' });
  await page.getByLabel('划入的区划').waitFor();
  expect(await page.getByText('未能识别').count()).toBe(0);
  expect(faults).toEqual([]);
});

test('the changes of the tree say of a new name which name it took the place of', async () => {
  const { page, faults } = await pages.openAs(
    { role: Role.DISTRICT_OFFICER, jurisdiction: '910101' },
    '/desk/tree?agency=910101-022&kind=RENAME_AGENCY',
  );
  const { data } = await pages.ask('{ agency(code: "910101-022") { name } }');
  await page.getByLabel('新名称').fill('乙局（演示）');
  await page.getByLabel('生效日期').fill('2026-06-01');
  await button(page, '预览影响').click();
  await page.getByText('各年度总计的全部栏目前后相等').waitFor();
  await button(page, '执行变更').click();
  await confirm(page, /^执行变更$/);
  await button(page, '看变更记录').click();
  await page
    .getByRole('row', {
      name: new RegExp(
        `更名.*${data.agency.name} → 乙局（演示）`.replaceAll('（', '.').replaceAll('）', '.'),
      ),
    })
    .waitFor();
  expect(faults).toEqual([]);
});
