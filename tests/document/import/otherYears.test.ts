import { storeDocument } from '../../../src/document/store/documentStore';
import type { Answer } from '../../support/answers';
import { htmlReport } from '../../support/documents';
import { peopleOf } from '../../support/people';
import { addTestAgency } from '../../support/reports';
import { createTestHub, type TestHub } from '../../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

test.each([
  [2020, false],
  [2022, true],
])(
  'a document of one year that is filed for another is checked by the rules of that: %i',
  async (year, mustStateFees) => {
    const agency = await addTestAgency(hub);
    const { clerk } = await peopleOf(hub, agency);
    const { database, documents } = hub;
    const page = htmlReport({ agency: '某机关', year: 2023 })
      .toString()
      .replaceAll(/[^<>]*信息处理费[^<>]*/gu, '无。');
    const context = { database, documents, actor: clerk, address: 'test', requestId: 'test' };
    const { sha256 } = await storeDocument(context, Buffer.from(page), 'a.html');
    const { importReport } = await hub.ask(
      'mutation ($input: ImportReportInput!) { importReport(input: $input) { findings { code } } }',
      { input: { document: sha256, agency, year, scope: 'OWN', dryRun: true } },
      clerk,
    );
    const codes = importReport.findings.map(({ code }: Answer) => code);
    expect(codes).toContain('text.year');
    expect(codes.includes('narrative.fees')).toBe(mustStateFees);
  },
);
