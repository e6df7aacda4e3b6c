import { CELLS } from '../../../src/form/cells';
import { Role } from '../../../src/shared/request/permissions';
import { htmlReport } from '../../support/documents';
import { type HttpHub, startHttpHub } from '../../support/httpHub';
import { completeReport } from '../../support/reports';

let hub: HttpHub;
const clerks: Record<string, string> = {};
const reviewers: Record<string, string> = {};
const AGENCIES = ['evidence-1', 'evidence-2', 'evidence-3'];
const names = { 'evidence-1': '西工区证据局', 'evidence-2': '西工区第二局', 'evidence-3': '西工区第三局' };

beforeAll(async () => {
  hub = await startHttpHub();
  const administrator = (await hub.signUp({ role: Role.ADMINISTRATOR })).token;
  for (const [code, name] of Object.entries(names))
    await hub.ask(
      'mutation ($input: AddAgencyInput!) { addAgency(input: $input) { findings { messageEn } } }',
      administrator,
      {
        input: {
          code,
          name,
          kind: 'DEPARTMENT',
          jurisdiction: '410303',
          validFrom: '2015-01-01',
          confirm: true,
        },
      },
    );
  for (const agency of AGENCIES) {
    clerks[agency] = (await hub.signUp({ role: Role.CLERK, agency })).token;
    reviewers[agency] = (await hub.signUp({ role: Role.SECTION_REVIEWER, agency })).token;
  }
});
afterAll(() => hub.drop());

const STATED = '本年度收到政府信息公开申请749件。';
const ask = async (document: string, token: string, variables: object) => {
  const { data, errors } = await hub.ask(document, token, variables);
  expect(errors).toBeUndefined();
  return data.payload;
};
/** Imports a page of the first agency, whose text and table disagree, into a report of another. */
const importInto = async (agency: string) => {
  const bytes = htmlReport({ agency: names['evidence-1'], year: 2025, overview: STATED });
  const { document } = (await (
    await fetch(`${hub.url}/documents?name=report.html`, {
      method: 'POST',
      body: new Uint8Array(bytes),
      headers: { authorization: `Bearer ${clerks[agency]}` },
    })
  ).json()) as { document: string };
  const input = { document, agency, year: 2025, scope: 'OWN', dryRun: false };
  const payload = await ask(
    'mutation ($input: ImportReportInput!) { payload: importReport(input: $input) { accepted readyToSubmit findings { code severity path } } }',
    clerks[agency],
    { input },
  );
  expect(payload).toMatchObject({ accepted: true, readyToSubmit: false });
  return document;
};
const send = (mutation: string, input: { agency: string; year: number; [name: string]: unknown }) =>
  ask(
    `mutation ($input: ReportInput!) { payload: ${mutation}(input: $input) { accepted findings { code severity path explanation } } }`,
    clerks[input.agency],
    { input },
  );
const READ = `query ($agency: ID!) { payload: report(agency: $agency, year: 2025) { state latestRevision
  findings { code path explanation } document { sha256 } reading { agencyName } } }`;
const read = (agency: string) => ask(READ, reviewers[agency], { agency });
const documentEvidence = ({ findings }: { findings: { code: string; path: string }[] }) =>
  findings
    .filter(({ code }: { code: string }) => /^(text|document)\./.test(code))
    .map(({ code }: { code: string }) => code);
const BOTH = `封面误印为${names['evidence-1']}，确为${names['evidence-2']}的报告。`;
const explained = (agency: string) => [
  { code: 'text.againstTable', path: 'requests.received.total', text: '已核对原件。' },
  { code: 'text.agency', path: 'document.agency', text: agency },
];

test('findings of a document must be explained before filing, and reviewers see them with the document', async () => {
  const agency = AGENCIES[1];
  const document = await importInto(agency);
  const address = { agency, year: 2025 };
  for (const mutation of ['validateReport', 'submitReport']) {
    const refused = await send(mutation, address);
    expect(refused.accepted).toBe(false);
    expect(documentEvidence(refused)).toEqual(['text.againstTable', 'text.agency']);
  }
  for (const general of ['已核对原件。', `确为${names['evidence-2']}的报告。`]) {
    const refused = await send('submitReport', { ...address, explanations: explained(general) });
    expect(refused.accepted).toBe(false);
    expect(refused.findings).toContainEqual(
      expect.objectContaining({ code: 'explanation.namesBoth', severity: 'ERROR' }),
    );
  }
  expect(await send('submitReport', { ...address, explanations: explained(BOTH) })).toMatchObject({
    accepted: true,
  });
  const seen = await read(agency);
  expect(seen).toMatchObject({
    state: 'SECTION_REVIEW',
    latestRevision: 2,
    document: { sha256: document },
    reading: { agencyName: names['evidence-1'] },
  });
  expect(seen.findings.filter(({ explanation }: { explanation: string }) => explanation)).toHaveLength(2);
});

test('findings of a document disappear with what they concern: the figure, the sentence, the report', async () => {
  const agency = AGENCIES[2];
  const document = await importInto(agency);
  const address = { agency, year: 2025 };
  await send('saveDraft', { ...address, problems: '改写后的问题。' });
  expect(documentEvidence(await read(agency))).toEqual(['text.againstTable', 'text.agency']);
  const { requests } = completeReport(agency);
  requests.received.naturalPerson = 1;
  requests.received.total = 1;
  await send('saveDraft', { ...address, requests });
  const changed = await read(agency);
  expect(documentEvidence(changed)).toEqual(['text.agency']);
  expect(changed.document.sha256).toBe(document);

  await importInto(agency);
  expect(documentEvidence(await read(agency))).toEqual(['text.againstTable', 'text.agency']);
  await send('saveDraft', { ...address, overview: '本年度依法公开。' });
  expect(documentEvidence(await read(agency))).toEqual(['text.agency']);
});

test('the cells of a reading come with all they rest on: all of the form in its order, or some in their order', async () => {
  const agency = AGENCIES[2];
  const codes = ['requests.received.total', 'proactive.rules.issued', 'requests.received.naturalPerson'];
  const cell = '{ code labelZh unitZh section value printed confidence state where { row column } }';
  const { data } = await hub.ask(
    `query ($agency: ID!, $codes: [ID!]) { form(year: 2025) { cells { code labelZh } }
       report(agency: $agency, year: 2025) { cells { code } reading { all: cells ${cell} some: cells(codes: $codes) ${cell} } } }`,
    reviewers[agency],
    { agency, codes },
  );
  const { form, report } = data;
  expect(report.reading.all.map(({ code }: { code: string }) => code)).toEqual(
    report.cells.map(({ code }: { code: string }) => code),
  );
  expect(report.cells).toHaveLength(CELLS.length);
  expect(report.reading.some.map(({ code }: { code: string }) => code)).toEqual(codes);
  const { labelZh, unitZh, section, value, printed, confidence, state, where } = report.reading.some[0];
  expect({ labelZh, unitZh, section, state, confidence }).toEqual({
    labelZh: form.cells.find(({ code }: { code: string }) => code === codes[0]).labelZh,
    unitZh: '件',
    section: 3,
    state: 'REPORTED',
    confidence: expect.any(Number),
  });
  expect(Number(printed)).toBe(value);
  expect(where).not.toBeNull();
  const { errors } = await hub.ask(
    `query ($agency: ID!) { report(agency: $agency, year: 2025) { reading { cells(codes: ["requests.recieved.total"]) { code } } } }`,
    reviewers[agency],
    { agency },
  );
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'codes' } }]);
});

test('the document of a filed report is readable for those who work on it only', async () => {
  const agency = AGENCIES[0];
  const document = await importInto(agency);
  await send('submitReport', { agency, year: 2025, explanations: explained(BOTH) });
  await hub.owner.query(
    `update report_revision v set published_at = clock_timestamp() from report r, agency a
      where r.id = v.report_id and v.number = r.latest_revision and a.id = r.agency_id and a.code = $1`,
    [agency],
  );
  const { data } = await hub.ask(READ, undefined, { agency });
  expect(data.payload).toMatchObject({ document: null, reading: null });
  expect((await fetch(`${hub.url}/documents/${document}`)).status).toBe(404);
  expect((await read(agency)).document.sha256).toBe(document);
});
