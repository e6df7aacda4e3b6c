import { ANONYMOUS } from '../../src/shared/request/permissions';
import { peopleOf } from '../support/people';
import { act, addTestAgency, completeReport, sendReport } from '../support/reports';
import { REVIEWERS } from '../support/review';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

test('previews add filed or draft figures for those entitled, in sums only', async () => {
  const agency = await addTestAgency(hub, '410303');
  const people = await peopleOf(hub, agency);
  await sendReport(hub, 'submitReport', completeReport(agency), people.clerk);
  const total = (basis: string, actor = ANONYMOUS, filter: object = { jurisdiction: '410303' }) =>
    hub
      .ask(
        'query ($basis: RollUpBasis!, $filter: RollUpFilterInput) { rollup(years: [2025], filter: $filter, basis: $basis) { coverage { included } } }',
        { basis, filter },
        actor,
      )
      .then(({ rollup }) => rollup.coverage.included);
  const [published, filed, drafted] = await Promise.all(
    ['PUBLISHED', 'FILED', 'DRAFT'].map((basis) => total(basis, people.analyst)),
  );
  expect(drafted).toBeGreaterThan(published);
  for (const [step, who, action] of REVIEWERS.slice(0, 3))
    await act(hub, { agency, action, state: step, revision: 1 }, people[who]);
  expect(await total('FILED', people.analyst)).toBe(filed + 1);
  expect(await total('PUBLISHED', people.analyst)).toBe(published);
  await expect(total('DRAFT', people.analyst, { agencies: [agency] })).rejects.toThrow('roles');
  await expect(total('DRAFT', people.analyst, {})).rejects.toThrow('roles');
  await expect(total('DRAFT', people.clerk)).rejects.toThrow('roles');
  await expect(total('DRAFT')).rejects.toThrow('Sign in');
});

test('an analyst reads no sentences of drafts, and no sum that shows the work of one agency or two', async () => {
  await hub.ask(
    'mutation { addJurisdiction(input: { code: "410303009", name: "街道", level: TOWNSHIP, parent: "410303" }) { findings { code } } }',
  );
  const agencies: string[] = [];
  for (let at = 0; at < 3; at += 1) agencies.push(await addTestAgency(hub, '410303009', 'lone'));
  const { analyst, officer } = await peopleOf(hub, '410303-001');
  const preview = async (actor: typeof analyst) => {
    const { rollup } = await hub.ask(
      `{ rollup(years: [2025], filter: { jurisdiction: "410303" }, basis: DRAFT) { byChild: groups(by: [CHILD], orderBy: { field: "requests.received.total" }) { edges { cursor node { key suppressedEn sortValue
           coverage { included withErrors blankCells notApplicableCells edition2019 missing { totalCount } } requests { received { total naturalPerson } } measures { disclosureRate } indicators(codes: ["hotlineTickets"]) { value sentences { text } } } } } } }`,
      {},
      actor,
    );
    return rollup.byChild.edges.find((edge: { node: { key: string } }) => edge.node.key === '410303009').node;
  };
  const save = async (at: number) => {
    const { clerk } = await peopleOf(hub, agencies[at]);
    const indicators = [{ indicator: 'hotlineTickets', value: 77, sentence: '草稿原文。' }];
    const requests = { received: { naturalPerson: 4321 } };
    await sendReport(hub, 'saveDraft', { agency: agencies[at], year: 2025, requests, indicators }, clerk);
  };
  await save(0);
  await save(1);
  expect(await preview(officer)).toMatchObject({
    suppressedEn: null,
    sortValue: 8642,
    coverage: { withErrors: expect.any(Number), missing: { totalCount: 1 } },
  });
  expect(await preview(analyst)).toMatchObject({
    suppressedEn: expect.stringContaining('fewer than 3'),
    sortValue: null,
    coverage: {
      included: 2,
      withErrors: null,
      blankCells: null,
      notApplicableCells: null,
      edition2019: null,
      missing: null,
    },
    requests: { received: { total: null, naturalPerson: null } },
    indicators: [],
  });
  await save(2);
  expect(await preview(officer)).toMatchObject({
    indicators: [{ value: 231, sentences: [{}, {}, {}] }],
  });
  expect(await preview(analyst)).toMatchObject({
    suppressedEn: null,
    coverage: { included: 3, blankCells: expect.any(Number), missing: null },
    requests: { received: { naturalPerson: 12963 } },
    indicators: [{ value: 231, sentences: [] }],
  });
});

test('a preview of few agencies withholds its indicators, whatever else is selected', async () => {
  await hub.ask(
    'mutation { addJurisdiction(input: { code: "410303010", name: "街道乙", level: TOWNSHIP, parent: "410303" }) { findings { code } } }',
  );
  const agency = await addTestAgency(hub, '410303010', 'lone');
  const { analyst } = await peopleOf(hub, '410303-001');
  const { clerk } = await peopleOf(hub, agency);
  const indicators = [
    { indicator: 'hotlineTickets', value: 77, qualifier: 'AT_LEAST', sentence: '草稿原文。' },
  ];
  const saved = await sendReport(
    hub,
    'saveDraft',
    { agency, year: 2025, requests: { received: { naturalPerson: 4321 } }, indicators },
    clerk,
  );
  expect(saved.accepted).toBe(true);
  for (const more of ['', 'suppressedZh']) {
    const { rollup } = await hub.ask(
      `{ rollup(years: [2025], filter: { jurisdiction: "410303" }, basis: DRAFT) { byChild: groups(by: [CHILD]) { edges { node { key ${more} indicators { indicator { code } value qualifier reports } } } } } }`,
      {},
      analyst,
    );
    const node = rollup.byChild.edges.find(
      (edge: { node: { key: string } }) => edge.node.key === '410303010',
    ).node;
    expect([more, node.indicators]).toEqual([more, []]);
  }
});

test('a distribution shows no more of unpublished work than groups do', async () => {
  const place = '410303011';
  await hub.ask(
    `mutation { addJurisdiction(input: { code: "${place}", name: "街道丙", level: TOWNSHIP, parent: "410303" }) { findings { code } } }`,
  );
  const agencies = [
    await addTestAgency(hub, place, 'lone'),
    await addTestAgency(hub, place, 'lone'),
    await addTestAgency(hub, place, 'lone'),
  ];
  const { analyst, officer } = await peopleOf(hub, '410303-001');
  const spread = async (actor: typeof analyst, args: string, filter = '') => {
    const { rollup } = await hub.ask(
      `{ rollup(years: [2025], filter: { jurisdiction: "410303" ${filter} }, basis: DRAFT) {
           distribution(value: "requests.received.total", ${args}) { count blank minimum maximum mean bins { count } outliers { keys { code } values { value } } } } }`,
      {},
      actor,
    );
    return rollup.distribution;
  };
  const save = async (at: number) => {
    const { clerk } = await peopleOf(hub, agencies[at]);
    const requests = { received: { naturalPerson: 700_000 } };
    await sendReport(hub, 'saveDraft', { agency: agencies[at], year: 2025, requests }, clerk);
  };
  await save(0);
  await save(1);
  const isIt = (sum: number) =>
    `by: [CHILD], having: [{ value: "requests.received.total", min: ${sum}, max: ${sum} }]`;
  const seen = await spread(officer, 'by: [CHILD]');
  const shown = await spread(analyst, 'by: [CHILD]');
  expect(seen.maximum).toBe(1_400_000);
  expect(JSON.stringify(shown)).not.toContain('14000');
  expect([shown.count < seen.count, shown.count + shown.blank]).toEqual([true, seen.count + seen.blank]);
  for (const figure of ['VALUE', 'SHARE'])
    expect((await spread(analyst, `by: [CHILD, LEVEL], figure: ${figure}`)).count).toBe(shown.count);
  expect((await spread(officer, isIt(1_400_000))).count).toBe(1);
  expect(await spread(analyst, isIt(1_400_000))).toMatchObject({ count: 0, blank: 0, outliers: [] });
  // Neither by agency nor in a selection of one.
  await expect(spread(analyst, 'by: [AGENCY]')).rejects.toThrow('roles');
  await expect(spread(analyst, 'by: [YEAR, AGENCY]')).rejects.toThrow('roles');
  await expect(spread(analyst, 'by: [CHILD]', `agencies: ["${agencies[0]}"]`)).rejects.toThrow('roles');
  await save(2);
  expect((await spread(analyst, isIt(2_100_000))).count).toBe(1);
});
