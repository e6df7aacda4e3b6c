import type { Page } from 'playwright-core';
import { startJobs } from '../../src/notification/jobs';
import { Role } from '../../src/shared/request/permissions';
import { findBarriers, startPages } from '../support/browser';
import { lockDeadlines } from '../support/deadlines';
import { postTo, signUp } from '../support/httpHub';
import { openMailbox } from '../support/receivers';
import { completeReport } from '../support/reports';
import { until } from '../support/until';

const YEAR = 2025;
const DISTRICT = '910101';

let pages: Awaited<ReturnType<typeof startPages>>;
let mailbox: Awaited<ReturnType<typeof openMailbox>>;
let jobs: Awaited<ReturnType<typeof startJobs>>;
/** The two agencies that have not begun, with a clerk each; the first has an address. */
let missing: { code: string; token: string }[];
beforeAll(async () => {
  pages = await startPages({ sendsMail: true });
  mailbox = await openMailbox();
  jobs = await startJobs(
    pages.database,
    { smtpUrl: mailbox.url, mailFrom: 'hub@example.invalid', allowPrivateWebhooks: true },
    { note: () => {}, noteError: () => {}, noteWarning: () => {} },
  );
  const rows: { code: string }[] = await pages.owner.query(
    `select a.code from agency a join agency_version v on v.agency_id = a.id join jurisdiction j on j.id = v.jurisdiction_id
      where j.code = $1 and v.valid_to is null and v.kind <> 'GOVERNMENT' and not exists (select 1 from report r where r.agency_id = a.id and r.year = $2) order by a.code`,
    [DISTRICT, YEAR],
  );
  // Their deadline has passed and locks: an extension opens filing again.
  await lockDeadlines(pages.owner, YEAR);
  // They file without steps of review, so that the officer is all there is.
  await pages.owner.query(
    `insert into review_setting (agency_id, steps, allow_same_person, reason, set_by) select id, '{}', false, 'test', 'test' from agency where code = any($1)`,
    [rows.map(({ code }) => code)],
  );
  missing = [];
  for (const [at, { code }] of rows.entries()) {
    const address = at === 0 ? 'clerk@example.invalid' : null;
    missing.push({
      code,
      token: (await signUp({ ...pages }, { role: Role.CLERK, agency: code }, address)).token,
    });
  }
});
afterAll(async () => {
  await jobs.stop();
  await pages.stop();
  await mailbox.close();
});

const SUBMIT = `mutation ($input: ReportInput!) { submitReport(input: $input) {
  accepted report { state } findings { severity code path messageEn } } }`;

/** Files both reports that are missing, with an explanation of each warning. */
async function fileAll() {
  for (const { code, token } of missing) {
    const submit = async (explanations: object[]) =>
      (await postTo(pages.openUrl, SUBMIT, token, { input: { ...completeReport(code), explanations } })).data
        .submitReport;
    const { accepted, findings } = await submit([]);
    // What was explained before it was returned is explained.
    if (accepted) continue;
    const explanations = findings
      .filter(({ severity }: { severity: string }) => severity === 'WARNING')
      .map((finding: { code: string; path: string }) => ({
        code: finding.code,
        path: finding.path,
        text: '演示：数字无误。',
      }));
    expect(await submit(explanations)).toMatchObject({ accepted: true, report: { state: 'FILED' } });
  }
}
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const stateOf = (page: Page, name: RegExp) =>
  page.getByRole('list', { name: '各状态的机关数' }).getByRole('button', { name });
const board = (page: Page, view = '') =>
  page.goto(`${pages.url}/desk/board?place=${DISTRICT}&year=${YEAR}${view}`, { waitUntil: 'networkidle' });
const chooseAll = (page: Page) => page.getByRole('checkbox', { name: '选择所列全部' }).check();
const close = (page: Page) => page.getByRole('dialog').getByRole('button', { name: '关闭' }).first().click();

/** Goes through the two reports that wait by keys: on, no further than the last, and back. */
async function goThroughInbox(page: Page) {
  await page.goto(`${pages.url}/desk`);
  const reports = page.getByRole('link', { name: new RegExp(String(YEAR)) });
  await reports.nth(1).waitFor();
  const [first, second] = await reports.evaluateAll((links) =>
    links.map((link) => (link as unknown as { pathname: string }).pathname),
  );
  const way = page.getByRole('navigation', { name: '待办' });
  const isAt = async (path: string, position: string) => {
    await way.getByText(position).waitFor();
    expect(new URL(page.url()).pathname).toBe(path);
  };
  await reports.first().click();
  await isAt(first, '第 1 份，共 2 份');
  await page.keyboard.press('p');
  await page.keyboard.press('n');
  await isAt(second, '第 2 份，共 2 份');
  await page.keyboard.press('n');
  await page.keyboard.press('p');
  await isAt(first, '第 1 份，共 2 份');
  await page.keyboard.press('i');
  await page.getByRole('heading', { name: '待办' }).waitFor();
}

test('the officer runs a year: sees who is late, reminds, extends, returns, goes from one to the next by keys and accepts many at once', async () => {
  const { page, faults } = await pages.signIn('demo-officer');
  await page.getByRole('link', { name: '年度进度' }).first().click();
  await stateOf(page, /^59/).waitFor();
  await stateOf(page, /尚未开始/).click();
  expect(new URL(page.url()).searchParams.get('state')).toBe('NOT_BEGUN');
  // The address says so before the table does.
  await page.locator('.long-row').nth(2).waitFor({ state: 'detached' });
  expect(await page.locator('.long-row').count()).toBe(2);
  expect(
    Number.parseInt(
      (await page.locator('.long-row').first().locator('.long-cell').nth(5).textContent()) ?? '',
      10,
    ),
  ).toBeGreaterThan(0);
  await chooseAll(page);
  await button(page, '催报所选 2 个').click();
  await page.getByLabel('附言').fill('请于周五前办结。');
  await button(page, /^预\s*览$/).click();
  await page.getByText('将给 1 个机关发 1 封信；1 个不发。').waitFor();
  const letter = await page.locator('dialog .narrative').textContent();
  expect(letter).toContain('请于周五前办结。');
  expect(mailbox.letters).toEqual([]);
  expect(await findBarriers(page)).toEqual([]);
  await button(page, '发出 1 封信').click();
  await page.getByText('完成 1 个，未完成 1 个。').waitFor();
  const [sent] = await until(
    () => mailbox.letters,
    (letters) => letters.length > 0,
  );
  expect(sent).toContain('To: clerk@example.invalid');
  await close(page);

  await button(page, '延期所选 2 个').click();
  await page.getByLabel('延至').fill(`${YEAR + 2}-12-31`);
  await page.getByLabel('理由').fill('演示：机构改革。');
  await page.getByText('2 个的截止日已过：重新开放填报，仍是逾期。').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await button(page, '延期 2 个').click();
  await page.getByText('完成 2 个，未完成 0 个。').waitFor();
  await close(page);
  await button(page, '期限与延期').click();
  await page.getByText('有延期的 2 个机关').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await close(page);

  await fileAll();
  await board(page, '&state=FILED');
  await chooseAll(page);
  await button(page, '退回所选 2 份').click();
  expect(await button(page, '退回 2 份').isDisabled()).toBe(true);
  await page.getByLabel('退回意见').fill('演示：合计有误。');
  await button(page, '退回 2 份').click();
  await page.getByText('完成 2 个，未完成 0 个。').waitFor();

  await fileAll();
  await goThroughInbox(page);
  await board(page, '&mark=returned&order=name');
  expect(await page.locator('.long-row').count()).toBe(2);
  await chooseAll(page);
  await button(page, '接收并公布所选 2 份').click();
  expect(await findBarriers(page)).toEqual([]);
  await button(page, '公布 2 份').click();
  await page.getByText('完成 2 个，未完成 0 个。').waitFor();
  for (const { code } of missing)
    expect(
      (await pages.ask(`{ report(agency: "${code}", year: ${YEAR}) { state } }`)).data.report.state,
    ).toBe('PUBLISHED');
  expect(faults).toEqual([]);
});

test('what the officer may do is not offered to a clerk, and refused when forced', async () => {
  const { page } = await pages.signIn('demo-clerk');
  expect(await page.getByRole('link', { name: /年度进度|批量补录/ }).count()).toBe(0);
  for (const path of [`/desk/board?place=${DISTRICT}`, '/desk/import']) {
    await page.goto(pages.url + path);
    await page.getByText('您的角色不允许查看此页').waitFor();
  }
  const [{ code, token }] = missing;
  for (const forced of [
    `mutation { remindAgencies(input: { year: ${YEAR}, scope: { agencies: ["${code}"] }, kinds: [LATE] }) { accepted } }`,
    `mutation { extendDeadline(input: { year: ${YEAR}, scope: { agency: "${code}" }, dueOn: "2099-01-01", reason: "x" }) { accepted } }`,
    `{ board(jurisdiction: "${DISTRICT}", year: ${YEAR}) { totalCount } }`,
    'mutation { startImport(note: "x") { id } }',
  ]) {
    const { errors } = await postTo(pages.openUrl, forced, token);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  }
});

test('a board of five thousand agencies is written as far as it is seen', async () => {
  await pages.owner.query(`set session_replication_role = replica`);
  await pages.owner.query(
    `with added as (insert into agency (code, demonstration) select 'many-' || n, true from generate_series(1, 4941) n returning id, code)
     insert into agency_version (agency_id, name, kind, jurisdiction_id, valid_from)
     select id, '演示机关' || code, 'DEPARTMENT', (select id from jurisdiction where code = $1), '2015-01-01' from added`,
    [DISTRICT],
  );
  await pages.owner.query('set session_replication_role = default');
  const { page, faults } = await pages.signIn('demo-officer');
  await board(page);
  await stateOf(page, /^5,000/).waitFor();
  const rows = page.locator('.long-row');
  const first = await rows.first().textContent();
  expect(await rows.count()).toBeLessThan(60);
  await rows.first().hover();
  for (let at = 0; at < 20; at += 1) await page.mouse.wheel(0, 4000);
  await until(
    () => rows.first().textContent(),
    (text) => text !== first,
  );
  expect(await rows.count()).toBeLessThan(60);
  await page.getByLabel('名称或代码').fill('many-4941');
  await until(
    () => rows.count(),
    (count) => count === 1,
  );
  expect(await findBarriers(page)).toEqual([]);
  expect(faults).toEqual([]);
});
