import { verifySums } from '../../src/rollup/materialized/verifySums';
import type { Answer } from '../support/answers';
import { peopleOf } from '../support/people';
import { addTestAgency, sendReport } from '../support/reports';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
/** As of this instant everything is the same, but not from what is kept. */
let now: string;

const ORDERS = [
  'requests.received.total',
  'measures.disclosureRate',
  'proactive.fees.amount',
  'indicators.hotlineTickets',
];

/** Figures of a report of which many are like others' and some are blank. */
const figuresOf = (at: number) => ({
  proactive: { fees: { amount: at % 4 === 0 ? null : `${at % 3}.5` } },
  requests: {
    received: { total: at % 6 === 5 ? null : at % 4 },
    granted: { total: at % 3 },
    concluded: { total: at % 5 === 3 ? 0 : 4 },
  },
  indicators: at % 3 === 0 ? [] : [{ indicator: 'hotlineTickets', value: at % 5, sentence: '原文。' }],
});

// Twelve counties: every third has a government beside its bureau, which publishes only in every sixth.
beforeAll(async () => {
  hub = await createTestHub();
  const add = (code: string, level: string, parent: string | null) =>
    hub.ask(
      'mutation ($input: AddJurisdictionInput!) { addJurisdiction(input: $input) { findings { messageEn } } }',
      { input: { code, name: `地${code}`, level, parent } },
    );
  await hub.database.query(
    `insert into jurisdiction (code, name, level, path) values ('100000', '国', 'NATION', '100000/') on conflict do nothing`,
  );
  await add('990000', 'PROVINCE', '100000');
  await add('990100', 'PREFECTURE', '990000');
  await hub.database.query(
    `insert into indicator (code, name, name_en, unit_zh, unit_en, aggregation, description_zh, description_en) values ('hotlineTickets', '热线', 'Hotline', '件', 'tickets', 'SUM', '', '') on conflict do nothing`,
  );
  for (let at = 0; at < 12; at += 1) {
    const county = String(990101 + at);
    await add(county, 'COUNTY', '990100');
    const bureau = await addTestAgency(hub, county, 'page');
    const agencies =
      at % 3 === 0 ? [bureau, await addTestAgency(hub, county, 'page', 'GOVERNMENT')] : [bureau];
    for (const [number, agency] of agencies.entries()) {
      if (number === 0 ? at % 7 === 6 : at % 6 !== 0) continue;
      const { officer } = await peopleOf(hub, agency);
      for (const year of [2024, 2025]) {
        const payload = await sendReport(
          hub,
          'recordPublishedReport',
          { agency, year, source: '测试', ...figuresOf(at + number + year) },
          officer,
        );
        expect([agency, payload.accepted]).toEqual([agency, true]);
      }
    }
  }
  now = new Date(Date.now() + 86_400_000).toISOString();
});
afterAll(() => hub.drop());

test('governments are expected where they have a report, in kept sums and in sums over reports', async () => {
  expect((await verifySums(hub.database)).faults).toEqual([]);
  const ask = async (kinds: string, asOf: string) =>
    (
      await hub.ask(
        `{ rollup(years: [2025], filter: { jurisdiction: "990100" ${kinds} } ${asOf}) { coverage { expected included }
            byChild: groups(by: [CHILD], first: 100, orderBy: { field: "requests.granted.total" }) { edges { node { key coverage { expected included } } } } } }`,
      )
    ).rollup;
  const materialized = await ask('', '');
  expect(materialized.coverage).toEqual({ expected: 14, included: 13 });
  expect(materialized.byChild.edges[0].node.coverage.expected).toBeGreaterThan(0);
  for (const kinds of ['', 'kinds: [GOVERNMENT]', 'kinds: [DEPARTMENT]', 'kinds: [GOVERNMENT, DEPARTMENT]'])
    expect([kinds, await ask(kinds, '')]).toEqual([kinds, await ask(kinds, `asOf: "${now}"`)]);
});

test('pages join from first to last, with ranks of equal and of missing values, from kept sums and from reports', async () => {
  /** All pages of an order, one after the other. */
  const pagesOf = async (dimension: string, years: string, order: string, first: number, asOf: string) => {
    const pages: Answer[] = [];
    for (let after: string | null = null; pages.length < 40; ) {
      const { rollup }: Answer = await hub.ask(
        `query ($after: String) { rollup(years: ${years}, filter: { jurisdiction: "990100" } ${asOf}) { page: groups(by: [${dimension}], orderBy: ${order}, first: ${first}, after: $after) {
           totalCount pageInfo { hasNextPage endCursor } edges { node { key rank sortValue } } } } }`,
        { after },
      );
      pages.push(rollup.page.edges.map((edge: { node: string }) => edge.node));
      after = rollup.page.pageInfo.endCursor;
      if (!rollup.page.pageInfo.hasNextPage) return { pages, total: rollup.page.totalCount };
    }
    throw new Error('the pages have no end');
  };
  let [ties, blanks] = [0, 0];
  for (const dimension of ['CHILD', 'AGENCY'])
    for (const years of ['[2025]', '[2024, 2025]'])
      for (const by of ORDERS)
        for (const descending of [true, false]) {
          const order = `{ field: "${by}", direction: ${descending ? 'DESC' : 'ASC'} }`;
          const everything = await pagesOf(dimension, years, order, 100, '');
          const [groups] = everything.pages;
          expect(groups.length).toBe(everything.total);
          for (const [at, { rank, sortValue, key }] of groups.entries()) {
            const before = groups[at - 1];
            if (sortValue === null)
              expect([rank, !before || before.sortValue !== null || before.key < key]).toEqual([null, true]);
            else if (!before) expect(rank).toBe(1);
            else if (before.sortValue === sortValue) {
              ties += 1;
              expect([rank, before.key < key]).toEqual([before.rank, true]);
            } else {
              expect(rank).toBe(at + 1);
              expect(before.sortValue).not.toBeNull();
              expect(before.sortValue > sortValue).toBe(descending);
            }
            if (sortValue === null) blanks += 1;
          }
          const expected = { by, years, groups, total: everything.total };
          for (const [first, asOf] of [
            [100, `asOf: "${now}"`],
            [years === '[2025]' ? 1 : 7, ''],
            [5, `asOf: "${now}"`],
          ] as const) {
            const { pages, total } = await pagesOf(dimension, years, order, first, asOf);
            expect({ by, years, groups: pages.flat(), total }).toEqual(expected);
          }
        }
  expect([ties > 20, blanks > 20]).toEqual([true, true]);
});

test('large sums are ranked alike over one year and over two', async () => {
  const agency = await addTestAgency(hub, '990103', 'large');
  const { officer } = await peopleOf(hub, agency);
  const many = { total: 900_000_000 };
  const denied = { stateSecret: many, otherLaw: many, securityAndStability: many };
  const payload = await sendReport(
    hub,
    'recordPublishedReport',
    {
      agency,
      year: 2023,
      source: '测试',
      requests: { received: many, denied, concluded: many },
    },
    officer,
  );
  expect(payload.accepted).toBe(true);
  const ask = (years: string, by: string) =>
    hub.ask(
      `{ rollup(years: ${years}, filter: { jurisdiction: "990103" }) { byAgency: groups(by: [AGENCY], orderBy: { field: "${by}" }) { edges { node { key rank sortValue } } } } }`,
    );
  for (const by of ['measures.denialRate', 'requests.received.total'])
    expect([by, await ask('[2023]', by)]).toEqual([by, await ask('[2022, 2023]', by)]);
});

test('earlier and simultaneous queries change no answer', async () => {
  const cells = 'requests { received { total } granted { total } }';
  const parts = [
    'total { proactive { rules { issued } } }',
    'total { proactive { rules { issued } fees { amount } } }',
    'coverage { expected included } total { proactive { rules { issued } } }',
    `byYear: groups(by: [YEAR]) { edges { node { key ${cells} coverage { included } } } }`,
    `total { indicators { indicator { code } value qualifier reports } ${cells} }`,
    ...ORDERS.flatMap((by) =>
      [true, false].flatMap((descending) =>
        [
          'key rank',
          'key jurisdiction { code }',
          'key sortValue indicators(codes: ["hotlineTickets"]) { value qualifier }',
          `key ${cells} jurisdiction { name }`,
        ].map(
          (node) =>
            `byChild: groups(by: [CHILD], first: 3, orderBy: { field: "${by}", direction: ${descending ? 'DESC' : 'ASC'} }) { edges { node { ${node} } } }`,
        ),
      ),
    ),
    'byAgency: groups(by: [AGENCY], first: 4, orderBy: { field: "indicators.hotlineTickets" }) { edges { node { key agency { name } indicators { value } } } }',
  ];
  const questionsOf = (asOf: string) =>
    ['', 'kinds: [DEPARTMENT]', 'kinds: [GOVERNMENT]'].flatMap((kinds) =>
      ['[2025]', '[2024, 2025]'].flatMap((years) =>
        parts.map(
          (part) =>
            `{ rollup(years: ${years}, filter: { jurisdiction: "990100" ${kinds} } ${asOf}) { ${part} } }`,
        ),
      ),
    );
  const questions = questionsOf('');
  const alone: unknown[] = [];
  for (const question of questions) alone.push(await hub.ask(question));
  expect(new Set(alone.map((answer) => JSON.stringify(answer))).size).toBeGreaterThan(100);
  for (const [at, question] of questionsOf(`asOf: "${now}"`).entries())
    expect([questions[at], await hub.ask(question)]).toEqual([questions[at], alone[at]]);
  const backwards = [];
  for (const question of questions.toReversed()) backwards.push(await hub.ask(question));
  expect(backwards.toReversed()).toEqual(alone);
  const together = await Promise.all([...questions, ...questions].map((question) => hub.ask(question)));
  expect(together).toEqual([...alone, ...alone]);
});

test('an agency beside a group or a report has the same fields, whichever are selected', async () => {
  const FIELDS = [
    'id',
    'code',
    'name',
    'nameEn',
    'kind',
    'demonstration',
    'validFrom',
    'validTo',
    'jurisdiction { code }',
    'supervisingAgency { code }',
  ];
  const read = async (selection: string) => {
    const {
      rollup: { byAgency },
      reports,
    } = await hub.ask(
      `query ($years: [Int!]!) {
         rollup(years: $years, filter: { jurisdiction: "990000" }) { byAgency: groups(by: [AGENCY], first: 20) { edges { node { agency { ${selection} } } } } }
         reports(filter: { jurisdiction: "990000", years: $years }, first: 20) { edges { node { agency { ${selection} } } } } }`,
      { years: [2025] },
    );
    return [byAgency, reports].map(({ edges }) =>
      edges.map(({ node }: { node: { agency: string } }) => node.agency),
    );
  };
  const everything = await read(FIELDS.join(' '));
  expect(everything[0].length).toBeGreaterThan(10);
  expect(everything[1].length).toBeGreaterThan(10);
  for (const field of [...FIELDS, '__typename name', 'code name', '__typename', '... on Agency { kind }']) {
    const some = await read(field);
    const names = Object.keys(some[0][0]).filter((name) => name !== '__typename');
    const expected = everything.map((agencies) =>
      agencies.map((agency: Record<string, unknown>) =>
        Object.fromEntries(names.map((name) => [name, agency[name]])),
      ),
    );
    expect([field, some]).toMatchObject([field, expected]);
  }
});
