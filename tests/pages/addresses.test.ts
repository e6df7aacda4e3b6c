import { findBarriers, startPages } from '../support/browser';

const DISTRICT = '910101';
const OFFICE = '910101-001';

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

test.each([
  [`/?place=${DISTRICT}&asOf=2025-13-45&league=bogus`, ['asOf=2025-13-45', 'league=bogus'], '显示现在的状态'],
  [
    `/coverage?place=${DISTRICT}&years=2025&part=BOGUS&kinds=BUREAU`,
    ['part=BOGUS', 'kinds=BUREAU'],
    '显示应报的报告',
  ],
  [
    `/ask?place=${DISTRICT}&years=2025&by=BUREAU&order=bogus&draw=bogus`,
    ['by=BUREAU', 'order=bogus', 'draw=bogus'],
    '各行按代码排列',
  ],
  [`/compare?place=${DISTRICT}&years=1999&only=same`, ['years=1999', 'only=same'], '相同的也列出'],
  [`/agencies?place=${DISTRICT}&kind=BUREAU`, ['kind=BUREAU'], '显示各类机关'],
  [`/agencies/${OFFICE}?year=1999&peers=999999`, ['year=1999', 'peers=999999'], '与同类比较的是'],
  [`/agencies/${OFFICE}/2025?cell=bogus&yeer=1`, ['cell=bogus', 'yeer=1'], '不是本页的参数'],
])(
  'what of an address is not understood is said in one notice, with what is shown instead: %s',
  async (address, wrong, instead) => {
    const { page, faults } = await pages.open(address);
    const notice = page.locator('.misread');
    await notice.getByText(instead).first().waitFor();
    for (const text of wrong) await notice.getByText(`“${text}”`).waitFor();
    expect(await page.locator('.ant-alert-warning').count()).toBe(1);
    expect(await findBarriers(page)).toEqual([]);
    expect(faults).toEqual([]);
  },
);

test('an address that is understood has no notice, and a choice takes a wrong one away', async () => {
  const { page } = await pages.open(`/coverage?place=${DISTRICT}&years=2025&part=BOGUS`);
  await page.locator('.misread').waitFor();
  await page.getByRole('combobox', { name: '哪些报告' }).click();
  await page.getByTitle('逾期公布的报告').click();
  await page.waitForURL(/part=LATE/);
  await page.locator('.misread').waitFor({ state: 'detached' });
});

test('groups that are chosen by a click and have no such figures change the question, and nothing is said of the address', async () => {
  const { page, faults } = await pages.open(
    `/ask?place=${DISTRICT}&years=2025&by=AGENCY&values=requests.received.total&order=requests.received.total`,
  );
  await page.getByLabel('按什么').click();
  await page.getByTitle('办理结果').last().click();
  await page.keyboard.press('Escape');
  await page.waitForURL(/by=AGENCY%2COUTCOME/);
  const notice = page.locator('.ant-alert').filter({ hasText: '问题已随之更改' });
  await notice.getByText('没有按机关、办理结果分的数').waitFor();
  await notice.getByText('现按代码排列').waitFor();
  expect(new URL(page.url()).searchParams.get('values')).toBe('requests.total');
  expect(await page.locator('.misread').count()).toBe(0);
  expect(await findBarriers(page)).toEqual([]);
  await page.goBack();
  await notice.waitFor({ state: 'detached' });
  const written = await pages.open(
    `/ask?place=${DISTRICT}&years=2025&by=OUTCOME&values=requests.received.total`,
  );
  await written.page.locator('.misread').getByText('没有按办理结果分的数').waitFor();
  expect(faults).toEqual([]);
});
