import { Role } from '../../src/shared/request/permissions';
import type { Answer } from '../support/answers';
import { startPages } from '../support/browser';
import { until } from '../support/until';

const DISTRICT = '910101';
const YEAR = 2025;
const OFFICER = { role: Role.DISTRICT_OFFICER, jurisdiction: DISTRICT };

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
  expect(await pages.publish(pages.agency, YEAR)).toBe(true);
});
afterAll(() => pages.stop());

async function withdrawLastYears(agency: string): Promise<void> {
  const withdrawal = { action: 'RETRACT', state: 'PUBLISHED', revision: 1, comment: '有误' };
  const { data } = await pages.ask(
    'mutation ($input: ReviewInput!) { actOnReport(input: $input) { accepted } }',
    { input: { agency, year: YEAR - 1, ...withdrawal } },
    await pages.tokenOf(OFFICER),
  );
  expect(data.actOnReport.accepted).toBe(true);
}

test('while the officer looks at the board, it follows what is found when last year’s report is withdrawn', async () => {
  const { page: board, faults } = await pages.openAs(
    OFFICER,
    `/desk/board?place=${DISTRICT}&year=${YEAR}&name=${pages.agency}`,
  );
  const row = board.locator('.long-row');
  await row.waitFor();
  await board.locator('[data-liveness="LIVE"]').waitFor();
  const warnings = async () => Number(/\d+, (\d+)/.exec((await row.textContent()) ?? '')?.[1] ?? Number.NaN);
  const before = await warnings();
  expect(before).toBeGreaterThan(0);
  await withdrawLastYears(pages.agency);
  await until(warnings, (now) => now < before);
  expect(faults).toEqual([]);
});

test('the form compares with what is published of last year’s report, and says where nothing is', async () => {
  const { data } = await pages.ask(
    `{ rollup(years: [${YEAR}], filter: { jurisdiction: "${DISTRICT}" }) { coverage { missing(first: 1) { nodes { agency { code } } } } } }`,
  );
  const [{ agency }] = data.rollup.coverage.missing.nodes;
  const open = async () => {
    const opened = await pages.openAs(
      { role: Role.CLERK, agency: agency.code },
      `/desk/${agency.code}/${YEAR}`,
    );
    await opened.page.getByText('在表中填写').click();
    await opened.page.locator('input[name="requests.received.naturalPerson"]').fill('90000');
    await opened.page.getByText('已记在本机').waitFor();
    return opened;
  };
  const compared = /上年 [\d,]+，本年/;
  const { page: before } = await open();
  await before.getByText(compared).first().waitFor();
  await withdrawLastYears(agency.code);
  const { page, faults } = await open();
  await page.getByText('上年报告现在没有公布的版本，不与其比较。').waitFor();
  expect(await page.getByText(compared).count()).toBe(0);
  expect(faults).toEqual([]);
});

test('the inbox lists what is found in published reports since last year’s was recorded anew, and why', async () => {
  const clerk = { role: Role.CLERK, agency: pages.agency };
  const { page: before } = await pages.openAs(clerk, '/desk');
  await before.getByRole('heading', { name: '待办' }).waitFor();
  expect(await before.getByRole('heading', { name: '已公布报告的新问题' }).count()).toBe(0);
  expect(await pages.publish(pages.agency, YEAR - 1)).toBe(true);
  const { page, faults } = await pages.openAs(clerk, '/desk');
  const list = page.locator('section', { hasText: '已公布报告的新问题' }).locator('table');
  await list.getByText('上年报告补录').first().waitFor();
  expect(await list.getByText('与上年报告').count()).toBeGreaterThan(0);
  await list.getByRole('link').first().click();
  await page.waitForURL(`**/desk/${pages.agency}/${YEAR}`);
  expect(faults).toEqual([]);
});

test('in the year of a merger the form compares with the sum of what is published of the agency and of the merged, and says whose figures these are', async () => {
  const CELL = 'requests.received.naturalPerson';
  const administrator = await pages.tokenOf({ role: Role.ADMINISTRATOR });
  const { data } = await pages.ask(
    `{ missing: rollup(years: [${YEAR}], filter: { jurisdiction: "${DISTRICT}" }) { coverage { missing(first: 1) { nodes { agency { code name } } } } }
       last: rollup(years: [${YEAR - 1}], filter: { jurisdiction: "${DISTRICT}" }) { coverage { coveredReports(first: 1, part: IN_TIME) { nodes { agency { code name } } } } } }`,
  );
  const [{ agency: heir }] = data.missing.coverage.missing.nodes;
  const [{ agency: merged }] = data.last.coverage.coveredReports.nodes;
  expect(await pages.publish(heir.code, YEAR - 1)).toBe(true);
  const lastOf = async ({ code }: Answer) =>
    (
      await pages.ask(
        `{ report(agency: "${code}", year: ${YEAR - 1}) { cells(codes: ["${CELL}"]) { value } } }`,
      )
    ).data.report.cells[0].value as number;
  const sum = (await lastOf(heir)) + (await lastOf(merged));
  const { data: done } = await pages.ask(
    'mutation ($input: MergeAgenciesInput!) { mergeAgencies(input: $input) { findings { messageEn } } }',
    {
      input: {
        predecessors: [merged.code],
        successor: heir.code,
        effectiveOn: `${YEAR}-06-01`,
        confirm: true,
      },
    },
    administrator,
  );
  expect(done.mergeAgencies.findings).toEqual([]);
  const { page, faults } = await pages.openAs(
    { role: Role.CLERK, agency: heir.code },
    `/desk/${heir.code}/${YEAR}`,
  );
  await page.getByText('在表中填写').click();
  await page.getByText(`${heir.name}、${merged.name} 上年已公布报告之和`).waitFor();
  const cell = page.locator('td', { has: page.locator(`input[name="${CELL}"]`) });
  await cell.getByText(sum.toLocaleString('en')).waitFor();
  await cell.locator('input').fill('900000');
  await page
    .getByText(`上年 ${sum.toLocaleString('en')}，本年`)
    .first()
    .waitFor();
  expect(faults).toEqual([]);
});
