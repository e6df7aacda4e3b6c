import type { Page } from 'playwright-core';
import { Role } from '../../src/shared/request/permissions';
import { findBarriers, startPages } from '../support/browser';
import { freePort } from '../support/freePort';
import { startPliableProvider } from '../support/pliableProvider';
import { printedForBusyAgency } from '../support/printedFor';

const YEAR = 2025;

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

test('the form is typed as in a spreadsheet: ranges are pasted, totals and rules follow, nothing typed is lost, and it is stored', async () => {
  const { page, faults } = await pages.signIn('demo-clerk');
  await page
    .getByRole('row', { name: new RegExp(String(YEAR)) })
    .getByText('尚未开始')
    .first()
    .waitFor();
  await page.getByRole('link', { name: new RegExp(String(YEAR)) }).click();
  await page.locator('h1 .mark').getByText('尚未开始').waitFor();
  await page.getByText('在表中填写').click();
  const cell = (code: string) => page.locator(`input[name="${code}"]`);
  await cell('requests.received.naturalPerson').click();
  await page.evaluate(`(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '5\\t2\\t0\\t0\\t0\\t0\\n1\\t0\\t0\\t0\\t0\\t0');
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  })()`);
  expect(await cell('requests.received.businessEnterprise').inputValue()).toBe('2');
  expect(await cell('requests.carriedIn.naturalPerson').inputValue()).toBe('1');
  await page.locator('input[name="requests.received.total"][placeholder="7"]').waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('9');
  expect(await cell('requests.granted.naturalPerson').inputValue()).toBe('9');
  await page.locator('.entry input.found-figure').first().waitFor();
  await page.reload();
  await page.getByText('在表中填写').click();
  await page.getByText('已恢复您上次键入而未保存的内容').waitFor();
  expect(await cell('requests.granted.naturalPerson').inputValue()).toBe('9');
  expect(await findBarriers(page)).toEqual([]);
  await cell('requests.granted.naturalPerson').fill('-5');
  await page.locator('input.wrong').waitFor();
  await page.locator('.save-bar').getByText('请填 0 或正整数').waitFor();
  expect(await page.getByRole('button', { name: '保存草稿' }).isDisabled()).toBe(true);
  await cell('requests.granted.naturalPerson').fill('9');
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.getByText('已全部保存。').waitFor();
  expect(
    await pages.storedCounts(pages.agency, YEAR, [
      'requests.received.total',
      'requests.granted.naturalPerson',
    ]),
  ).toEqual([7, 9]);
  expect(faults).toEqual([]);
});

test('on a narrow screen the desk has no words broken after every letter', async () => {
  const { page } = await pages.signIn('demo-clerk');
  await page.setViewportSize({ width: 360, height: 800 });
  await page.locator('table.data td').first().waitFor();
  const narrow = await page.evaluate(`(() => {
    const isNarrow = (cell) => cell.textContent.length > 2 && cell.clientWidth > 0 && cell.clientWidth < 60;
    return [...document.querySelectorAll('table.data td')].filter(isNarrow).map((cell) => cell.textContent);
  })()`);
  expect(narrow).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  expect(await findBarriers(page)).toEqual([]);
});

test('doubtful cells of a document are looked at one by one, beside what is printed in their line: confirmed or corrected by the keyboard, and not lost with the page', async () => {
  const { page, faults } = await pages.signIn('demo-clerk');
  await page.goto(`${pages.url}/desk/${pages.agency}/${YEAR}`);
  await page.getByText('用文档填报').first().click();
  const printed = await printedForBusyAgency(pages, YEAR);
  const doubtful = printed
    .replace(/(received.naturalPerson">)(\d+)</, '$1近$2<')
    .replace(/(normativeDocuments.inForce">)\d+</, '$1见附件<')
    .replace(/<tr>(?:(?!<tr>).)*carriedOut.*?<\/tr>/s, '');
  await page.getByTestId('document').setInputFiles({
    name: '年度报告.html',
    mimeType: 'text/html',
    buffer: Buffer.from(doubtful),
  });
  const card = page.getByRole('region', { name: '逐处核对' });
  await card.getByText('第 1 处，共 2 处').waitFor();
  // The stored draft has other figures: its checks do not stand below those of the document.
  await page.getByText('已存草稿的核查和提交不在此显示').waitFor();
  expect(await page.locator('#checks').count()).toBe(0);
  expect(await card.locator('mark').textContent()).toBe('见附件');
  expect(await card.locator('figcaption').textContent()).toContain('第 1 个表，第 4 行，第 4 列');
  // Its row with the rows beside it, as they are printed: the heads are above the columns.
  const table = card.getByRole('table');
  expect(
    await table
      .getByRole('row', { name: /^行政规范性文件/ })
      .locator('mark')
      .textContent(),
  ).toBe('见附件');
  expect(await table.getByRole('columnheader').allTextContents()).toContain('现行有效件数');
  // 行政许可 is the next row, below heads of its own.
  expect(await table.getByRole('rowheader').allTextContents()).toEqual(['规章', '行政规范性文件']);
  expect(await findBarriers(page)).toEqual([]);
  // Nothing is proposed for what nobody understands, so Enter accepts nothing.
  await page.keyboard.press('Enter');
  await card.getByText('读不出数值，请按原文填写').waitFor();
  expect(await card.getByText('第 1 处，共 2 处').count()).toBe(1);
  // What the form does not take is refused at once, and is not counted as looked at.
  for (const wrong of ['abc', '9元']) {
    await card.getByRole('textbox').fill(wrong);
    await card.getByText(`收到 "${wrong}"`).waitFor();
    await page.keyboard.press('Enter');
    expect(await card.getByText('第 1 处，共 2 处').count()).toBe(1);
    expect(await card.getByRole('button', { name: '确认，下一处' }).isDisabled()).toBe(true);
  }
  expect(await findBarriers(page)).toEqual([]);
  await card.getByRole('textbox').fill('');
  await page.keyboard.type('9');
  await page.keyboard.press('Enter');
  await card.getByText('第 2 处，共 2 处').waitFor();
  await page.reload();
  await page.getByText('用文档填报').first().click();
  await card.getByText('第 2 处，共 2 处').waitFor();
  await card.locator('input:focus').waitFor();
  await page.keyboard.press('Shift+Enter');
  await card.getByText('已核对').waitFor();
  expect(await card.getByRole('textbox').inputValue()).toBe('9');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.getByText('存疑之处都已看过。').waitFor();
  await page.getByText('存疑待核 0').waitFor();
  // What the document does not have was not read with any confidence.
  await page.getByText('文档没有 7').click();
  const missing = page.getByRole('row', { name: /结转下年度/ });
  await missing.first().waitFor();
  expect(await missing.count()).toBe(7);
  expect(await missing.getByText('%').count()).toBe(0);
  await page.getByText('存疑待核 0').click();
  const colleague = await pages.signIn('demo-clerk');
  await colleague.page.goto(`${pages.url}/desk/${pages.agency}/${YEAR}`);
  await colleague.page.getByText('在表中填写').click();
  await colleague.page.getByLabel('总体情况').fill('同事写的。');
  await colleague.page.getByRole('button', { name: '保存草稿' }).click();
  await colleague.page.getByText('已全部保存。').waitFor();
  const save = page.getByRole('button', { name: '存为草稿' });
  await save.click();
  await page.getByText('报告已有更新').waitFor();
  await save.click();
  await page.getByText('将替换刚在别处保存的内容').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: '存为草稿' }).click();
  await page.getByText('已存为草稿，见下方。').waitFor();
  await page.locator('#checks').waitFor();
  expect(faults).toEqual([]);
});

test('a picture that is named as a document is refused in the words of who files, and nothing is offered to be saved', async () => {
  const { page } = await pages.signIn('demo-clerk');
  await page.goto(`${pages.url}/desk/${pages.agency}/${YEAR}`);
  await page.getByText('用文档填报').first().click();
  const buffer = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(200)]);
  await page.getByTestId('document').setInputFiles({ name: '年度报告.docx', mimeType: 'image/png', buffer });
  await page.getByText('请本系统的管理员启用文字识别').waitFor();
  expect(await page.getByText('npm').count()).toBe(0);
  expect(await page.getByRole('button', { name: '存为草稿' }).count()).toBe(0);
});

test('who may do nothing is told why, and is offered nothing', async () => {
  const { page } = await pages.signIn('demo-section');
  await page.goto(`${pages.url}/desk/910101-016/${YEAR}`);
  await page.getByText('现在不需要您办理。已经公布，人人可见').waitFor();
  expect(await page.getByRole('button', { name: /通\s*过|接收/ }).count()).toBe(0);
});

test('who may only withdraw what is published is offered no remarks, which no step would take', async () => {
  const { page } = await pages.signIn('demo-officer');
  await page.goto(`${pages.url}/desk/910101-016/${YEAR}`);
  await page.getByRole('button', { name: /^撤回公布$/ }).waitFor();
  await page.locator('article .narrative').first().waitFor();
  expect(await page.getByText('对本部分写意见').count()).toBe(0);
  expect(await page.getByRole('button', { name: /写意见/ }).count()).toBe(0);
});

test('a wrong password is refused in words, and who may not fill a report is told so', async () => {
  const { page } = await pages.open('/desk');
  await page.getByLabel('用户名').fill('demo-clerk');
  await page.getByLabel('密码').fill('wrong');
  await page.getByRole('button', { name: /登\s*录/ }).click();
  await page.getByRole('alert').first().waitFor();
  const officer = await pages.signIn('demo-officer');
  await officer.page.goto(`${pages.url}/desk/910101-031/${YEAR}`);
  await officer.page.getByText('只有该机关的填报人可以填写').waitFor();
});

test('a session is that of every tab: one that is opened has it, and signing out and in again reaches all; nothing of it is on the disk', async () => {
  const { page, faults } = await pages.signIn('demo-clerk');
  const inbox = (tab: Page) => tab.getByRole('heading', { name: '待办' }).waitFor();
  const [other] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: new RegExp(String(YEAR)) }).click({ modifiers: ['Control'] }),
  ]);
  await other.locator('h1 .mark').waitFor();
  expect(await other.evaluate('JSON.stringify(localStorage)')).not.toContain('ogs_');
  await other.goto(`${pages.url}/desk`);
  await inbox(other);
  await page.getByRole('button', { name: /^退\s*出$/ }).click();
  for (const tab of [page, other]) await tab.getByLabel('用户名').waitFor();
  await pages.fillSignIn(other, 'demo-section');
  for (const tab of [page, other]) {
    await inbox(tab);
    await tab.locator('.page-head').getByText('科室').waitFor();
  }
  expect(faults).toEqual([]);
});

test('a session that is over asks to sign in again', async () => {
  const { page } = await pages.signIn('demo-clerk');
  await page.evaluate(`sessionStorage.setItem('ogi-hub.token', 'over')`);
  await page.reload();
  await page.getByLabel('用户名').waitFor();
});

test('a provider signs in by a button, and leads back to where somebody wanted to go; the token is in no address', async () => {
  const plan = {
    algorithm: 'RS256',
    claims: { preferred_username: 'demo-clerk' },
    secret: 'a-secret-of-the-test',
  } as const;
  const provider = await startPliableProvider('ogi-hub', plan);
  try {
    const port = await freePort();
    const publicUrl = `http://127.0.0.1:${port}`;
    await pages.serveToo({
      port,
      oidc: {
        issuer: provider.issuer,
        clientId: 'ogi-hub',
        clientSecret: plan.secret,
        publicUrl,
        usernameClaim: 'preferred_username',
        idTokenAlgorithm: plan.algorithm,
      },
    });
    const { page } = await pages.open('/desk');
    expect(await page.getByRole('link', { name: '用统一身份认证登录' }).count()).toBe(0);
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    await page.goto(`${publicUrl}/desk/${pages.agency}/${YEAR}?from=mail`);
    await page.getByLabel('用户名').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('link', { name: '用统一身份认证登录' }).click();
    await page.locator('h1 .mark').waitFor();
    expect(page.url()).toBe(`${publicUrl}/desk/${pages.agency}/${YEAR}?from=mail`);
    expect(addresses.filter((address) => address.includes('ogs_'))).toEqual([]);
    await page.reload();
    await page.locator('h1 .mark').waitFor();
  } finally {
    await provider.stop();
  }
});

test('what sentences of a document state beside the form is shown with its sentence; in the form it is put right with how exact it is, not lost with the page, and filed', async () => {
  const { page, faults } = await pages.signIn('demo-clerk');
  await page.goto(`${pages.url}/desk/${pages.agency}/${YEAR}`);
  await page.getByText('用文档填报').first().click();
  // Only the sentence of this test states the indicator: the printed one is left out, in the text and below the report.
  const printed = (await printedForBusyAgency(pages, YEAR))
    .replace(/【演示】全年办理12345热线工单[^。]*。/g, '')
    .replace(/补充指标（不属法定表格）：[^<]*/g, '');
  const sentence = '全年办理12345热线工单481件。';
  await page.getByTestId('document').setInputFiles({
    name: '年度报告.html',
    mimeType: 'text/html',
    buffer: Buffer.from(printed.replace(/(<h2 id="section-1">[^<]*<\/h2>)/, `$1<p>${sentence}</p>`)),
  });
  const read = page.getByRole('region', { name: '文中的补充指标' });
  await read.getByText('481 件').waitFor();
  expect(await read.locator('q').first().textContent()).toContain('热线工单481件');
  expect(await read.getByRole('checkbox').isChecked()).toBe(true);
  await page.getByRole('button', { name: '存为草稿' }).click();
  await page.getByText('已存为草稿，见下方。').waitFor();
  await page.getByText('在表中填写').click();
  const tickets = page.locator('input[name="indicators.hotlineTickets"]');
  const exactness = page.getByLabel('12345热线工单：限定');
  // The form is there before the answer about what was stored.
  await page.locator('input[name="indicators.hotlineTickets"][value="481"]').waitFor();
  await tickets.fill('-5');
  await page.locator('table.form').getByText('指标值应为非负数').waitFor();
  await tickets.fill('500');
  await exactness.selectOption({ label: '至少（余、多）' });
  await page.getByText('已记在本机').waitFor();
  await page.reload();
  await page.getByText('在表中填写').click();
  await page.getByText('已恢复您上次键入而未保存的内容').waitFor();
  expect(await tickets.inputValue()).toBe('500');
  expect(await exactness.inputValue()).toBe('≥');
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.getByText('已全部保存。').waitFor();
  for (const explanation of await page.getByLabel('说明').all()) await explanation.fill('数字无误。');
  await page.getByRole('button', { name: /^提\s*交$/ }).click();
  await page.locator('h1').getByText('草稿').waitFor({ state: 'detached' });
  const { data } = await pages.ask(
    `query ($agency: ID!) { report(agency: $agency, year: ${YEAR}) { state
       indicators(codes: ["hotlineTickets"]) { value qualifier sentences { text } } } }`,
    { agency: pages.agency },
    await pages.tokenOf({ role: Role.CLERK, agency: pages.agency }),
  );
  expect(data.report.state).not.toBe('DRAFT');
  expect(data.report.indicators).toEqual([{ value: 500, qualifier: 'AT_LEAST', sentences: [] }]);
  expect(faults).toEqual([]);
});
