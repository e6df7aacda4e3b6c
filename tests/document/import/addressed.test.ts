import { storeDocument } from '../../../src/document/store/documentStore';
import type { Actor } from '../../../src/shared/request/permissions';
import type { Answer } from '../../support/answers';
import { htmlReport } from '../../support/documents';
import { peopleOf } from '../../support/people';
import { addTestAgency } from '../../support/reports';
import { createTestHub, type TestHub } from '../../support/testHub';

let hub: TestHub;
let agency: string;
let clerk: Actor;
let name: string;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
  agency = await addTestAgency(hub);
  ({ clerk } = await peopleOf(hub, agency));
  ({ name } = (await hub.ask(`{ agency(code: "${agency}") { name } }`)).agency);
});
afterAll(() => hub.drop());

/** Files a page for the agency and 2023; returns what is found about whose it is, of which year. */
async function found(page: string): Promise<string[]> {
  const { database, documents } = hub;
  const context = { database, documents, actor: clerk, address: 'test', requestId: 'test' };
  const { sha256 } = await storeDocument(context, Buffer.from(page), 'a.html');
  const { importReport } = await hub.ask(
    'mutation ($input: ImportReportInput!) { importReport(input: $input) { findings { code severity actual } } }',
    { input: { document: sha256, agency, year: 2023, scope: 'OWN', dryRun: true } },
    clerk,
  );
  return importReport.findings
    .filter(({ code }: Answer) => /^(?:document\.\w+InDoubt|text\.(?:scope|agency|year))$/.test(code))
    .map(({ code, severity, actual }: Answer) => `${code} ${severity} ${actual}`);
}
const REPORT = '2023年政府信息公开工作年度报告';
const titled = (title: string) =>
  htmlReport({ agency: '某机关', year: 2023 }).toString().replaceAll(`某机关${REPORT}`, title);

test('where the organ or the year was only guessed at, whoever chose another is told so', async () => {
  expect(await found(titled(`演示远方县人民政府办公室关于印发${REPORT}的通知`))).toEqual([
    'document.organInDoubt INFO 演示远方县人民政府办公室',
  ]);
  expect(await found(titled('政府信息公开工作年度报告'))).toEqual([
    'document.organInDoubt INFO null',
    'document.yearInDoubt INFO null',
  ]);
});

test('a guess that agrees with what was chosen is none to look at', async () => {
  expect(await found(titled(`${name}关于印发${REPORT}的通知`))).toEqual([]);
});

test('a document that says whose figures it holds is not filed as those of others unseen', async () => {
  const foot = `<p>机关代码：${agency}，统计口径：本级政府汇总</p></body>`;
  expect(await found(titled(name + REPORT).replace('</body>', foot))).toEqual([
    'text.scope WARNING CONSOLIDATED',
  ]);
});
