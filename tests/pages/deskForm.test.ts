import type { Page } from 'playwright-core';
import { cellsOfEdition } from '../../src/form/cells';
import { setAtPath, tablePath } from '../../src/form/tablePaths';
import { Role } from '../../src/shared/request/permissions';
import { findBarriers, startPages } from '../support/browser';
import { htmlReport } from '../support/documents';
import { completeReport } from '../support/reports';

const YEAR = 2025;

let pages: Awaited<ReturnType<typeof startPages>>;
let clerkToken: string;
beforeAll(async () => {
  pages = await startPages();
  clerkToken = await pages.tokenOf({ role: Role.CLERK, agency: pages.agency });
});
afterAll(() => pages.stop());

const button = (page: Page, name: RegExp) => page.getByRole('button', { name });
const work = async (year = YEAR): Promise<Page> => {
  const { page } = await pages.signIn('demo-clerk');
  await page.goto(`${pages.url}/desk/${pages.agency}/${year}`);
  return page;
};
const giveUp = async (page: Page) => {
  await page.getByRole('button', { name: '放弃草稿' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '放弃草稿' }).click();
  await page.getByText('该年度报告视为尚未开始').waitFor();
};

/** A report of this year in the form of 2019, all of it zero. */
function inOldForm(): object {
  const tables = {};
  for (const cell of cellsOfEdition(2019))
    setAtPath(tables, tablePath(cell), cell.kind === 'AMOUNT' ? '0' : 0);
  return { ...completeReport(pages.agency), ...tables, proactiveEdition: 2019, requestsEdition: 2019 };
}

test('a report that is stored in another edition than that of its year is shown, checked and stored in its own', async () => {
  const { data } = await pages.ask(
    'mutation ($input: ReportInput!) { saveDraft(input: $input) { accepted findings { code messageEn } } }',
    { input: inOldForm() },
    clerkToken,
  );
  expect(data.saveDraft).toMatchObject({ accepted: true });
  const page = await work();
  const old = page.locator('input[name="requests.otherHandling.naturalPerson"]');
  await old.waitFor();
  expect(await old.inputValue()).toBe('0');
  expect(await page.locator('input[name="requests.otherHandling.feeUnpaid.naturalPerson"]').count()).toBe(0);
  await old.fill('3');
  await page
    .getByText(/总计等于.*自然人/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.getByText('已全部保存。').waitFor();
  const { data: stored } = await pages.ask(
    `{ report(agency: "${pages.agency}", year: ${YEAR}) { requestsEdition findings { code } cells(codes: ["requests.otherHandling.naturalPerson"]) { value } } }`,
    {},
    clerkToken,
  );
  expect(stored.report).toMatchObject({ requestsEdition: 2019, cells: [{ value: 3 }] });
  expect(stored.report.findings).not.toContainEqual({ code: 'form.notInEdition' });
  expect(await findBarriers(page)).toEqual([]);
  await giveUp(page);
});

test('the blank cells of a section are filled with 0 by one press of a key, and emptied by another; what does not apply and what is typed stays', async () => {
  const page = await work();
  await page.getByText('在表中填写').click();
  const cell = (code: string) => page.locator(`input[name="${code}"]`);
  await cell('disputes.reconsideration.upheld').fill('2');
  await cell('disputes.reconsideration.corrected').fill('／');
  const section = page.locator('section.part', { has: cell('disputes.reconsideration.upheld') });
  const fill = section.getByRole('button', { name: '空白的都填 0' });
  await fill.focus();
  await page.keyboard.press('Enter');
  await section.getByText(/已填 0：\d+ 格。/).waitFor();
  expect(await cell('disputes.reconsideration.other').inputValue()).toBe('0');
  expect(await cell('disputes.reconsideration.upheld').inputValue()).toBe('2');
  expect(await cell('disputes.reconsideration.corrected').inputValue()).toBe('／');
  expect(await cell('disputes.reconsideration.total').inputValue()).toBe('');
  await page.locator('input[name="disputes.litigationDirect.total"][placeholder="0"]').waitFor();
  expect(await cell('requests.received.other').inputValue()).toBe('');
  expect(await findBarriers(page)).toEqual([]);
  // The same button takes them out again: the focus stays where it was.
  const undo = section.getByRole('button', { name: /^撤\s*销$/ });
  await undo.and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await fill.and(page.locator(':focus')).waitFor();
  expect(await cell('disputes.reconsideration.other').inputValue()).toBe('');
  expect(await cell('disputes.reconsideration.upheld').inputValue()).toBe('2');
  await cell('indicators.hotlineTickets').fill('近100');
  await page
    .locator('table.form')
    .getByText('限定词请在旁边选择：至少（余、多）、至多（近、不足）、约。')
    .waitFor();
  await cell('indicators.hotlineTickets').fill('');
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.getByText('已全部保存。').waitFor();
  await giveUp(page);
});

test('a figure that is printed in another unit than its table is proposed as it is printed, with what the form makes of it', async () => {
  const page = await work();
  await page.getByText('用文档填报').first().click();
  const { data } = await pages.ask(`{ agency(code: "${pages.agency}") { name } }`);
  const figures = { 'proactive.fees.amount': '83000元' };
  await page.getByTestId('document').setInputFiles({
    name: '以元计.html',
    mimeType: 'text/html',
    buffer: Buffer.from(
      htmlReport({ agency: data.agency.name, year: YEAR, figures })
        .toString()
        .replace('本年收费金额', '本年收费金额（单位：万元）'),
    ),
  });
  const card = page.getByRole('region', { name: '逐处核对' });
  await card.getByText('第 1 处，共 1 处').waitFor();
  expect(await card.getByRole('textbox').inputValue()).toBe('83000元');
  await card.getByText('按 8.3 万元计').waitFor();
  expect(await card.getByText('读不出数值').count()).toBe(0);
  expect(await findBarriers(page)).toEqual([]);
  await card.getByRole('textbox').press('Enter');
  await page.getByText('有栏目没有读到').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '存为草稿' }).click();
  await page.getByText('已存为草稿').waitFor();
  const { data: stored } = await pages.ask(
    `{ report(agency: "${pages.agency}", year: ${YEAR}) { findings { code } cells(codes: ["proactive.fees.amount"]) { value } } }`,
    {},
    clerkToken,
  );
  expect(stored.report.cells).toEqual([{ value: 8.3 }]);
  await giveUp(page);
});

test('a correction without a change cannot be submitted, and says why before; what was checked is what is published', async () => {
  expect(await pages.publish(pages.agency, YEAR)).toBe(true);
  const page = await work();
  await page.getByLabel('意见', { exact: true }).fill('演示：核对。');
  await button(page, /^更\s*正$/).click();
  await page.getByText('与已公布的报告相同，还没有可更正的').waitFor();
  expect(await button(page, /^提\s*交$/).isDisabled()).toBe(true);
  await page.getByText(/^以下按 .* 公布的内容核查，此后还没有保存过草稿。$/).waitFor();
  expect(await page.getByText('保存的草稿核查').count()).toBe(0);
  expect(await findBarriers(page)).toEqual([]);
  const overview = page.getByLabel('总体情况');
  const before = await overview.inputValue();
  const store = async (text: string) => {
    await overview.fill(text);
    await page.getByRole('button', { name: '保存草稿' }).click();
    await page.getByText('已全部保存。').waitFor();
  };
  await store('更正过的。');
  await page.getByText('与已公布的报告相同').waitFor({ state: 'detached' });
  await page.getByText(/以下按 .* 保存的草稿核查/).waitFor();
  await store(before);
  await page.getByText('与已公布的报告相同，还没有可更正的').waitFor();
  for (const box of await page.getByLabel('说明').all()) await box.fill('演示：另有说明。');
  await page.getByText('与已公布的报告相同').waitFor({ state: 'detached' });
});
