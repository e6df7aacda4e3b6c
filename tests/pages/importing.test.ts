import { Role } from '../../src/shared/request/permissions';
import { findBarriers, startPages } from '../support/browser';

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

test('a document of another year names both years; what was read before is gone, with progress, until it is read anew', async () => {
  const token = await pages.tokenOf({ role: Role.DISTRICT_OFFICER, jurisdiction: '910101' });
  const printed = await (await fetch(`${pages.url}/reports/910101-016/2024.html`)).arrayBuffer();
  const uploaded = await fetch(`${pages.openUrl}/documents?name=report.html`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: printed,
  });
  const { document } = (await uploaded.json()) as { document: string };
  const { page } = await pages.open('/desk');
  await page.evaluate(`sessionStorage.setItem('ogi-hub.token', '${token}')`);
  await page.goto(`${pages.url}/desk/import/${document}?way=OWN`);
  const record = page.getByRole('button', { name: '补录并公布' });
  await record.waitFor();
  let goOn = () => {};
  const isHeld = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  await page.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes('"webImport"')) await isHeld;
    await route.continue();
  });
  await page.getByLabel('年度').click();
  await page.getByTitle('2023', { exact: true }).click();
  const progress = page.getByText('正在按所选的机关和年度读取文档');
  await progress.waitFor();
  expect(await page.getByText('补录并公布').count()).toBe(0);
  expect(await findBarriers(page)).toEqual([]);
  goOn();
  await page.getByText('正文为 2024 年度，所选为 2023 年度').waitFor();
  expect(await progress.count()).toBe(0);
  await record.waitFor();
});
