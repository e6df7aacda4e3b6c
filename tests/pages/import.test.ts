import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { Role } from '../../src/shared/request/permissions';
import { button } from '../support/adminPages';
import { findBarriers, startPages } from '../support/browser';
import { htmlReport } from '../support/documents';
import { until } from '../support/until';

const YEAR = 2025;
const DISTRICT = '910101';

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

const CODE_OF_KIND: Readonly<Record<string, number>> = { DEPARTMENT: 9, GOVERNMENT: 8, INSTITUTION: 7 };

/** Adds agencies that have no report yet; returns their codes. */
async function addAgencies(names: readonly string[], kind = 'DEPARTMENT'): Promise<string[]> {
  const token = await pages.tokenOf({ role: Role.DISTRICT_OFFICER, jurisdiction: DISTRICT });
  const codes = names.map((_, at) => `${DISTRICT}-${CODE_OF_KIND[kind]}${at}0`);
  for (const [at, name] of names.entries()) {
    const { data } = await pages.ask(
      `mutation { addAgency(input: { jurisdiction: "${DISTRICT}", code: "${codes[at]}", name: "${name}", kind: ${kind}, validFrom: "2015-01-01" }) { findings { messageEn } } }`,
      {},
      token,
    );
    expect(data.addAgency.findings).toEqual([]);
  }
  return codes;
}

test('many documents are recorded as one batch, those in doubt are looked at, and the batch is undone', async () => {
  const { page, faults } = await pages.signIn('demo-officer');
  const names = ['补录一局', '补录二局'];
  const codes = await addAgencies(names);
  const [{ name: earlier }] = await pages.owner.query(
    "select v.name from agency a join agency_version v on v.agency_id = a.id where a.code = '910101-003'",
  );
  const archive = new ZipFile();
  // What one of them says differs from its table.
  for (const [at, name] of names.entries()) {
    const overview = at === 0 ? '本年度收到政府信息公开申请 987 件。' : '本年度依法开展工作。';
    archive.addBuffer(htmlReport({ agency: name, year: YEAR, overview }), `${YEAR} 年报/${name}.html`);
  }
  archive.end();
  const files = [
    { name: '年报.zip', buffer: await buffer(archive.outputStream as NodeJS.ReadableStream) },
    { name: '存疑.html', buffer: htmlReport({ agency: '无名局', year: 2020 }) },
    // In the form that came into force a year later.
    { name: '格式不符.html', buffer: htmlReport({ agency: earlier, year: 2020 }) },
    { name: '不是报告.txt', buffer: Buffer.from('no report at all') },
    { name: '损坏.zip', buffer: Buffer.from('no archive at all') },
  ].map((file) => ({ ...file, mimeType: 'application/octet-stream' }));
  await page.getByRole('link', { name: '批量补录' }).click();
  await page.getByTestId('documents').setInputFiles(files);
  await button(page, '补录没有疑问的 2 份（其中 1 份有警告）').waitFor();
  await page.getByText('损坏.zip：压缩包不完整或已损坏。').waitFor();
  const states = page.getByRole('list', { name: '各状态的文档数' });
  await states.getByRole('button', { name: /^2\s*存疑/ }).waitFor();
  await states.getByRole('button', { name: /^1\s*不能导入/ }).waitFor();
  await page
    .getByText(/第二部分为 2021 年的格式，2020 年度应用 2019 年的格式.*第三部分为 2021 年的格式/)
    .first()
    .waitFor();
  await page.reload();
  await button(page, '补录没有疑问的 2 份（其中 1 份有警告）').click();
  expect(await findBarriers(page)).toEqual([]);
  const dialog = page.getByRole('dialog');
  for (const name of names) await dialog.getByText(new RegExp(`${name} ${YEAR}`)).waitFor();
  await dialog
    .getByRole('button', { name: /确\s*定|补录/ })
    .first()
    .click();
  await states.getByRole('button', { name: /^2\s*已补录/ }).waitFor();
  await page.getByRole('link', { name: '存疑.html' }).click();
  await page.getByText('文档写作“无名局”。').waitFor();
  // Above the cells, beside the choice of the organ.
  await expect(page.locator('.findings').first().textContent()).resolves.toContain(
    '不能确定文档属于哪个机关',
  );
  expect(await button(page, '补录并公布').isDisabled()).toBe(true);
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('link', { name: /回到文档列表/ }).click();
  await page.getByRole('button', { name: /^撤销/ }).first().click();
  await page.getByLabel('理由').fill('演示：导错了。');
  await page.getByRole('dialog').getByRole('button', { name: '撤销整批' }).click();
  await page.getByRole('dialog').getByText(`${codes[0]} ${YEAR}`).waitFor();
  expect(faults).toEqual([]);
});

test('documents are recorded as the figures of a government with its departments; drafts are not offered to who may not file', async () => {
  const government = '补录人民政府';
  const [code] = await addAgencies([government], 'GOVERNMENT');
  const { page, faults } = await pages.signIn('demo-officer');
  const ways = page.getByLabel('怎样导入');
  const goThere = () => page.goto(`${pages.url}/desk/import`, { waitUntil: 'networkidle' });
  const drop = (name: string) =>
    page.getByTestId('documents').setInputFiles({
      name: `${name}.html`,
      mimeType: 'text/html',
      buffer: htmlReport({ agency: name, year: YEAR }),
    });
  const confirm = () =>
    page
      .getByRole('dialog')
      .getByRole('button', { name: /补录|草稿/ })
      .first()
      .click();
  await goThere();
  await ways.click();
  await page.getByTitle('补录并公布（本级政府汇总口径）').waitFor();
  await expect(page.getByTitle('存为草稿，不公布').count()).resolves.toBe(0);
  await page.getByTitle('补录并公布（本级政府汇总口径）').click();
  await drop(government);
  await page.getByRole('button', { name: /^补录没有疑问的 1 份/ }).click();
  await confirm();
  const address = `/agencies/${code}/${YEAR}/consolidated`;
  const recorded = page.getByRole('link', { name: `${government}.html` });
  await until(
    () => recorded.getAttribute('href'),
    (href) => href === address,
  );
  const { data } = await pages.ask(
    `{ report(agency: "${code}", year: ${YEAR}, scope: CONSOLIDATED) { state } }`,
  );
  expect(data.report).toEqual({ state: 'PUBLISHED' });
  expect(await findBarriers(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test('an agency that is guessed is said to be, to be confirmed or chosen otherwise, and is no error; nothing on the page is in words of the interface', async () => {
  const [code] = await addAgencies(['补录三局'], 'INSTITUTION');
  const { page, faults } = await pages.signIn('demo-officer');
  await page.goto(`${pages.url}/desk/import`, { waitUntil: 'networkidle' });
  await page.getByTestId('documents').setInputFiles({
    name: '推测.html',
    mimeType: 'text/html',
    buffer: htmlReport({ agency: '某某镇补录三局', year: YEAR }),
  });
  await page.getByRole('link', { name: '推测.html' }).click();
  const guessed = page.getByRole('alert').filter({ hasText: '这是按文档推测的：补录三局。' });
  await guessed.waitFor();
  expect(await page.getByText('请指定机关').count()).toBe(0);
  expect(await page.locator('main').textContent()).not.toMatch(/（[a-z]+）/);
  expect(await findBarriers(page)).toEqual([]);
  await guessed.getByRole('button', { name: '没有错' }).click();
  await guessed.waitFor({ state: 'detached' });
  expect(page.url()).toContain(`agency=${code}`);
  expect(await button(page, '补录并公布').isEnabled()).toBe(true);
  expect(faults).toEqual([]);
});
