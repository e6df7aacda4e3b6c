import { peopleOf } from '../support/people';
import { addTestAgency, sendReport } from '../support/reports';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

const TEXTS = {
  labelZh: '演示',
  labelEn: 'x',
  unitZh: '件',
  unitEn: 'x',
  descriptionZh: '演示',
  descriptionEn: 'x',
};
const save = async (code: string, formula: string, more: object = {}, value = '') =>
  (
    await hub.ask(
      `mutation ($input: MeasureInput!) { saveMeasure(input: $input) { measure { code } findings { code } ${value} } }`,
      { input: { ...TEXTS, code, formula, ...more } },
    )
  ).saveMeasure;

test('a formula is tried over a place and years before it is saved', async () => {
  const value =
    'valueOver(years: [2019], filter: { jurisdiction: "310000" }) { measure { code } value state reasonEn }';
  const tried = await save('tried', 'requests.received.total * 2', { dryRun: true }, value);
  expect(tried.valueOver).toEqual({
    measure: { code: 'tried' },
    value: 1718,
    state: 'COMPUTED',
    reasonEn: null,
  });
  const without = await save('tried', 'indicators.posts / 2', { dryRun: true }, value);
  expect(without.valueOver).toMatchObject({
    value: null,
    state: 'BLANK',
    reasonEn: 'Items of information posted: No report of the sum states this indicator.',
  });
  expect((await save('tried', 'requests.received', { dryRun: true }, value)).valueOver).toBeNull();
  expect((await hub.ask('{ measures { code } }')).measures).not.toContainEqual({ code: 'tried' });
});

test('what is kept back of a preview is kept back in every formula over it', async () => {
  await hub.ask(
    'mutation { addJurisdiction(input: { code: "410303011", name: "街道丙", level: TOWNSHIP, parent: "410303" }) { findings { code } } }',
  );
  await save('load', 'requests.received.naturalPerson + indicators.hotlineTickets');
  await save('figuresOnly', 'requests.received.naturalPerson * 2');
  const agencies: string[] = [];
  for (let at = 0; at < 3; at += 1) agencies.push(await addTestAgency(hub, '410303011', 'lone'));
  const { analyst, officer } = await peopleOf(hub, '410303-001');
  const saveDraft = async (at: number, indicators: object[]) => {
    const { clerk } = await peopleOf(hub, agencies[at]);
    const requests = { received: { naturalPerson: 100 } };
    await sendReport(hub, 'saveDraft', { agency: agencies[at], year: 2025, requests, indicators }, clerk);
  };
  const preview = async (actor: typeof analyst) => {
    const { rollup } = await hub.ask(
      `{ rollup(years: [2025], filter: { jurisdiction: "410303" }, basis: DRAFT) { groups(by: [CHILD], orderBy: { field: "measures.load" }) { edges { node { key sortValue
           measureValues(codes: ["load", "figuresOnly"]) { value state } values(codes: ["measures.load"]) { value state reasonEn } } } } } }`,
      {},
      actor,
    );
    return rollup.groups.edges.find((edge: { node: { key: string } }) => edge.node.key === '410303011').node;
  };
  await saveDraft(0, [{ indicator: 'hotlineTickets', value: 77 }]);
  await saveDraft(1, []);
  const hidden = { value: null, state: 'HIDDEN' };
  expect(await preview(analyst)).toMatchObject({ sortValue: null, measureValues: [hidden, hidden] });
  expect(await preview(officer)).toMatchObject({
    sortValue: 277,
    measureValues: [{ value: 277 }, { value: 400 }],
  });
  // The figures of three are shown, but not the indicator that one of them states.
  await saveDraft(2, []);
  expect(await preview(analyst)).toMatchObject({
    sortValue: null,
    measureValues: [hidden, { value: 600, state: 'COMPUTED' }],
    values: [{ ...hidden, reasonEn: expect.stringMatching(/^12345 hotline tickets: Kept back/) }],
  });
  expect(await preview(officer)).toMatchObject({ sortValue: 377 });
});

test('the difference of two years is that of the measure, with the reason where they cannot be compared', async () => {
  const agency = await addTestAgency(hub, '410303', 'two');
  const { officer } = await peopleOf(hub, agency);
  await save('perTicket', 'requests.received.total * 100 / indicators.hotlineTickets');
  await save('perRule', 'proactive.rules.inForce + requests.received.total');
  for (const [year, received, tickets] of [
    [2024, 3, 50],
    [2025, 6, 40],
  ])
    await sendReport(
      hub,
      'recordPublishedReport',
      {
        agency,
        year,
        source: '测试',
        requests: { received: { naturalPerson: received, total: received } },
        indicators: [{ indicator: 'hotlineTickets', value: tickets }],
      },
      officer,
    );
  const { rollup } = await hub.ask(
    `query ($filter: RollUpFilterInput) { rollup(years: [2025], filter: $filter) {
       change(year: 2025, base: 2024) { difference { measureValues(codes: ["perTicket", "perRule", "disclosureRate"]) { value state reasonEn } } }
       early: change(year: 2025, base: 2020) { difference { measureValues(codes: ["perRule"]) { value state reasonEn } } } } }`,
    { filter: { agencies: [agency] } },
  );
  expect(rollup.change.difference.measureValues).toMatchObject([
    { value: 15 - 6, state: 'COMPUTED', reasonEn: null },
    { value: 3 },
    { value: null, state: 'BLANK', reasonEn: expect.stringMatching(/^Base year: /) },
  ]);
  expect(rollup.early.difference.measureValues).toMatchObject([
    {
      value: null,
      state: 'NOT_IN_EDITION',
      reasonEn: expect.stringMatching(/^Rules in force at the end of the year: The form of 2020/),
    },
  ]);
});

test('groups cost as many statements as one of them, with measures over cells and indicators', async () => {
  for (const by of ['AGENCY', 'CHILD']) {
    const counts: number[] = [];
    for (const first of [1, 2, 100]) {
      await hub.ask(
        `{ rollup(years: [2025], filter: { jurisdiction: "410303" }) { groups(by: [${by}], first: ${first}, orderBy: { field: "measures.perTicket" }) { edges { node { measureValues { value } values(codes: ["measures.perTicket", "measures.perRule"]) { value growth share } } } } } }`,
      );
      counts.push(hub.statements.length);
    }
    expect([by, new Set(counts).size]).toEqual([by, 1]);
    expect(counts[0]).toBeLessThanOrEqual(10);
  }
});

test('of a kind of applicant a measure is formed in its column, and of a part without it there is a reason', async () => {
  await save('grantedShare', 'requests.granted.total / requests.received.total');
  const { rollup } = await hub.ask(
    `{ rollup(years: [2019], filter: { jurisdiction: "310000" }) { groups(by: [APPLICANT]) { edges { node { key requests { received { naturalPerson } }
         values(codes: ["measures.grantedShare"]) { value } measureValues(codes: ["grantedShare", "perTicket", "disclosureRate"]) { value state reasonEn } } } } } }`,
  );
  const { node } = rollup.groups.edges.find(
    (edge: { node: { key: string } }) => edge.node.key === 'naturalPerson',
  );
  expect(node).toMatchObject({
    values: [{ value: 258 / 821 }],
    measureValues: [
      { value: 258 / 821 },
      { value: null, state: 'NOT_APPLICABLE', reasonEn: expect.stringContaining('natural persons') },
      { value: 261 / 767 },
    ],
  });
});

test('what is formed of a figure that is at least so much is a bound where it can only be more; of cells alone it is exact', async () => {
  await save('ticketsDoubled', 'indicators.hotlineTickets * 2');
  await save('requestsDoubled', 'requests.received.total * 2');
  const { rollup } = await hub.ask(`{ rollup(years: [2025], filter: { agencies: ["410303-001"] }) {
    rows(by: [YEAR], values: ["indicators.hotlineTickets", "measures.ticketsDoubled", "measures.requestsDoubled"]) { nodes { values { value qualifier } } } } }`);
  expect(rollup.rows.nodes[0].values).toEqual([
    { value: 46000, qualifier: 'AT_LEAST' },
    { value: 92000, qualifier: 'AT_LEAST' },
    { value: 0, qualifier: null },
  ]);
});
