import { Role } from '../../src/shared/request/permissions';
import { button } from '../support/adminPages';
import { findBarriers, startPages } from '../support/browser';
import { htmlReport } from '../support/documents';

const DISTRICT = '910101';
const NAMES = ['两页一局', '两页二局', '两页三局'];

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
  const token = await pages.tokenOf({ role: Role.DISTRICT_OFFICER, jurisdiction: DISTRICT });
  for (const [at, name] of [...NAMES, '两页四局'].entries()) {
    const { data } = await pages.ask(
      `mutation { addAgency(input: { jurisdiction: "${DISTRICT}", code: "${DISTRICT}-8${at}1", name: "${name}", kind: DEPARTMENT, validFrom: "2015-01-01" }) { findings { messageEn } } }`,
      {},
      token,
    );
    expect(data.addAgency.findings).toEqual([]);
  }
});
afterAll(() => pages.stop());

const fileOf = (name: string) => ({
  name: `${name}.html`,
  mimeType: 'text/html',
  buffer: htmlReport({ agency: name, year: 2025 }),
});

test('documents that are imported in one tab are followed live in another, which says nothing of its own and goes on when the first is closed', async () => {
  const { page, faults } = await pages.signIn('demo-officer');
  await page.goto(`${pages.url}/desk/import`);
  let isRecording = false;
  let goOn = () => {};
  const isHeld = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  await page.context().route('**/graphql', async (route) => {
    const sent = route.request().postData() ?? '';
    if (isRecording && sent.includes('"webImportMany"')) await isHeld;
    await route.continue();
  });
  await page.getByTestId('documents').setInputFiles(NAMES.map(fileOf));
  await button(page, '补录没有疑问的 3 份').waitFor();
  isRecording = true;
  await button(page, '补录没有疑问的 3 份').click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定|补录/ })
    .first()
    .click();
  await page.getByText('正在导入，还有 3 份…').waitFor();
  const other = await page.context().newPage();
  await other.goto(`${pages.url}/desk/import`);
  await other.getByText('正在导入，还有 3 份…').waitFor();
  expect(await other.getByText('离开页面时正在补录').count()).toBe(0);
  expect(await findBarriers(other)).toEqual([]);
  isRecording = false;
  goOn();
  const recorded = (tab: typeof page) =>
    tab.getByRole('list', { name: '各状态的文档数' }).getByRole('button', { name: /^3\s*已补录/ });
  await recorded(other).waitFor();
  await recorded(page).waitFor();
  await other.getByRole('row', { name: /网页批量导入 3 份 3/ }).waitFor();
  // What is dropped in either tab is of the one run.
  await other.getByTestId('documents').setInputFiles([fileOf('两页四局')]);
  await button(page, '补录没有疑问的 1 份').waitFor();
  await page.close();
  await button(other, '补录没有疑问的 1 份').click();
  await other
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定|补录/ })
    .first()
    .click();
  await other
    .getByRole('list', { name: '各状态的文档数' })
    .getByRole('button', { name: /^4\s*已补录/ })
    .waitFor();
  expect(faults).toEqual([]);
});

test('a batch that is started elsewhere is seen at once, without reading again and again', async () => {
  const officer = { role: Role.DISTRICT_OFFICER, jurisdiction: '910101' };
  const token = await pages.tokenOf(officer);
  const { page, faults } = await pages.open('/desk/import');
  await page.addInitScript('window.setInterval = () => 0');
  await page.evaluate(`sessionStorage.setItem('ogi-hub.token', '${token}')`);
  const heard = page
    .waitForEvent('websocket')
    .then((socket) =>
      socket.waitForEvent('framereceived', ({ payload }) => payload.includes('importBatchesChanged')),
    );
  await page.reload({ waitUntil: 'networkidle' });
  await heard;
  // As a command does that runs under the same account.
  for (const note of ['由命令导入一', '由命令导入二']) {
    await pages.ask(`mutation { startImport(note: "${note}") { id } }`, {}, token);
    await page.getByText(note).waitFor();
  }
  expect(faults).toEqual([]);
});
