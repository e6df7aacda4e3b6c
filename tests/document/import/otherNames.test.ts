import { storeDocument } from '../../../src/document/store/documentStore';
import type { Actor } from '../../../src/shared/request/permissions';
import type { Answer } from '../../support/answers';
import { htmlReport } from '../../support/documents';
import { peopleOf } from '../../support/people';
import { addTestAgency } from '../../support/reports';
import { createTestHub, EVERYBODY, type TestHub } from '../../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

const rename = async (agency: string, name: string, effectiveOn: string) => {
  const { renameAgency } = await hub.ask(
    'mutation ($input: RenameAgencyInput!) { renameAgency(input: $input) { findings { messageEn } } }',
    { input: { agency, name, effectiveOn, confirm: true } },
  );
  expect(renameAgency.findings).toEqual([]);
};
const nameOf = async (code: string): Promise<string> =>
  (await hub.ask('query ($code: ID!) { agency(code: $code) { name } }', { code })).agency.name;

/** Imports a page on trial: of an organ by its name, for an agency or for the one that is recognised. */
async function importPage(
  { name, year, as = null }: { name: string; year: number; as?: string | null },
  actor?: Actor,
): Promise<Answer> {
  const { database, documents } = hub;
  const context = { database, documents, actor: actor ?? EVERYBODY, address: 'test', requestId: 'test' };
  const page = htmlReport({ agency: name, year });
  const { sha256 } = await storeDocument(context, Buffer.from(page), 'a.html');
  const { importReport } = await hub.ask(
    'mutation ($input: ImportReportInput!) { importReport(input: $input) { agency { code } candidates { code confidence } findings { code severity expected actual messageZh messageEn } } }',
    { input: { document: sha256, agency: as, year, scope: 'OWN', dryRun: true } },
    context.actor,
  );
  return importReport;
}
const aboutName = ({ findings }: Answer) =>
  findings.filter(({ code }: Answer) => /^text\.(?:agency|otherName)$|^document\.agency$/.test(code));

test('a name of the years around the report is its own, and which it is is said', async () => {
  const agency = await addTestAgency(hub);
  const { clerk } = await peopleOf(hub, agency);
  const former = await nameOf(agency);
  await rename(agency, '西工区新设事务局', '2024-03-01');
  for (const year of [2023, 2024, 2025])
    expect(aboutName(await importPage({ name: former, year, as: agency }, clerk))).toEqual([
      {
        code: 'text.otherName',
        severity: 'INFO',
        expected: '西工区新设事务局',
        actual: former,
        messageZh: `正文所用为该机关的另一名称：“${former}”是其 2015-01-01 至 2024-02-29 的名称，现名“西工区新设事务局”`,
        messageEn: expect.stringContaining('was its name from 2015-01-01 to 2024-02-29'),
      },
    ]);
  expect(aboutName(await importPage({ name: '西工区新设事务局', year: 2023, as: agency }, clerk))).toEqual(
    [],
  );
});

test('a name that it bore long before, or that another bore in the year, is that of another', async () => {
  const agency = await addTestAgency(hub);
  const { clerk } = await peopleOf(hub, agency);
  const former = await nameOf(agency);
  await rename(agency, '西工区二号事务局', '2021-03-01');
  const other = { code: 'text.agency', severity: 'WARNING', actual: former };
  expect(aboutName(await importPage({ name: former, year: 2024, as: agency }, clerk))).toMatchObject([other]);
  expect(aboutName(await importPage({ name: former, year: 2022, as: agency }, clerk))).toMatchObject([
    { code: 'text.otherName' },
  ]);
  const namesake = await addTestAgency(hub);
  await rename(namesake, former, '2022-01-01');
  expect(aboutName(await importPage({ name: former, year: 2022, as: agency }, clerk))).toMatchObject([other]);
  expect(aboutName(await importPage({ name: former, year: 2021, as: agency }, clerk))).toMatchObject([
    { code: 'text.otherName' },
  ]);
});

test('the name of an agency that was merged into it by the end of the year is its own, and leads to it', async () => {
  const [ended, successor] = [await addTestAgency(hub), await addTestAgency(hub)];
  const { officer } = await peopleOf(hub, successor);
  const name = await nameOf(ended);
  const { mergeAgencies } = await hub.ask(
    'mutation ($input: MergeAgenciesInput!) { mergeAgencies(input: $input) { findings { messageEn } } }',
    { input: { predecessors: [ended], successor, effectiveOn: '2023-01-01', confirm: true } },
  );
  expect(mergeAgencies.findings).toEqual([]);
  expect(aboutName(await importPage({ name, year: 2024, as: successor }, officer))).toMatchObject([
    { code: 'text.otherName', messageZh: expect.stringContaining('是已并入该机关的机关的名称') },
  ]);
  expect(aboutName(await importPage({ name, year: 2022, as: successor }, officer))).toMatchObject([
    { code: 'text.agency' },
  ]);
  expect((await importPage({ name, year: 2024 }, officer)).agency.code).toBe(successor);
  expect((await importPage({ name, year: 2022 }, officer)).agency.code).toBe(ended);
});

test('agencies are found by a name that they bore, or in a year by those of the year', async () => {
  const agency = await addTestAgency(hub);
  const former = await nameOf(agency);
  await rename(agency, '西工区三号事务局', '2021-03-01');
  const found = async (filter: object) => {
    const { agencies } = await hub.ask(
      'query ($filter: AgencyFilterInput!) { agencies(filter: $filter) { nodes { code } } }',
      { filter: { jurisdiction: '410303', ...filter } },
    );
    return agencies.nodes.map(({ code }: Answer) => code);
  };
  expect(await found({ nameOrCode: former })).toEqual([agency]);
  expect(await found({ name: former })).toEqual([agency]);
  expect(await found({ name: former, year: 2021 })).toEqual([agency]);
  expect(await found({ name: former, year: 2022 })).toEqual([]);
  expect(await found({ name: former, on: '2022-01-01' })).toEqual([]);
});
