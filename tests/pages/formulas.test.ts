import { findBarriers, startPages } from '../support/browser';
import { rowsOfPages } from '../support/rowsOfPages';

const DISTRICT = '910101';

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

const rowsOf = (question: string, years?: string) => rowsOfPages(pages, DISTRICT, question, years);

test('a formula of one’s own is written by clicking, and is a column with figures of the API: ordered, changed, in the address and in files', async () => {
  const { page, faults } = await pages.open(`/ask?place=${DISTRICT}&years=2025&by=AGENCY`);
  await page.getByRole('button', { name: '写公式' }).click();
  await page.getByLabel('插入数值').click();
  await page.keyboard.type('新收政府信息公开申请数量 · 总计');
  await page.keyboard.press('Enter');
  const field = page.locator('textarea.code');
  await expect(field.inputValue()).resolves.toBe('requests.received.total');
  await field.fill('requests.granted.totl / requests.received.total * 100');
  await expect(page.getByRole('button', { name: '加入结果' }).isDisabled()).resolves.toBe(true);
  await page.getByRole('button', { name: '改为 requests.granted.total', exact: true }).click();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('button', { name: '加入结果' }).click();
  const head = page.locator('th').getByText('“（一）予以公开” ÷ “本年新收政府信息公开申请数量” × 100');
  await head.click();
  await page.waitForURL(/order=%3Drequests/);
  const formula = '=requests.granted.total/requests.received.total*100';
  const rows = await rowsOf(
    `by: [AGENCY], values: ["requests.received.total", "${formula}"], orderBy: { field: "${formula}" }`,
  );
  await page.locator('.long-row').first().getByText(rows[0].keys[0].labelZh).waitFor();
  const shown = await page.locator('.long-row').allTextContents();
  expect(rows.filter(({ values }) => values[1].value !== null).length).toBeGreaterThan(10);
  for (const [at, text] of shown.entries()) {
    const { value } = rows[at].values[1];
    if (value !== null)
      expect(text).toContain(new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 2 }).format(value));
  }
  const address = new URL(page.url());
  expect(address.searchParams.get('values')).toBe(`requests.received.total,${formula}`);
  const again = await pages.open(address.pathname + address.search);
  await again.page.locator('.long-row').first().getByText(rows[0].keys[0].labelZh).waitFor();
  await expect(again.page.getByText('地址中').count()).resolves.toBe(0);
  const file = await again.page.getByRole('link', { name: 'CSV' }).getAttribute('href');
  const csv = await (await fetch(new URL(String(file), page.url()))).text();
  expect(csv.split('\r\n')[0]).toContain(`'${formula}`);
  expect(csv.split('\r\n')[1]).toContain(String(rows[0].values[1].value));
  await again.page.getByRole('button', { name: '修改' }).click();
  await again.page.locator('textarea.code').fill('requests.granted.total × 2');
  await again.page.getByRole('button', { name: '用新公式' }).click();
  await again.page.waitForURL(/order=%3Drequests\.granted\.total\*2/);
  await again.page.getByText('分布').click();
  await again.page.getByText('四分位').first().waitFor();
  await again.page.getByLabel('哪一项').click();
  await again.page.locator('.ant-select-dropdown').getByTitle('“（一）予以公开” × 2').waitFor();
  expect(faults).toEqual([]);
});

test('a formula that rows do not have is left out in words, with what is wrong with it', async () => {
  const open = async (by: string, formula: string) => {
    const values = encodeURIComponent(`requests.received.total,requests.received,=${formula}`);
    return (await pages.open(`/ask?place=${DISTRICT}&years=2025&by=${by}&values=${values}`)).page;
  };
  const wrong = await open('AGENCY', 'requests.granted.totl*2');
  await wrong
    .getByText(/公式“requests.granted.totl \* 2”不能用：第 1 个字符“requests.granted.totl”：没有这样的代码/)
    .waitFor();
  const byApplicant = await open('APPLICANT', 'proactive.fees.amount*2');
  await byApplicant.getByText(/只能用第三部分的总计/).waitFor();
  const byOutcome = await open('OUTCOME', 'requests.granted.total*2');
  await byOutcome.getByText(/按办理结果分的各行没有公式/).waitFor();
  await expect(byOutcome.getByRole('button', { name: '写公式' }).count()).resolves.toBe(0);
});

test('a formula that reads an indicator which is not added over years says so below the rows, and not of a single year', async () => {
  const address = (years: string) =>
    `/ask?place=${DISTRICT}&years=${years}&by=AGENCY&values=${encodeURIComponent('=indicators.serviceItems*2')}`;
  const { page, faults } = await pages.open(address('2021-2025'));
  await page.getByText('“政务服务事项” × 2：公式中有不按年相加的指标').waitFor();
  await page.goto(new URL(address('2025'), page.url()).href);
  await page.getByRole('columnheader', { name: /政务服务事项/ }).waitFor();
  expect(await page.getByText('不按年相加').count()).toBe(0);
  expect(faults).toEqual([]);
});
