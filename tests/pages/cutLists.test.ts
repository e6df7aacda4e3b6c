import { Role } from '../../src/shared/request/permissions';
import { findBarriers, startPages } from '../support/browser';

const DISTRICT = '910101';

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

test('of more batches than are listed it is said how many there are', async () => {
  const { page, faults } = await pages.signIn('demo-officer');
  const addBatches = (from: number, to: number) =>
    pages.owner.query(
      `insert into import_batch (started_by, note)
       select 'account:' || a.id, '第' || n || '批' from account a, generate_series($1::int, $2::int) n where a.username = 'demo-officer'`,
      [from, to],
    );
  await addBatches(1, 100);
  await page.goto(`${pages.url}/desk/import`);
  await page.getByRole('row', { name: /第100批/ }).waitFor();
  expect(await page.getByText('只列最近的').count()).toBe(0);
  await addBatches(101, 101);
  await page.reload();
  await page.getByText('共 101 批，只列最近的 100 批。').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test('of more that waits than is listed it is said how much there is, on the desk of each report too', async () => {
  await pages.owner.query(
    `with organ as (insert into agency (code) select $1 || '-5' || lpad(n::text, 3, '0') from generate_series(1, 101) n returning id, code)
     insert into agency_version (agency_id, name, kind, jurisdiction_id, valid_from)
     select organ.id, '待报机关' || organ.code, 'DEPARTMENT', j.id, '2015-01-01' from organ, jurisdiction j where j.code = $1`,
    [DISTRICT],
  );
  const first = `${DISTRICT}-5001`;
  const { username, token } = await pages.colleague({ role: Role.CLERK, agency: first });
  await pages.owner.query(
    `insert into role_grant (account_id, role, agency_id)
     select a.id, 'CLERK', g.id from account a, agency g where a.username = $1 and g.code > $2 and g.code <= $3`,
    [username, first, `${DISTRICT}-5100`],
  );
  const { page, faults } = await pages.open('/desk');
  await page.evaluate(`sessionStorage.setItem('ogi-hub.token', '${token}')`);
  await page.reload();
  await page.getByRole('link', { name: /待报机关910101-5100/ }).waitFor();
  expect(await page.getByText('只列等候最久的').count()).toBe(0);
  await pages.owner.query(
    `insert into role_grant (account_id, role, agency_id)
     select a.id, 'CLERK', g.id from account a, agency g where a.username = $1 and g.code = $2`,
    [username, `${DISTRICT}-5101`],
  );
  await page.reload();
  await page.getByText('共 101 份，只列等候最久的 100 份').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page
    .getByRole('link', { name: /待报机关/ })
    .first()
    .click();
  await page.getByText('第 1 份，共 101 份').waitFor();
  expect(faults).toEqual([]);
});
