import type { Page } from 'playwright-core';
import { Role } from '../../src/shared/request/permissions';
import { findBarriers, startPages } from '../support/browser';

const DISTRICT = '910101';

let pages: Awaited<ReturnType<typeof startPages>>;
/** The agency of which the report of the last year is missing. */
let missing: { code: string; name: string; dueOn: string };
const YEAR = 2025;
beforeAll(async () => {
  pages = await startPages();
  const { data } = await pages.ask(
    `{ rollup(years: [${YEAR}], filter: { jurisdiction: "${DISTRICT}" }) { coverage { coveredReports(part: OVERDUE, first: 1) { nodes { dueOn agency { code name } } } } } }`,
  );
  const [{ dueOn, agency }] = data.rollup.coverage.coveredReports.nodes;
  missing = { ...agency, dueOn };
});
afterAll(() => pages.stop());

test('where no report is published the page names the agency, says that it is missing since when, and leads to other years', async () => {
  const { page, faults } = await pages.open(`/agencies/${missing.code}/${YEAR}`);
  await page.getByText(`缺报，截止日 ${missing.dueOn}。`).waitFor();
  const head = page.getByRole('heading', { level: 1 });
  expect(await head.textContent()).toBe(`${missing.name} ${YEAR}`);
  expect(await head.getByRole('link').getAttribute('href')).toBe(`/agencies/${missing.code}`);
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('link', { name: String(YEAR - 1), exact: true }).click();
  await page.waitForURL(`**/agencies/${missing.code}/${YEAR - 1}`);
  expect(faults).toEqual([]);
});

test.each([
  ['/agencies/910101-002/abc', '“abc”不是年度'],
  ['/agencies/910101-002/1999/consolidated', '全国统一的报告格式自 2019 年度起施行'],
  ['/desk/910101-002/2018', '全国统一的报告格式自 2019 年度起施行'],
  ['/desk/910101-002/2999', '年度终了后才编制报告'],
  ['/desk/910101-002/20255', '“20255”不是年度'],
])(
  'an address with a year that cannot be, %s, says at once what is wrong in it and leads out',
  async (path, why) => {
    const { page, faults } = await pages.open(path);
    await page.getByText(why).waitFor();
    expect(await page.getByRole('button', { name: '重试' }).count()).toBe(0);
    const last = await page.getByRole('link', { name: /^\d{4} 年度$/ }).getAttribute('href');
    expect(last).toBe(path.replace(/[^/]+(?=$|\/consolidated)/, String(YEAR)));
    await page.getByRole('link', { name: /910101-002/ }).click();
    await page.waitForURL('**/agencies/910101-002');
    expect(faults).toEqual([]);
  },
);

/** That there is nothing, or no such agency. */
const nothing = (page: Page) => page.locator('.nothing, .ant-alert').first().waitFor();

test.each([
  '/admin/accounts/%E0%A4%A',
  '/admin/accounts/a%2525',
  '/agencies/%E0%A4%A',
  '/desk/%FF/2025',
  '/%',
])('an address that is badly encoded, %s, is one where nothing is, in the pages’ own words', async (path) => {
  const { page, faults } = await pages.openAs({ role: Role.ADMINISTRATOR }, '/');
  await page.goto(pages.url + path);
  await nothing(page);
  expect(await page.getByText('页面出错').count()).toBe(0);
  // By a link within the pages too, where no server looks at it first.
  await page.goto(`${pages.url}/agencies`);
  await page.evaluate(`history.pushState(null, '', '${path}')`);
  await nothing(page);
  expect(await page.getByText('页面出错').count()).toBe(0);
  expect(faults.filter((fault) => !/status of 40[04]/.test(fault))).toEqual([]);
});

test('the desk lists the years of the own agency whose reports are missing, with their deadlines', async () => {
  const { page, faults } = await pages.openAs({ role: Role.CLERK, agency: missing.code }, '/desk');
  const row = page.getByRole('row', { name: new RegExp(`^${YEAR}`) });
  await row.getByText('尚未开始').waitFor();
  await row.getByText(`缺报，截止日 ${missing.dueOn}`).waitFor();
  expect(faults).toEqual([]);
});

test('an indicator of a report opens like a cell, with its sentence and how exact it is', async () => {
  const { data } = await pages.ask(
    `{ reports(filter: { years: [${YEAR}], jurisdiction: "${DISTRICT}" }, first: 50) { nodes { agency { code } indicators(codes: ["hotlineTickets"]) { value sentences { text } } } } }`,
  );
  const { agency, indicators } = data.reports.nodes.find(
    (report: { indicators: { sentences: unknown[] }[] }) => report.indicators[0]?.sentences.length > 0,
  );
  const { page, faults } = await pages.open(`/agencies/${agency.code}/${YEAR}`);
  await page.locator('[data-cell="indicators.hotlineTickets"]').click();
  const detail = page.locator('.cell-detail');
  await detail.getByText(indicators[0].sentences[0].text).waitFor();
  await detail.getByText('精确数').waitFor();
  await detail.getByText('来源：').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test('a condition without a bound leaves out no group', async () => {
  const { page, faults } = await pages.open(
    `/ask?place=${DISTRICT}&years=${YEAR}&by=AGENCY&values=requests.received.total`,
  );
  const counted = page.getByText(/；共 \d+ 行/);
  const before = await counted.textContent();
  await page.getByRole('button', { name: /加条件/ }).click();
  await page.getByRole('group', { name: '条件 1' }).waitFor();
  await page.waitForURL(/having=/);
  await page.waitForLoadState('networkidle');
  expect(await counted.textContent()).toBe(before);
  expect(faults).toEqual([]);
});

test('a subject for which a comparison has no room is named too', async () => {
  const codes = ['001', '002', '003', '004'].map((number) => `${DISTRICT}-${number}`);
  const { data } = await pages.ask(`{ agency(code: "${codes[3]}") { name } }`);
  const { page, faults } = await pages.open(`/compare?items=${codes}&years=2024,2025`);
  await page.locator('.compare-form').getByText(data.agency.name).waitFor();
  expect(faults).toEqual([]);
});

test('the overview says where totals of disputes are not the sum of their parts, and leads to the reports with errors', async () => {
  const { page, faults } = await pages.open(`/?place=${DISTRICT}&year=${YEAR}`);
  const note = page.getByText('与各项之和不等').first();
  await note.waitFor();
  expect(await note.getByRole('link').first().getAttribute('href')).toMatch(
    new RegExp(`^/coverage\\?place=${DISTRICT}&years=\\d{4}&part=WITH_ERRORS$`),
  );
  expect(faults).toEqual([]);
});

test('a column that is not added over years says so at its head and below the rows; one of a single year does not', async () => {
  const address = (years: string) =>
    `/ask?place=${DISTRICT}&years=${years}&by=AGENCY&values=indicators.serviceItems`;
  const { page, faults } = await pages.open(address(`2021-${YEAR}`));
  await page.getByRole('columnheader', { name: /最后有数的年度/ }).waitFor();
  await page.getByText('各行相加不等于全部').waitFor();
  await page.goto(new URL(address(String(YEAR)), page.url()).href);
  await page.getByRole('columnheader', { name: /政务服务事项/ }).waitFor();
  expect(await page.getByText('最后有数的年度').count()).toBe(0);
  expect(faults).toEqual([]);
});
