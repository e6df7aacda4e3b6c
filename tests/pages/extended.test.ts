import { beijingDay } from '../../src/form/beijing';
import { lastEndedYear } from '../../src/form/reportingYears';
import type { Answer } from '../support/answers';
import { findBarriers, startPages } from '../support/browser';

const DISTRICT = '910101';
const YEAR = 2025;
const LAW = '2026-01-31';

let pages: Awaited<ReturnType<typeof startPages>>;
let late: string;
let missing: string;
beforeAll(async () => {
  pages = await startPages();
  const part = (name: string) =>
    `${name}: coveredReports(part: ${name}, first: 1) { nodes { agency { code } } }`;
  const { data } = await pages.ask(
    `{ rollup(years: [${YEAR}], filter: { jurisdiction: "${DISTRICT}" }) { coverage { ${part('LATE')} ${part('OVERDUE')} } } }`,
  );
  const codeOf = ({ nodes }: Answer): string => nodes[0].agency.code;
  late = codeOf(data.rollup.coverage.LATE);
  missing = codeOf(data.rollup.coverage.OVERDUE);
});
afterAll(() => pages.stop());

const extend = (agency: string, dueOn: string, year = YEAR) =>
  pages.owner.query(
    `insert into deadline_extension (year, agency_id, due_on, reason, granted_by, granted_at)
     select $2, id, $3, '试验', 'test', '2026-01-15T00:00:00Z' from agency where code = $1`,
    [agency, year, dueOn],
  );

test('public pages say against which day a report is late, in time or not due yet, and from which day it was extended', async () => {
  const { page, faults } = await pages.open(`/agencies/${late}/${YEAR}`);
  const english = (await pages.open(`/agencies/${late}/${YEAR}`, { language: 'en' })).page;
  await page.getByText(`，逾期（截止日 ${LAW}）`).first().waitFor();
  await english.getByText(`, late (due ${LAW})`).first().waitFor();
  await extend(late, '2026-12-31');
  await extend(missing, '2999-01-01');
  await page.reload();
  await english.reload();
  await page.getByText(`，按时（截止日 2026-12-31，由 ${LAW} 延期）`).first().waitFor();
  await english.getByText(`, in time (due 2026-12-31, extended from ${LAW})`).first().waitFor();
  await page.goto(`${pages.url}/agencies/${late}`);
  await page.getByText(`，按时（截止日 2026-12-31，由 ${LAW} 延期）`).first().waitFor();
  await page.goto(`${pages.url}/agencies/${missing}/${YEAR}`);
  await page.getByText(`未到期，截止日 2999-01-01，由 ${LAW} 延期。`).waitFor();
  await page.goto(`${pages.url}/coverage?place=${DISTRICT}&year=${YEAR}&part=AWAITED`);
  await page.getByText(`2999-01-01，由 ${LAW} 延期`).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test('the reports of an agency are listed with their first publication, and with that of their last correction beside it', async () => {
  const code = `${DISTRICT}-030`;
  const QUESTION = `{ agency(code: "${code}") { reports(filter: { years: [2024] }) { nodes { firstPublishedAt publishedAt } } } }`;
  const [before] = (await pages.ask(QUESTION)).data.agency.reports.nodes;
  expect(await pages.publish(code, 2024)).toBe(true);
  const [after] = (await pages.ask(QUESTION)).data.agency.reports.nodes;
  expect([after.firstPublishedAt, after.publishedAt === before.publishedAt]).toEqual([
    before.publishedAt,
    false,
  ]);
  const { page, faults } = await pages.open(`/agencies/${code}`);
  const row = page.getByRole('row', { name: /^2024 已公布/ });
  await row.waitFor();
  const cells = await row.getByRole('cell').allTextContents();
  const [first, corrected] = cells.slice(-2);
  expect(first).toContain(beijingDay(new Date(before.publishedAt)));
  expect(corrected).toContain(beijingDay(new Date(after.publishedAt)));
  expect(corrected).toContain('第 1 次更正');
  const untouched = await page
    .getByRole('row', { name: /^2023 已公布/ })
    .getByRole('cell')
    .allTextContents();
  expect(untouched.at(-1)).toBe('');
  expect(await findBarriers(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test('an agency of which nobody says when it was founded is not told to exist since it was recorded', async () => {
  await pages.owner.query('update agency set founding_unknown = true where code = $1', [missing]);
  const { page, faults } = await pages.open(`/agencies/${missing}`);
  await page.locator('.facts').getByText('设立日期不详，本平台自 2015-01-01 起记录').waitFor();
  await page.getByRole('row', { name: /不详/ }).waitFor();
  const { page: english } = await pages.open(`/agencies/${missing}`, { language: 'en' });
  await english.getByText('when it was founded is not known; recorded here since 2015-01-01').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test('the board has the year that is running, with the extensions that there are; nobody is reminded of it', async () => {
  const running = lastEndedYear() + 1;
  const until = `${running + 1}-05-06`;
  await extend(missing, until, running);
  const { page, faults } = await pages.signIn('demo-officer');
  await page.goto(`${pages.url}/desk/board?place=${DISTRICT}&year=${running}`);
  await page.getByText(`${running} 年度尚未终了，报告在年度终了后编制：现在可以规定和延长期限`).waitFor();
  await page.getByText(`不能催报：${running} 年度尚未终了，报告在年度终了后编制。`).waitFor();
  expect(await page.getByText('地址中有未能识别的内容').count()).toBe(0);
  await page.getByRole('button', { name: '期限与延期' }).click();
  await page.getByRole('dialog').getByText(until, { exact: true }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.goto(`${pages.url}/desk/board?place=${DISTRICT}&year=${running + 1}`);
  await page.getByText(`“year=${running + 1}”没有表，或还不能报告，显示 ${YEAR} 年`).waitFor();
  expect(faults).toEqual([]);
});

test('the wall moves when a deadline is extended while one looks', async () => {
  await pages.owner.query('delete from deadline_extension where year = $1', [YEAR]);
  const { page, faults } = await pages.open(`/?place=${DISTRICT}&year=${YEAR}`);
  await page.locator('[data-liveness="LIVE"]').waitFor();
  await page.waitForLoadState('networkidle');
  const awaited = page.locator(`a.counted[href*="part=AWAITED"]`);
  expect(await awaited.count()).toBe(0);
  await extend(missing, '2999-01-01');
  await awaited.first().waitFor();
  expect(faults).toEqual([]);
});
