import { seedIndicators } from '../../../seeds/indicators';
import { storeDocument } from '../../../src/document/store/documentStore';
import type { Actor } from '../../../src/shared/request/permissions';
import type { Answer } from '../../support/answers';
import { htmlReport } from '../../support/documents';
import { peopleOf } from '../../support/people';
import { addTestAgency } from '../../support/reports';
import { createTestHub, type TestHub } from '../../support/testHub';

const YEAR = 2025;
const RULE = 'document.doubtfulIndicator';
const OVERVIEW = '12345热线受理工单46000件。政务服务事项120项。12345热线共受理工单45000件。';
const REPORT = 'report { findings { code path severity } indicators { indicator { code } value } }';

let hub: TestHub;
let agency: string;
let clerk: Actor;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
  await seedIndicators(hub.database);
  agency = await addTestAgency(hub);
  clerk = (await peopleOf(hub, agency)).clerk;
});
afterAll(() => hub.drop());

async function importPage(overview: string, more: object): Promise<Answer> {
  const { database, documents } = hub;
  const context = { database, documents, actor: clerk, address: 'test', requestId: 'test' };
  const page = htmlReport({ agency: '西工区设备局', year: YEAR, overview });
  const { sha256 } = await storeDocument(context, Buffer.from(page), 'a.html');
  const { importReport } = await hub.ask(
    `mutation ($input: ImportReportInput!) { importReport(input: $input) { accepted currentRevision
       findings { code path severity actual messageZh messageEn }
       reading { indicators { code value } doubtfulIndicators { code figures { value unit qualifier sentence where { section } } } }
       ${REPORT} } }`,
    { input: { document: sha256, agency, year: YEAR, scope: 'OWN', ...more } },
    clerk,
  );
  return importReport;
}
const doubts = ({ findings }: Answer) => findings.filter(({ code }: Answer) => code === RULE);

test('an indicator of which a document states two figures is none of them: both are said with their places, as a warning', async () => {
  const answer = await importPage(OVERVIEW, { dryRun: true });
  expect(answer.reading.indicators).toContainEqual({ code: 'serviceItems', value: 120 });
  expect(answer.reading.indicators.map(({ code }: Answer) => code)).not.toContain('hotlineTickets');
  const [{ code, figures }] = answer.reading.doubtfulIndicators;
  expect(code).toBe('hotlineTickets');
  expect(figures).toEqual(
    ['46000', '45000'].map((value) => ({
      value: Number(value),
      unit: '件',
      qualifier: 'EXACT',
      sentence: expect.stringContaining(`${value}件`),
      where: { section: 1 },
    })),
  );
  expect(doubts(answer)).toEqual([
    {
      code: RULE,
      path: 'indicators.hotlineTickets',
      severity: 'WARNING',
      actual: '46000 / 45000',
      messageZh: expect.stringMatching(
        /没有采用其中任何一个.*“12345热线工单”46000件（第 1 部分：“12345热线受理工单46000件。”）；45000件（第 1 部分：“12345热线共受理工单45000件。”）/,
      ),
      messageEn: expect.stringMatching(/"12345 hotline tickets", 46000 件 \(section 1: .*; 45000 件/),
    },
  ]);
});

test('what is no indicator of the catalogue, or agrees, or is not taken over, is not in doubt', async () => {
  const agreed = await importPage('12345热线受理工单4.6万余件。12345热线受理工单46123件。', { dryRun: true });
  expect(agreed.reading.doubtfulIndicators).toEqual([]);
  expect(doubts(agreed)).toEqual([]);
  expect(
    doubts(await importPage('收到政府信息公开申请5件，共收到政府信息公开申请3件。', { dryRun: true })),
  ).toEqual([]);
  expect(doubts(await importPage(OVERVIEW, { dryRun: true, indicators: false }))).toEqual([]);
});

test('the doubt stays with the draft until the clerk fills the indicator in', async () => {
  const { accepted, report } = await importPage(OVERVIEW, { dryRun: false });
  expect(accepted).toBe(true);
  expect(doubts(report)).toHaveLength(1);
  expect(report.indicators).toEqual([{ indicator: { code: 'serviceItems' }, value: 120 }]);
  const save = async (input: object) => {
    const { saveDraft } = await hub.ask(
      `mutation ($input: ReportInput!) { saveDraft(input: $input) { accepted ${REPORT} } }`,
      { input: { agency, year: YEAR, ...input } },
      clerk,
    );
    expect(saveDraft.accepted).toBe(true);
    return doubts(saveDraft.report);
  };
  expect(await save({ problems: '公开形式较单一。' })).toHaveLength(1);
  const other = { indicator: 'serviceItems', value: '120' };
  expect(await save({ indicators: [other] })).toHaveLength(1);
  expect(await save({ indicators: [other, { indicator: 'hotlineTickets', value: '46000' }] })).toEqual([]);
});
