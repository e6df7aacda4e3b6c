import { ANONYMOUS } from '../../../src/shared/request/permissions';
import { addTestAgency, completeReport, sendReport } from '../../support/reports';
import { createTestHub, type TestHub } from '../../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

const PAYLOAD =
  '{ accepted currentRevision findings { code severity path expected actual messageZh messageEn } report { latestRevision state requests { received { total } } marks { code state } } }';
const send = async (name: string, input: object) =>
  (await hub.ask(`mutation ($input: ReportInput!) { payload: ${name}(input: $input) ${PAYLOAD} }`, { input }))
    .payload;
const withdraw = async (agency: string, revision: number) => {
  const item = { agency, year: 2025, action: 'WITHDRAW', state: 'SECTION_REVIEW', revision };
  const { actOnReport } = await hub.ask(
    'mutation ($input: ReviewInput!) { actOnReport(input: $input) { accepted findings { messageEn } } }',
    { input: item },
  );
  expect(actOnReport).toEqual({ accepted: true, findings: [] });
};
test('a whole valid report goes to review in one step', async () => {
  const payload = await send('submitReport', {
    ...completeReport(await addTestAgency(hub)),
    indicators: [{ indicator: 'hotlineTickets', value: 12, qualifier: 'EXACT' }],
  });
  expect(payload).toMatchObject({
    accepted: true,
    currentRevision: 1,
    findings: [],
    report: { state: 'SECTION_REVIEW' },
  });
});

test('one wrong cell is refused with every broken equation and its path, and nothing is stored', async () => {
  const input = completeReport(await addTestAgency(hub));
  input.requests.granted.naturalPerson = 1;
  const payload = await send('submitReport', input);
  expect(payload).toMatchObject({ accepted: false, report: null });
  expect(payload.findings.map((item: { code: string; path: string }) => [item.code, item.path])).toEqual([
    ['requests.concluded', 'input.requests.concluded.naturalPerson'],
    ['requests.rowTotal', 'input.requests.granted.total'],
  ]);
  expect(
    await hub.database.query('select 1 from report r join agency a on a.id = r.agency_id where a.code = $1', [
      input.agency,
    ]),
  ).toEqual([]);
});

test('wrong values come back all at once with the cell named in both languages', async () => {
  const input = completeReport(await addTestAgency(hub));
  Object.assign(input.requests.received, {
    naturalPerson: -1,
    businessEnterprise: 1.5,
    researchInstitution: '十二',
    other: 1e15,
  });
  const payload = await send('submitReport', {
    ...input,
    indicators: [{ indicator: 'nothing', value: 'x' }],
  });
  const codes = payload.findings.map((item: { code: string }) => item.code);
  expect(codes).toEqual(
    expect.arrayContaining([
      'counts.negative',
      'counts.fractional',
      'counts.notANumber',
      'counts.tooLarge',
      'indicator.unknown',
      'indicator.value',
    ]),
  );
  const negative = payload.findings.find((item: { code: string }) => item.code === 'counts.negative');
  expect(negative).toMatchObject({ path: 'input.requests.received.naturalPerson', actual: '-1' });
  expect(negative.messageZh).toContain('自然人');
  expect(negative.messageEn).toContain('natural persons');
});

test('values that are no figures are findings that show what was sent', async () => {
  const agency = await addTestAgency(hub);
  const { validateReport } = await hub.ask(
    `mutation ($agency: ID!) { validateReport(input: { agency: $agency, year: 2025,
       requests: { received: { naturalPerson: 1e400, businessEnterprise: { toString: 1 } } }
       proactive: { fees: { amount: [5] } }
       indicators: [{ indicator: "hotlineTickets", value: { toString: 1 } }, { indicator: "hotlineTickets", value: [5] },
                    { indicator: "hotlineTickets", value: 1e400 }, { indicator: "hotlineTickets", value: true }] }) { findings { code path actual } } }`,
    { agency },
  );
  const shown = validateReport.findings
    .filter(({ code }: { code: string }) => ['counts.notANumber', 'indicator.value'].includes(code))
    .map(({ path, actual }: { path: string; actual: string }) => [path, actual]);
  expect(Object.fromEntries(shown)).toEqual({
    'input.requests.received.naturalPerson': 'Infinity',
    'input.requests.received.businessEnterprise': '{"toString":1}',
    'input.proactive.fees.amount': '[5]',
    'input.indicators.0.value': '{"toString":1}',
    'input.indicators.1.value': '[5]',
    'input.indicators.2.value': 'Infinity',
    'input.indicators.3.value': 'true',
  });
});

test('totals left out are computed and marked', async () => {
  const input = completeReport(await addTestAgency(hub));
  delete input.requests.received.total;
  const payload = await send('submitReport', input);
  expect(payload).toMatchObject({
    accepted: true,
    report: {
      requests: { received: { total: 0 } },
      marks: [{ code: 'requests.received.total', state: 'COMPUTED' }],
    },
  });
  expect(payload.findings.map((item: { code: string }) => item.code)).toEqual(['form.totalComputed']);
});

test('a computed total that is too large is reported with its cell, whoever sends it', async () => {
  const input = completeReport(await addTestAgency(hub));
  for (const row of ['stateSecret', 'otherLaw', 'securityAndStability'])
    input.requests.denied[row] = { ...input.requests.denied[row], naturalPerson: 900_000_000, total: null };
  input.requests.concluded.naturalPerson = null;
  input.requests.concluded.total = null;
  for (const [name, extra] of [
    ['submitReport', {}],
    ['recordPublishedReport', { source: '测试' }],
  ] as const) {
    const payload = await send(name, { ...input, ...extra });
    expect(payload).toMatchObject({ accepted: false, report: null });
    expect(payload.findings).toContainEqual(
      expect.objectContaining({
        code: 'counts.tooLarge',
        path: 'input.requests.concluded.naturalPerson',
        actual: '2700000000',
      }),
    );
  }
});

test('a warning needs an explanation', async () => {
  const input = { ...completeReport(await addTestAgency(hub)), otherMatters: '无。' };
  const refused = await send('submitReport', input);
  expect(refused).toMatchObject({
    accepted: false,
    findings: [{ code: 'narrative.fees', severity: 'WARNING', path: 'input.otherMatters' }],
  });
  const explanations = [{ code: 'narrative.fees', path: 'input.otherMatters', text: '另行公布。' }];
  expect(await send('submitReport', { ...input, explanations })).toMatchObject({ accepted: true });
});

test('a retry with the same key changes nothing; another input under it is refused', async () => {
  const input = { ...completeReport(await addTestAgency(hub)), idempotencyKey: 'retry-key-1' };
  const [first, second] = [await send('submitReport', input), await send('submitReport', input)];
  expect([first.currentRevision, second.currentRevision]).toEqual([1, 1]);
  expect(await send('submitReport', { ...input, overview: '改。' })).toMatchObject({
    accepted: false,
    findings: [{ code: 'request.keyReused' }],
  });
});

test('a stale expectedRevision is refused with the current one', async () => {
  const input = completeReport(await addTestAgency(hub));
  await send('submitReport', input);
  await withdraw(input.agency, 1);
  expect(await send('submitReport', { ...input, expectedRevision: 0 })).toMatchObject({
    accepted: false,
    currentRevision: 1,
    findings: [{ code: 'revision.stale', expected: '1', actual: '0' }],
  });
  expect(await send('submitReport', { ...input, expectedRevision: 1 })).toMatchObject({
    accepted: true,
    currentRevision: 2,
  });
});

test('two submissions at once with the same expectation: one wins', async () => {
  const input = { ...completeReport(await addTestAgency(hub)), expectedRevision: 0 };
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => send('submitReport', input)));
  expect(outcomes.filter((item) => item.accepted)).toHaveLength(1);
});

test('validateReport finds the same and stores nothing', async () => {
  const input = completeReport(await addTestAgency(hub));
  expect(await send('validateReport', input)).toMatchObject({
    accepted: true,
    report: null,
    findings: [],
    currentRevision: null,
  });
  expect(
    await hub.database.query('select 1 from report r join agency a on a.id = r.agency_id where a.code = $1', [
      input.agency,
    ]),
  ).toEqual([]);
});

test('sections saved one by one or together make a report; a draft is not public', async () => {
  const input = completeReport(await addTestAgency(hub));
  const { agency, year } = input;
  const { overview, proactive, requests, disputes, problems } = input;
  for (const sections of [{ overview }, { proactive, requests, disputes }, { problems }])
    expect(await send('saveDraft', { agency, year, ...sections })).toMatchObject({ accepted: true });
  expect(await send('saveDraft', { agency, year })).toMatchObject({
    accepted: false,
    findings: [{ code: 'report.nothingSent' }],
  });
  const asPublic = await hub.ask(
    'query ($agency: ID!) { report(agency: $agency, year: 2025) { year } }',
    { agency },
    ANONYMOUS,
  );
  expect(asPublic.report).toBeNull();
  const early = await send('submitReport', { agency, year });
  expect(early.findings[0]).toMatchObject({ code: 'report.sectionMissing', path: 'input.otherMatters' });
  await send('saveDraft', { agency, year, otherMatters: input.otherMatters });
  expect(await send('submitReport', { agency, year })).toMatchObject({
    accepted: true,
    report: { state: 'SECTION_REVIEW' },
  });
});

test('recording what is published keeps errors and needs a source', async () => {
  const input = completeReport(await addTestAgency(hub));
  input.requests.granted.naturalPerson = 1;
  expect(await send('recordPublishedReport', input)).toMatchObject({
    accepted: false,
    findings: [{ code: 'report.source' }],
  });
  expect(await send('recordPublishedReport', { ...input, source: '网站' })).toMatchObject({
    accepted: true,
    findings: [{ severity: 'ERROR' }, { severity: 'ERROR' }],
  });
});

test('agencies are renamed, merged and closed, and all faults are reported at once', async () => {
  const [one, two] = [await addTestAgency(hub), await addTestAgency(hub)];
  const bad = await hub.ask(
    'mutation { addAgency(input: { code: "!", name: " ", kind: DEPARTMENT, jurisdiction: "999999", validFrom: "2020-01-01" }) { agency { code } findings { path } } }',
  );
  expect(bad.addAgency.findings.map((item: { path: string }) => item.path)).toEqual([
    'input.code',
    'input.name',
    'input.jurisdiction',
  ]);
  const { renameAgency } = await hub.ask(
    'mutation ($agency: ID!) { renameAgency(input: { agency: $agency, name: "新名", effectiveOn: "2024-03-01" }) { agency { name formerNames { validTo } } findings { code } } }',
    { agency: one },
  );
  expect(renameAgency).toEqual({
    agency: { name: '新名', formerNames: [{ validTo: '2024-03-01' }] },
    findings: [],
  });
  const { mergeAgencies } = await hub.ask(
    'mutation ($one: ID!, $two: ID!) { mergeAgencies(input: { predecessors: [$two], successor: $one, effectiveOn: "2025-02-01" }) { agency { predecessors { agency { validTo } } } findings { code } } }',
    { one, two },
  );
  expect(mergeAgencies).toEqual({
    agency: { predecessors: [{ agency: { validTo: '2025-02-01' } }] },
    findings: [],
  });
  expect(await send('submitReport', completeReport(two))).toMatchObject({
    accepted: false,
    findings: [{ code: 'report.afterAgency' }],
  });
});

test('one idempotency key for two agencies at once: one is stored, the other refused', async () => {
  const agencies = [await addTestAgency(hub), await addTestAgency(hub)];
  const outcomes = await Promise.all(
    agencies.map((agency) =>
      send('saveDraft', { agency, year: 2025, overview: '同时。', idempotencyKey: 'same-key-at-once' }),
    ),
  );
  expect(outcomes.filter((item) => item.accepted)).toHaveLength(1);
  expect(outcomes.find((item) => !item.accepted).findings).toMatchObject([{ code: 'request.keyReused' }]);
});

test('lists in the input have a limit', async () => {
  const agency = await addTestAgency(hub);
  const indicators = Array.from({ length: 501 }, () => ({ indicator: 'hotlineTickets', value: 1 }));
  expect(await send('saveDraft', { agency, year: 2025, overview: '一。', indicators })).toMatchObject({
    accepted: false,
    findings: [{ code: 'list.long', path: 'input.indicators' }],
  });
  const { mergeAgencies } = await hub.ask(
    'mutation ($input: MergeAgenciesInput!) { mergeAgencies(input: $input) { findings { code } } }',
    { input: { predecessors: Array(101).fill(agency), successor: agency, effectiveOn: '2026-01-01' } },
  );
  expect(mergeAgencies.findings).toEqual([{ code: 'list.long' }]);
  await expect(
    hub.ask('query ($years: [Int!]) { reports(filter: { years: $years }) { totalCount } }', {
      years: Array(101).fill(2025),
    }),
  ).rejects.toThrow('At most 100 items');
});

test('an early refusal also names the latest revision', async () => {
  const agency = await addTestAgency(hub, '410303', 'refused');
  const input = { agency, year: 2025, overview: '一。', idempotencyKey: `first-${agency}` };
  await sendReport(hub, 'saveDraft', input);
  for (const name of ['saveDraft', 'submitReport', 'validateReport', 'recordPublishedReport']) {
    const short = await sendReport(hub, name, { ...input, source: '测试', idempotencyKey: 'short' });
    expect([name, short]).toMatchObject([
      name,
      { accepted: false, currentRevision: 1, findings: [{ code: 'request.idempotencyKey' }] },
    ]);
    if (name === 'validateReport') continue;
    const reused = await sendReport(hub, name, { ...input, source: '测试', overview: '二。' });
    expect([name, reused]).toMatchObject([
      name,
      { accepted: false, currentRevision: 1, findings: [{ code: 'request.keyReused' }] },
    ]);
  }
  const strange = await sendReport(hub, 'saveDraft', { ...input, year: 1900 });
  expect(strange).toMatchObject({ accepted: false, currentRevision: null });
});

test('an amount in yuan is stored in the unit of its cell, and a finding says so; it blocks nothing', async () => {
  const agency = await addTestAgency(hub);
  const proactive = { fees: { amount: '83000元' } };
  const payload = await send('saveDraft', { agency, year: 2025, proactive });
  expect(payload).toMatchObject({ accepted: true });
  expect(payload.findings).toContainEqual(
    expect.objectContaining({
      code: 'form.unitConverted',
      severity: 'INFO',
      path: 'input.proactive.fees.amount',
    }),
  );
  const { report } = await hub.ask(
    `{ report(agency: "${agency}", year: 2025) { cells(codes: ["proactive.fees.amount"]) { value } } }`,
  );
  expect(report.cells).toEqual([{ value: 8.3 }]);
});
