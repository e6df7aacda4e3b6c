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

test('a place with consolidated reports alone says so, and leads to them from its overview, its agency and the years without one', async () => {
  const place = { code: PLACE, name: '演示县', nameEn: 'Demonstration county', parent: '910100' };
  const added = await addJurisdiction(pages.owner, { ...place, level: JurisdictionLevel.COUNTY });
  expect(added.findings).toEqual([]);
  const office = { code: GOVERNMENT, name: '演示县人民政府', jurisdiction: PLACE, validFrom: '2020-01-01' };
  const { findings } = await addAgency(pages.owner, { ...office, kind: AgencyKind.GOVERNMENT });
  expect(findings).toEqual([]);
  const officer = await pages.tokenOf({ role: Role.DISTRICT_OFFICER, jurisdiction: PLACE });
  const { data } = await pages.ask(
    'mutation ($input: ReportInput!) { recordPublishedReport(input: $input) { accepted findings { messageEn } } }',
    { input: { ...completeReport(GOVERNMENT), scope: 'CONSOLIDATED', year: 2024, source: '测试' } },
    officer,
  );
  expect(data.recordPublishedReport).toMatchObject({ accepted: true });
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
