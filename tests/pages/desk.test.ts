import { findBarriers, startPages } from '../support/browser';

const YEAR = 2025;

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

const reportOf = async (agency: string) =>
  (
    await pages.ask(
      `{ report(agency: "${agency}", year: ${YEAR}) { state cells(codes: ["requests.received.total"]) { value } } }`,
    )
  ).data.report;

/** The published document of another agency, as the clerk's own. */
async function documentOfAnother(): Promise<Buffer> {
  const response = await fetch(`${pages.url}/reports/910101-016/${YEAR}.docx`);
  return Buffer.from(await response.arrayBuffer());
}

test('a report goes from a Word file to publication through the pages, by five people', async () => {
  const clerk = await pages.signIn('demo-clerk');
  await clerk.page.getByRole('link', { name: new RegExp(String(YEAR)) }).click();
  await clerk.page.getByTestId('document').setInputFiles({
    name: '年度报告.docx',
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    buffer: await documentOfAnother(),
  });
  await clerk.page.getByText(/^全部 200$/).click();
  const received = clerk.page.getByRole('textbox', { name: '一、本年新收政府信息公开申请数量 · 总计' });
  const value = Number(await received.inputValue());
  expect(value).toBeGreaterThan(0);
  expect(await findBarriers(clerk.page)).toEqual([]);
  await clerk.page.getByRole('button', { name: '存为草稿' }).click();
  const submit = clerk.page.getByRole('button', { name: /^提\s*交$/ });
  await submit.waitFor();
  expect(await submit.isDisabled()).toBe(true);
  for (const box of await clerk.page.getByLabel('说明').all()) await box.fill('演示：与上年口径不同。');
  await submit.click();
  await clerk.page.getByText('科室审核', { exact: true }).first().waitFor();
  expect(clerk.faults).toEqual([]);

  for (const [username, next] of [
    ['demo-section', '办公室审核'],
    ['demo-office', '领导审核'],
    ['demo-leader', '已报送'],
  ]) {
    const { page, faults } = await pages.signIn(username);
    await page
      .getByRole('link', { name: new RegExp(String(YEAR)) })
      .first()
      .click();
    await page.getByText('机关说明：').first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: /^通\s*过$/ }).click();
    await page.locator('h1').getByText(next).waitFor();
    expect(faults).toEqual([]);
  }
  expect(await reportOf(pages.agency)).toBeNull();

  const officer = await pages.signIn('demo-officer');
  await officer.page
    .getByRole('link', { name: new RegExp(String(YEAR)) })
    .first()
    .click();
  await officer.page.getByRole('button', { name: '接收并公布' }).click();
  await officer.page.getByRole('button', { name: /确\s*定/ }).click();
  await officer.page.locator('h1').getByText('已公布').waitFor();
  const published = await reportOf(pages.agency);
  expect(published.state).toBe('PUBLISHED');
  expect(published.cells[0].value).toBe(value);
});

test('who may do nothing is told why, and is offered nothing', async () => {
  const { page } = await pages.signIn('demo-section');
  await page.goto(`${pages.url}/desk/910101-016/${YEAR}`);
  await page.getByText('现在没有您可做的事').waitFor();
  expect(await page.getByRole('button', { name: /通\s*过|接收/ }).count()).toBe(0);
});

test('a wrong password is refused in words, and what is not a document is called by its name', async () => {
  const { page } = await pages.open('/desk');
  await page.getByLabel('用户名').fill('demo-clerk');
  await page.getByLabel('密码').fill('wrong');
  await page.getByRole('button', { name: /登\s*录/ }).click();
  await page.getByRole('alert').first().waitFor();
  const clerk = await pages.signIn('demo-officer');
  await clerk.page.goto(`${pages.url}/desk/910101-018/${YEAR + 1}`);
  await clerk.page.getByRole('heading', { level: 1 }).waitFor();
});

test('a session that is over asks to sign in again', async () => {
  const { page } = await pages.signIn('demo-clerk');
  await page.evaluate(`sessionStorage.setItem('ogi-hub.token', 'over')`);
  await page.reload();
  await page.getByLabel('用户名').waitFor();
});
