import { dayBefore } from '../../src/form/beijing';
import { Role } from '../../src/shared/request/permissions';
import { findBarriers, startPages } from '../support/browser';

const DISTRICT = '910101';
/** An agency that was merged, the one that goes on, and the day of it. */
const MERGED = `${DISTRICT}-020`;
const SUCCESSOR = `${DISTRICT}-021`;
const DAY = '2026-02-01';
const WITHDRAWN = /已于 \d{4}-\d\d-\d\d 撤回公布/;
const CORRECTED = '已撤回公布（原为补录），更正中';
const REASON = '误公布了他人的电话号码';

let pages: Awaited<ReturnType<typeof startPages>>;
let names: { merged: string; successor: string };
beforeAll(async () => {
  pages = await startPages();
  const token = await pages.tokenOf({ role: Role.DISTRICT_OFFICER, jurisdiction: DISTRICT });
  const merge = `mutation ($input: MergeAgenciesInput!) { mergeAgencies(input: $input) { agency { code } } }`;
  const merger = { predecessors: [MERGED], successor: SUCCESSOR, effectiveOn: DAY, confirm: true };
  const merged = await pages.ask(merge, { input: merger }, token);
  expect(merged.data.mergeAgencies.agency).toEqual({ code: SUCCESSOR });
  const withdraw = 'mutation ($input: ReviewInput!) { actOnReport(input: $input) { accepted } }';
  const withdrawal = { action: 'RETRACT', state: 'PUBLISHED', revision: 1, comment: REASON };
  const withdrawn = await pages.ask(
    withdraw,
    { input: { agency: SUCCESSOR, year: 2024, ...withdrawal } },
    token,
  );
  expect(withdrawn.data.actOnReport.accepted).toBe(true);
  const { data } = await pages.ask(
    `{ merged: agency(code: "${MERGED}") { name } successor: agency(code: "${SUCCESSOR}") { name } }`,
  );
  names = { merged: data.merged.name, successor: data.successor.name };
});
afterAll(() => pages.stop());

test('of an agency that was merged the page says until when it was, and which follows it, which says whence it came', async () => {
  const { page, faults } = await pages.open(`/agencies/${MERGED}`);
  await page
    .locator('.facts')
    .getByText(`– ${dayBefore(DAY)}`)
    .waitFor();
  const after = page.getByRole('listitem').filter({ hasText: '后继：' });
  await expect(after.textContent()).resolves.toBe(`后继：${names.successor}，合并 ${DAY}`);
  expect(await findBarriers(page)).toEqual([]);
  await after.getByRole('link', { name: names.successor }).click();
  await page.waitForURL(`**/agencies/${SUCCESSOR}`);
  const before = page.getByRole('listitem').filter({ hasText: '前身：' });
  await expect(before.textContent()).resolves.toBe(`前身：${names.merged}，合并 ${DAY}`);
  await expect(before.getByRole('link').getAttribute('href')).resolves.toBe(`/agencies/${MERGED}`);
  expect(faults).toEqual([]);
});

test('a report that was withdrawn is listed with its time and reason, and its year says so', async () => {
  const { page, faults } = await pages.open(`/agencies/${SUCCESSOR}`);
  await page.getByRole('heading', { name: '撤回公布' }).waitFor();
  const listed = page.getByRole('listitem').filter({ hasText: REASON });
  expect(await listed.textContent()).toMatch(new RegExp(`^2024 年度报告，.*（北京时间）：${REASON}$`));
  const reports = page.getByRole('region', { name: '历年报告' });
  expect(await reports.getByRole('link').allTextContents()).toEqual(['2025', '2024', '2023', '2022', '2021']);
  expect(await reports.getByRole('row').filter({ hasText: '2024' }).first().textContent()).toMatch(WITHDRAWN);
  const { page: english } = await pages.open(`/agencies/${SUCCESSOR}`, { language: 'en', width: 360 });
  await english.getByText(/^The report of 2024, .*\(Beijing\): /).waitFor();
  expect(await findBarriers(english)).toEqual([]);
  expect(faults).toEqual([]);
});

test('the overview and the list of the coverage say of a withdrawn report that it was withdrawn, not that it was never filed', async () => {
  const { page, faults } = await pages.open(`/?place=${DISTRICT}&year=2024`);
  const tile = page.locator('.tiles .wall-withdrawn');
  await tile.waitFor();
  expect(await tile.getAttribute('href')).toBe(`/agencies/${SUCCESSOR}/2024`);
  expect(await tile.textContent()).toContain('已撤回公布');
  expect(await page.locator('.missing li').filter({ hasText: names.successor }).count()).toBe(0);
  const counted = page
    .locator('.part p', { hasText: '已撤回公布 1 份' })
    .locator('a[href*="part=WITHDRAWN"]');
  const { page: list } = await pages.open((await counted.getAttribute('href')) as string);
  const row = list.getByRole('row').filter({ hasText: names.successor });
  expect(await row.textContent()).toMatch(WITHDRAWN);
  expect(await row.textContent()).not.toContain('缺报');
  const { page: report } = await pages.open(`/agencies/${SUCCESSOR}/2024`);
  await report.getByText(/^截止日 2025-01-31/).waitFor();
  expect(await report.locator('main').textContent()).not.toContain('缺报');
  expect(faults).toEqual([]);
});

test('the desk says of the year of a withdrawn report that it was withdrawn, and nothing of a missing one', async () => {
  const { page } = await pages.openAs({ role: Role.CLERK, agency: SUCCESSOR }, '/desk');
  const row = page.getByRole('row', { name: /^2024/ });
  await row.getByText(WITHDRAWN).waitFor();
  expect(await row.textContent()).not.toContain('缺报');
});

test('a draft begun after a withdrawal is the correction of what was withdrawn, at the desk, on the board and on its page', async () => {
  const clerk = await pages.tokenOf({ role: Role.CLERK, agency: SUCCESSOR });
  const begun = await pages.ask(
    'mutation ($input: ReviewInput!) { actOnReport(input: $input) { accepted } }',
    {
      input: {
        agency: SUCCESSOR,
        year: 2024,
        action: 'CORRECT',
        state: 'WITHDRAWN',
        revision: 1,
        comment: '改正',
      },
    },
    clerk,
  );
  expect(begun.data.actOnReport.accepted).toBe(true);
  const { page } = await pages.openAs({ role: Role.CLERK, agency: SUCCESSOR }, '/desk');
  const row = page.getByRole('region', { name: /各年度的报告/ }).getByRole('row', { name: /^2024/ });
  await row.getByText(CORRECTED).waitFor();
  expect(await row.textContent()).toMatch(WITHDRAWN);
  expect(await row.textContent()).not.toContain('未公布');
  await page.goto(`${pages.url}/desk/${SUCCESSOR}/2024`);
  await page.locator('h1').getByText(CORRECTED).waitFor();
  await page.goto(`${pages.url}/agencies/${SUCCESSOR}`);
  await page.getByRole('region', { name: '历年报告' }).getByText(CORRECTED).waitFor();
  const officer = { role: Role.DISTRICT_OFFICER, jurisdiction: DISTRICT };
  const { page: board } = await pages.openAs(
    officer,
    `/desk/board?place=${DISTRICT}&year=2024&state=WITHDRAWN`,
  );
  await board.getByRole('button', { name: /^1\s*已撤回公布$/, pressed: true }).waitFor();
  await board.getByText(CORRECTED).waitFor();
});
