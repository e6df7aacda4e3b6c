import { MEASURES } from '../../src/form/measures';
import { ANONYMOUS } from '../../src/shared/request/permissions';
import { completeReport, sendReport } from '../support/reports';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

const TEXTS = {
  labelZh: '演示指标',
  labelEn: 'Demonstration measure',
  unitZh: '件/百件',
  unitEn: 'per 100',
  descriptionZh: '仅供演示。',
  descriptionEn: 'A demonstration.',
};
const SAVE = `mutation ($input: MeasureInput!) { saveMeasure(input: $input) {
  measure { id code labelZh labelEn unitZh unitEn formula descriptionZh descriptionEn retired builtIn }
  findings { code severity path actual messageZh messageEn } } }`;
const save = async (code: string, formula: string, more: object = {}) =>
  (await hub.ask(SAVE, { input: { ...TEXTS, code, formula, ...more } })).saveMeasure;
const codesOf = ({ findings }: { findings: { code: string }[] }) => findings.map(({ code }) => code);
const listMeasures = async () => (await hub.ask('{ measures { code formula builtIn retired } }')).measures;

const TICKETS = 'indicators.hotlineTickets ／（indicators.serviceItems ＋ requests.received.total） × 100';

test('a measure is saved with its formula as data, and found in the catalogue and by its id', async () => {
  const { measure, findings } = await save('ticketsPer100', TICKETS);
  expect(findings).toEqual([]);
  const saved = {
    ...TEXTS,
    code: 'ticketsPer100',
    formula: 'indicators.hotlineTickets /(indicators.serviceItems + requests.received.total) * 100',
    retired: false,
    builtIn: false,
  };
  expect(measure).toMatchObject(saved);
  expect(await listMeasures()).toEqual([
    ...MEASURES.map(({ code }) => expect.objectContaining({ code, builtIn: true })),
    { code: 'ticketsPer100', formula: saved.formula, builtIn: false, retired: false },
  ]);
  const { node, nodes } = await hub.ask(
    'query ($id: ID!, $ids: [ID!]!) { node(id: $id) { ... on Measure { code } } nodes(ids: $ids) { id } }',
    { id: measure.id, ids: [Buffer.from('Measure:disclosureRate').toString('base64url')] },
  );
  expect([node.code, nodes.length]).toEqual(['ticketsPer100', 1]);
});

const VALUES =
  'measureValues(codes: ["ticketsPer100", "disclosureRate"]) { measure { code unitZh } value state reasonZh reasonEn }';

test('it stands wherever measures do: in a report, its revisions, sums, groups, rows and changes', async () => {
  const { report, rollup } = await hub.ask(
    `{ report(agency: "410303-001", year: 2025) { indicators(codes: ["hotlineTickets", "serviceItems"]) { value } measures { disclosureRate } ${VALUES} revisions { ${VALUES} } }
       rollup(years: [2025], filter: { jurisdiction: "410303" }) { total { ${VALUES} values(codes: ["measures.ticketsPer100"]) { value state unitEn share base } }
         groups(by: [AGENCY], orderBy: { field: "measures.ticketsPer100" }) { edges { node { sortValue rank ${VALUES} } } }
         rows(by: [AGENCY, YEAR], values: ["measures.ticketsPer100"], having: [{ value: "measures.ticketsPer100", min: 1 }]) { nodes { values { code labelZh value } } }
         none: rows(by: [AGENCY], values: ["measures.ticketsPer100"], having: [{ value: "measures.ticketsPer100", max: 1 }]) { totalCount }
         change(year: 2025, base: 2024) { difference { ${VALUES} } } } }`,
  );
  const value = (46_000 / 1507) * 100;
  expect(report.indicators).toEqual([{ value: 46_000 }, { value: 1507 }]);
  const shown = [
    {
      measure: { code: 'ticketsPer100', unitZh: '件/百件' },
      value,
      state: 'COMPUTED',
      reasonZh: null,
      reasonEn: null,
    },
    {
      measure: { code: 'disclosureRate', unitZh: '比率' },
      value: null,
      state: 'BLANK',
      reasonEn: 'What it is divided by is zero or not reported.',
    },
  ];
  for (const { measureValues } of [report, report.revisions[0], rollup.total, rollup.groups.edges[0].node])
    expect(measureValues).toMatchObject(shown);
  expect(rollup.total.values).toEqual([
    { value, state: 'COMPUTED', unitEn: 'per 100', share: null, base: null },
  ]);
  expect(rollup.groups.edges[0].node).toMatchObject({ sortValue: value, rank: 1 });
  expect(rollup.rows.nodes).toEqual([
    { values: [{ code: 'measures.ticketsPer100', labelZh: '演示指标', value }] },
  ]);
  expect(rollup.none.totalCount).toBe(0);
  expect(rollup.change.difference.measureValues[0]).toMatchObject({
    value: null,
    state: 'BLANK',
    reasonEn: 'Base year: There is no report in the sum.',
  });
});

test('null has its reason: what is not reported, what is divided by, what is not added', async () => {
  await save('stockPerRule', 'proactive.rules.inForce / 2');
  await save('pendingRate', 'requests.received.total / (requests.granted.total - requests.granted.total)');
  const codes = '"ticketsPer100", "stockPerRule", "pendingRate"';
  const { report, rollup } = await hub.ask(
    `{ report(agency: "310000-001", year: 2019) { measureValues(codes: [${codes}]) { value state reasonEn } }
       rollup(years: [2024, 2025], filter: { jurisdiction: "410303" }) { total { measureValues(codes: [${codes}]) { value state reasonEn } }
         rows(by: [APPLICANT], values: ["measures.pendingRate"]) { nodes { values { value reasonEn } } }
         groups(by: [OUTCOME], first: 1) { edges { node { measureValues(codes: ["pendingRate"]) { value state } } } } } }`,
  );
  expect(report.measureValues).toEqual([
    {
      value: null,
      state: 'BLANK',
      reasonEn: '12345 hotline tickets: The report does not state this indicator.',
    },
    {
      value: null,
      state: 'NOT_IN_EDITION',
      reasonEn: expect.stringMatching(/^Rules in force at the end of the year: Edition 2019/),
    },
    { value: null, state: 'BLANK', reasonEn: 'What it is divided by is zero or not reported.' },
  ]);
  expect(rollup.total.measureValues).toMatchObject([
    { value: expect.any(Number) },
    {
      value: null,
      state: 'NOT_ADDABLE',
      reasonEn: expect.stringMatching(/^Rules in force at the end of the year: A state/),
    },
    { value: null, reasonEn: 'What it is divided by is zero or not reported.' },
  ]);
  expect(rollup.rows.nodes).toHaveLength(6);
  expect(rollup.groups.edges[0].node.measureValues).toEqual([{ value: null, state: 'NOT_APPLICABLE' }]);
});

test('all that is wrong is told at once, with its position and the nearest codes, and nothing is saved', async () => {
  const before = await listMeasures();
  const refused = await save('No', '(requests.recieved.total + measures.ticketsPer100 / 0', { labelEn: ' ' });
  expect(refused.measure).toBeNull();
  expect(codesOf(refused)).toEqual([
    'text.empty',
    'measure.code',
    'formula.bracket',
    'formula.unknown',
    'formula.ownMeasure',
    'formula.zero',
  ]);
  expect(refused.findings[3]).toMatchObject({
    path: 'input.formula',
    actual: 'requests.recieved.total',
    messageEn: expect.stringMatching(
      /^At character 2 \(requests\.recieved\.total\): .*near it: requests\.received\.total/,
    ),
    messageZh: expect.stringMatching(
      /^第 2 个字符“requests\.recieved\.total”：.*相近的有 requests\.received\.total/,
    ),
  });
  expect(codesOf(await save('disclosureRate', 'requests.received.total'))).toEqual(['measure.builtIn']);
  expect(codesOf(await save('denialRateByGround', 'requests.received.total'))).toEqual(['measure.builtIn']);
  expect(codesOf(await save('fees', 'proactive.procurement.amount * 2'))).toEqual(['formula.unit']);
  const tried = await save('tried', 'requests.received.total * 2', { dryRun: true });
  expect(tried).toMatchObject({ measure: { code: 'tried' }, findings: [] });
  expect(await listMeasures()).toEqual(before);
  await expect(
    hub.ask(
      '{ report(agency: "410303-001", year: 2025) { measureValues(codes: ["ticketsPer10"]) { value } } }',
    ),
  ).rejects.toThrow('near it: ticketsPer100');
  await expect(
    hub.ask(
      '{ rollup(years: [2025]) { rows(by: [YEAR], values: ["measures.ticketPer100"]) { totalCount } } }',
    ),
  ).rejects.toThrow('near it: measures.ticketsPer100');
});

test('an indicator that is never added is told of, and one that is retired is refused', async () => {
  await hub.database.query("update indicator set aggregation = 'NONE' where code = 'posts'");
  await hub.database.query("update indicator set retired = true where code = 'serviceItems'");
  const { measure, findings } = await save('postsPerRequest', 'indicators.posts / requests.received.total');
  expect(measure).toMatchObject({ code: 'postsPerRequest' });
  expect(findings).toMatchObject([
    { code: 'formula.notAdded', severity: 'INFO', actual: 'indicators.posts' },
  ]);
  expect(codesOf(await save('services', 'indicators.serviceItems / 2'))).toEqual(['formula.retired']);
});

test('a changed formula changes every answer from then on, also where the order is one of SQL', async () => {
  const ask = async () => {
    const { rollup, report } = await hub.ask(
      `{ rollup(years: [2019], filter: { jurisdiction: "310000" }) { groups(by: [AGENCY], orderBy: { field: "measures.changing", direction: DESC }) { edges { node { sortValue values(codes: ["measures.changing"]) { value } } } } }
         report(agency: "310000-001", year: 2019) { requests { received { total } } measureValues(codes: ["changing"]) { value } } }`,
    );
    const { node } = rollup.groups.edges[0];
    const { total } = report.requests.received;
    return [node.sortValue, node.values[0].value, report.measureValues[0].value].map(
      (value) => value / total,
    );
  };
  await save('changing', 'requests.received.total * 2');
  expect(await ask()).toEqual([2, 2, 2]);
  await save('changing', 'requests.received.total * 3');
  expect(await ask()).toEqual([3, 3, 3]);
});

test('a retired measure is not listed with the others, and still read by its code', async () => {
  await save('passing', 'requests.received.total / 2');
  const ask = (argument: string) =>
    hub.ask(
      `{ report(agency: "410303-001", year: 2025) { measureValues${argument} { measure { code retired } value } } }`,
    );
  const inUse = (await ask('')).report.measureValues;
  expect(inUse.map(({ measure }: { measure: { code: string } }) => measure.code)).toContain('passing');
  await save('passing', 'requests.received.total / 2', { retired: true });
  const left = (await ask('')).report.measureValues;
  expect(left).toHaveLength(inUse.length - 1);
  expect((await ask('(codes: ["passing"])')).report.measureValues).toMatchObject([
    { measure: { retired: true }, value: expect.any(Number) },
  ]);
});

interface Event {
  readonly subject: string;
  readonly operation: string;
  readonly after: { readonly code: string; readonly formula: string };
}

test('the audit says who changed which formula', async () => {
  const { auditEvents } = await hub.ask(
    '{ auditEvents(first: 100) { edges { node { subject operation actorName after } } } }',
  );
  const events = auditEvents.edges
    .map(({ node }: { node: Event }) => node)
    .filter(({ subject, after }: Event) => subject === 'measure' && after.code === 'changing');
  expect(events.map(({ operation }: Event) => operation).sort()).toEqual(['INSERT', 'UPDATE']);
  expect(events[0].actorName).toBe('everybody');
});

test('who has no role may save none; anybody may read them', async () => {
  await expect(
    hub.ask(SAVE, { input: { ...TEXTS, code: 'mine', formula: 'requests.received.total' } }, ANONYMOUS),
  ).rejects.toThrow('Sign in');
  expect((await hub.ask('{ measures { code } }', {}, ANONYMOUS)).measures.length).toBeGreaterThan(
    MEASURES.length,
  );
});

test('a page of reports costs as many statements as one, however many measures there are', async () => {
  const counts: number[] = [];
  for (const first of [1, 2, 100]) {
    const { reports } = await hub.ask(
      `{ reports(first: ${first}) { edges { node { measureValues { value } ${VALUES.replace('measureValues', 'some: measureValues')} } } } }`,
    );
    expect(reports.edges.length).toBeGreaterThan(0);
    counts.push(hub.statements.length);
  }
  expect([new Set(counts).size, counts[0]]).toEqual([1, expect.any(Number)]);
  expect(counts[0]).toBeLessThanOrEqual(4);
});

test('measures of the demonstration are listed beside its data only, by their codes everywhere', async () => {
  await save('invented', 'requests.received.total * 2');
  await hub.database.query("update measure set demonstration = true where code = 'invented'");
  await hub.database.query(`
    insert into jurisdiction (code, name, level, path, demonstration) values ('990000', '演示省', 'PROVINCE', '990000/', true);
    insert into agency (code, demonstration) values ('990000-001', true);
    insert into agency_version (agency_id, name, kind, jurisdiction_id, valid_from)
      select a.id, '演示局', 'DEPARTMENT', j.id, '2015-01-01' from agency a, jurisdiction j where a.code = '990000-001' and j.code = '990000'`);
  const record = { ...completeReport('990000-001'), source: '演示' };
  expect((await sendReport(hub, 'recordPublishedReport', record)).accepted).toBe(true);
  const LISTED = 'measureValues { measure { code } }';
  const shown = await hub.ask(
    `query ($real: ID!, $invented: ID!) {
       real: report(agency: $real, year: 2025) { ${LISTED} revisions { ${LISTED} } named: measureValues(codes: ["invented"]) { value } }
       invented: report(agency: $invented, year: 2025) { ${LISTED} revisions { ${LISTED} } }
       all: rollup(years: [2025]) { total { ${LISTED} } }
       place: rollup(years: [2025], filter: { jurisdiction: "410303" }) { total { ${LISTED} } rows: groups(by: [AGENCY]) { edges { node { ${LISTED} } } } }
       mixed: rollup(years: [2025], filter: { demonstration: INCLUDE }) { total { ${LISTED} } }
       ofPlace: rollup(years: [2025], filter: { jurisdiction: "990000" }) { total { ${LISTED} } }
       ofAgency: rollup(years: [2025], filter: { agencies: [$invented] }) { total { ${LISTED} } } }`,
    { real: '410303-001', invented: '990000-001' },
  );
  const isListed = ({ measureValues }: { measureValues: { measure: { code: string } }[] }) =>
    measureValues.some(({ measure }) => measure.code === 'invented');
  expect({
    real: [isListed(shown.real), isListed(shown.real.revisions[0]), shown.real.named.length],
    invented: [isListed(shown.invented), isListed(shown.invented.revisions[0])],
    sums: [shown.all, shown.place, shown.mixed, shown.ofPlace, shown.ofAgency].map(({ total }) =>
      isListed(total),
    ),
    rows: isListed(shown.place.rows.edges[0].node),
  }).toEqual({
    real: [false, false, 1],
    invented: [true, true],
    sums: [false, false, true, true, true],
    rows: false,
  });
});
