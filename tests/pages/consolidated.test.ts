import type { Page } from 'playwright-core';
import { AgencyKind, JurisdictionLevel } from '../../src/agency/agencyTypes';
import { addAgency } from '../../src/agency/change/addAgency';
import { addJurisdiction } from '../../src/agency/change/addPlace';
import { Role } from '../../src/shared/request/permissions';
import { findBarriers, startPages } from '../support/browser';
import { completeReport } from '../support/reports';

let pages: Awaited<ReturnType<typeof startPages>>;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.stop());

const PLACE = '910199';
const GOVERNMENT = '910199-000';

/** Adds a government, which is there from 2015 on. */
async function addGovernment(code: string, name: string, jurisdiction: string) {
  const office = { code, name, jurisdiction, validFrom: '2015-01-01', kind: AgencyKind.GOVERNMENT };
  expect((await addAgency(pages.owner, office)).findings).toEqual([]);
}
async function recordConsolidated(agency: string, year: number, token: string) {
  const { data } = await pages.ask(
    'mutation ($input: ReportInput!) { recordPublishedReport(input: $input) { accepted findings { messageEn } } }',
    { input: { ...completeReport(agency), scope: 'CONSOLIDATED', year, source: '测试' } },
    token,
  );
  expect(data.recordPublishedReport).toMatchObject({ accepted: true });
}

test('a place with consolidated reports alone says so, and leads to them from its overview, its agency and the years without one', async () => {
  const place = { code: PLACE, name: '演示县', nameEn: 'Demonstration county', parent: '910100' };
  const added = await addJurisdiction(pages.owner, { ...place, level: JurisdictionLevel.COUNTY });
  expect(added.findings).toEqual([]);
  await addGovernment(GOVERNMENT, '演示县人民政府', PLACE);
  const officer = await pages.tokenOf({ role: Role.DISTRICT_OFFICER, jurisdiction: PLACE });
  await recordConsolidated(GOVERNMENT, 2024, officer);
  const report = `/agencies/${GOVERNMENT}/2024/consolidated`;
  for (const [address, words] of [
    [`/?place=${PLACE}&year=2024`, '不计入以上合计'],
    [`/?place=${PLACE}&year=2025`, '其他年度有本级政府汇总报告'],
    [`/agencies/${GOVERNMENT}`, '只公布了汇总报告'],
    [`/agencies/${GOVERNMENT}/2024`, '2024 年有汇总报告'],
  ]) {
    const { page, faults } = await pages.open(address);
    await page.getByText(words).waitFor();
    await page.locator(`a[href="${report}"]`).first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(faults).toEqual([]);
  }
});

test('the consolidated reports of a year are listed however many later years have, and a list that is cut says how many there are', async () => {
  const county = '910198';
  const place = { code: county, name: '多镇县', nameEn: 'County of towns', parent: '910100' };
  expect(
    (await addJurisdiction(pages.owner, { ...place, level: JurisdictionLevel.COUNTY })).findings,
  ).toEqual([]);
  const officer = await pages.tokenOf({ role: Role.DISTRICT_OFFICER, jurisdiction: county });
  await addGovernment(`${county}-000`, '多镇县人民政府', county);
  await recordConsolidated(`${county}-000`, 2024, officer);
  for (let town = 1; town <= 31; town += 1) {
    const code = `${county}${String(town).padStart(3, '0')}`;
    const added = await addJurisdiction(pages.owner, {
      code,
      name: `第${town}镇`,
      nameEn: null,
      parent: county,
      level: JurisdictionLevel.TOWNSHIP,
    });
    expect(added.findings).toEqual([]);
    await addGovernment(`${code}-000`, `第${town}镇人民政府`, code);
    await recordConsolidated(`${code}-000`, 2025, officer);
  }
  const linksOf = (page: Page, year: number) =>
    page.locator('p.coverage').getByRole('link', { name: new RegExp(`政府 ${year}$`) });
  const { page, faults } = await pages.open(`/?place=${county}&year=2024`);
  await page.getByText('不计入以上合计').waitFor();
  expect(await linksOf(page, 2024).count()).toBe(1);
  expect(await linksOf(page, 2025).count()).toBe(0);
  expect(await page.getByText('等，共').count()).toBe(0);
  await page.goto(`${pages.url}/?place=${county}&year=2025`);
  await page.getByText('等，共 31 份').waitFor();
  expect(await linksOf(page, 2025).count()).toBe(30);
  expect(faults).toEqual([]);
});

test('a consolidated report is listed by the name that its government bore in its year', async () => {
  const officer = await pages.tokenOf({ role: Role.DISTRICT_OFFICER, jurisdiction: PLACE });
  const rename =
    'mutation ($input: RenameAgencyInput!) { renameAgency(input: $input) { agency { name } findings { code } } }';
  const input = { agency: GOVERNMENT, name: '演示新县人民政府', effectiveOn: '2025-06-01', confirm: true };
  const { data } = await pages.ask(rename, { input }, officer);
  expect(data.renameAgency).toEqual({ agency: { name: input.name }, findings: [] });
  const { page, faults } = await pages.open(`/?place=${PLACE}&year=2024`);
  await page.getByRole('link', { name: '演示县人民政府 2024', exact: true }).waitFor({ timeout: 15_000 });
  expect(faults).toEqual([]);
});
