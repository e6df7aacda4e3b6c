import fc from 'fast-check';
import { CELLS, cellOf } from '../../src/form/cells';
import { verifySums } from '../../src/rollup/materialized/verifySums';
import { Role } from '../../src/shared/request/permissions';
import {
  cellOfMembers,
  codeOfPlace,
  coverageOfMembers,
  INDICATORS,
  indicatorOfMembers,
  isHiddenOver,
  KINDS,
  type Member,
  measuresOfMembers,
  membersOfOrgans,
  type Organ,
  type OrganReport,
  PLACES,
  type PlainSelection,
  storeOrgans,
} from '../support/organs';
import { createTestHub, EVERYBODY, type TestHub } from '../support/testHub';

const YEARS = [2020, 2021, 2022, 2023];
/** Every line of section two, what measures are made of, and some of section four. */
const CODES = CELLS.map(({ code }) => code).filter((code) =>
  /^proactive|^requests\.(received|carriedIn|carriedOut|granted|partlyGranted|concluded)\.total$|otherHandling\S*total$|^disputes\.litigationDirect/.test(
    code,
  ),
);

const small = fc.option(fc.nat(3), { freq: 3 });
const indicator = fc.option(
  fc.record({ value: fc.nat(9), qualifier: fc.constantFrom('EXACT', 'EXACT', 'AT_LEAST', 'AT_MOST') }),
  { nil: undefined },
);
const report: fc.Arbitrary<OrganReport> = fc.record({
  edition: fc.constantFrom(2019 as const, 2021 as const),
  values: fc.record(Object.fromEntries(CODES.map((code) => [code, small]))),
  consolidated: fc.nat(9).map((number) => number === 0),
  errors: fc.nat(1),
  indicators: fc.record(
    Object.fromEntries(Object.keys(INDICATORS).map((code) => [code, indicator])) as {
      [code in keyof typeof INDICATORS]: typeof indicator;
    },
  ),
});
const organ: fc.Arbitrary<Organ> = fc.record({
  kind: fc.constantFrom(...KINDS),
  place: fc.nat(PLACES.length - 1),
  endYear: fc.option(fc.constantFrom(2022, 2023), { freq: 2 }),
  reports: fc
    .tuple(...YEARS.map(() => fc.option(report, { freq: 3 })))
    .map((reports) =>
      Object.fromEntries(reports.flatMap((own, at) => (own ? [[YEARS[at], own] as const] : []))),
    ),
});
const withoutMissing = ({ reports, ...rest }: Organ): Organ => ({
  ...rest,
  reports: Object.fromEntries(
    Object.entries(reports).map(([year, own]) => [
      year,
      {
        ...own,
        indicators: Object.fromEntries(Object.entries(own.indicators).filter(([, stated]) => stated)),
      },
    ]),
  ),
});
const ORGANS = fc.sample(organ, { numRuns: 16, seed: 20_251_128 }).map(withoutMissing);

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub();
  await storeOrgans(hub, ORGANS);
});
afterAll(() => hub.drop());

const ORDERS = [
  'requests.received.total',
  'proactive.fees.amount',
  'proactive.rules.inForce',
  'measures.disclosureRate',
  'measures.carryOverRatio',
  'indicators.summed',
  'indicators.latest',
  'indicators.single',
];

const HELD = `coverage { expected included withErrors blankCells notApplicableCells edition2019 }
  cells(codes: $codes) { code count amount reason } measures { disclosureRate carryOverRatio } indicators { indicator { code } value reason year qualifier reports } reasons { reason codes }`;
const QUESTION = `query ($years: [Int!]!, $select: RollUpSelection, $asOf: DateTime, $codes: [ID!]!, $orderBy: GroupOrder, $year: Int!, $base: Int!) {
  rollup(years: $years, select: $select, asOf: $asOf) {
    years coverage { expected missing(first: 100) { totalCount edges { cursor node { year agency { code } } } } } total { key ${HELD} withSentences: indicators { indicator { code } value reason year qualifier reports sentences { text } } }
    byYear { key ${HELD} } byLevel { key ${HELD} }
    byChild(first: 100, orderBy: $orderBy) { totalCount edges { cursor node { key rank sortValue ${HELD} } } }
    byAgency(first: 100, orderBy: $orderBy) { totalCount edges { cursor node { key rank sortValue ${HELD} } } }
    all: change(year: $year, base: $base) { ...C } same: change(year: $year, base: $base, over: SAME_AGENCIES) { ...C }
  } }
  fragment C on RollUpChange { year base sameAgencies caution coverage { expected included } baseCoverage { expected included }
    cells(codes: $codes) { code base value absolute reason } difference { coverage { included } reasons { reason codes } cells(codes: $codes) { code count amount reason } } }`;

interface Selected extends PlainSelection {
  readonly by: string;
  readonly descending: boolean;
  readonly year: number;
  readonly base: number;
}
/** Selections as clients may write them: values in any order, some of them again and again; places and agencies that hold each other, or not. */
const selected: fc.Arbitrary<Selected> = fc.record({
  years: fc.array(fc.constantFrom(...YEARS), { minLength: 1, maxLength: 6 }),
  kinds: fc.option(fc.array(fc.constantFrom(...KINDS), { maxLength: 5 })),
  agencies: fc.option(fc.array(fc.nat(ORGANS.length - 1), { minLength: 1, maxLength: 12 }), { freq: 1 }),
  place: fc.option(fc.nat(PLACES.length - 1)),
  by: fc.constantFrom(...ORDERS),
  descending: fc.boolean(),
  year: fc.constantFrom(...YEARS),
  base: fc.constantFrom(...YEARS),
});

/** As of this instant everything is the same, but not from what is kept. */
const LATER = '2100-01-01T00:00:00Z';
const ask = async (
  { years, kinds, agencies, place, by, descending, year, base }: Selected,
  asOf: string | null,
  codes: readonly string[] = CODES,
) =>
  (
    await hub.ask(QUESTION, {
      years,
      select: {
        kinds,
        agencies: agencies?.map((at) => `agency-${at}`),
        jurisdiction: place === null ? null : codeOfPlace(place),
      },
      asOf,
      codes,
      orderBy: { by, descending },
      year,
      base,
    })
  ).rollup;

const shown = (members: readonly Member[], years: readonly number[], code: string) => {
  const cell = cellOf(code);
  return isHiddenOver(cell, years) ? null : cellOfMembers(members, cell);
};
const indicatorsOf = (members: readonly Member[]) =>
  (Object.keys(INDICATORS) as (keyof typeof INDICATORS)[]).sort().flatMap((code) => {
    const value = indicatorOfMembers(members, code);
    return value ? [{ indicator: { code }, ...value }] : [];
  });
const asText = ({ count, amount }: { count: number | null; amount: string | null }) =>
  amount ?? (count === null ? null : String(count));

/** A group holds what its members come to. */
function expectGroup(group: any, members: readonly Member[], years: readonly number[]) {
  expect(group.coverage).toEqual(coverageOfMembers(members));
  expect(Object.fromEntries(group.cells.map((cell: any) => [cell.code, asText(cell)]))).toEqual(
    Object.fromEntries(CODES.map((code) => [code, shown(members, years, code)])),
  );
  expect(group.measures).toEqual(measuresOfMembers(members));
  expect(group.indicators).toMatchObject(indicatorsOf(members));
  expect(group.indicators).toHaveLength(indicatorsOf(members).length);
  for (const { value, reason } of [...group.indicators, ...group.cells.map(withValue)])
    expect({ value, isSaid: reason !== null }).toEqual({ value, isSaid: value === null });
  expectReasons(group, { years, included: group.coverage.included });
}

const withValue = (cell: any) => ({ ...cell, value: asText(cell) });
/** Everything that is null is in the list of reasons, once, with the reason that the cell itself gives. */
function expectReasons(group: any, of: { years: readonly number[]; included: number }) {
  const listed = new Map<string, string>(
    group.reasons.flatMap(({ reason, codes }: any) => codes.map((code: string) => [code, reason])),
  );
  expect(group.reasons.flatMap(({ codes }: any) => codes)).toHaveLength(listed.size);
  for (const cell of group.cells.map(withValue))
    expect([cell.code, listed.get(cell.code) ?? null]).toEqual([cell.code, cell.reason]);
  for (const [code, value] of Object.entries(group.measures))
    expect([code, listed.has(`measures.${code}`)]).toEqual([code, value === null]);
  if (of.included === 0)
    expect(listed.get('requests.denied.subtotal.total')).toBe(
      '没有纳入的报告。 There is no report in the sum.',
    );
  const stock = listed.get('proactive.rules.inForce');
  if (stock && of.years.length > 1 && of.years.every((year) => year > 2020))
    expect(stock).toMatch(/^年末存量/);
}

/** A change is that of all reports, or of the agencies with a report in both years; it says which, and when they are not the same. */
function expectChange(change: any, selection: Selected, isOfSame: boolean) {
  const inYear = (year: number) => membersOfOrgans(ORGANS, { ...selection, years: [year] });
  const reporting = (year: number) =>
    new Set(inYear(year).flatMap(({ agency, report: own }) => (own ? [agency] : [])));
  const [before, after] = [reporting(selection.base), reporting(selection.year)];
  const same = [...before].filter((agency) => after.has(agency));
  const { sameAgencies, caution, coverage, baseCoverage, cells, difference } = change;
  expect(sameAgencies).toBe(same.length);
  expect(caution === null).toBe(before.size === same.length && after.size === same.length);
  expect([baseCoverage, coverage]).toEqual([
    { expected: inYear(selection.base).length, included: before.size },
    { expected: inYear(selection.year).length, included: after.size },
  ]);
  expect(difference.coverage.included).toBe(isOfSame ? same.length : after.size);
  const compared = (year: number, code: string) =>
    cellOf(code).aggregation === 'NONE'
      ? null
      : cellOfMembers(
          inYear(year).filter(({ agency }) => !isOfSame || same.includes(agency)),
          cellOf(code),
        );
  expect(cells.map(({ code, base, value }: any) => [code, base, value])).toEqual(
    CODES.map((code) => [code, compared(selection.base, code), compared(selection.year, code)]),
  );
  for (const [at, { absolute, reason }] of cells.entries()) {
    expect(reason === null).toBe(absolute !== null);
    expect({ ...withValue(difference.cells[at]) }).toMatchObject({ value: absolute, reason });
  }
}

/** The value that a group shows for a sort key. */
function valueShown(group: any, by: string): number | null {
  const [table, code] = by.split('.');
  if (table === 'measures') return group.measures[code];
  const text =
    table === 'indicators'
      ? group.indicators.find((value: any) => value.indicator.code === code)?.value
      : asText(group.cells.find((cell: any) => cell.code === by));
  return text === null || text === undefined ? null : Number(text);
}

/** Groups stand by the values they show; those without one come last and have no rank. */
function expectOrder({ edges }: any, { by, descending }: Selected) {
  const groups = edges.map(({ node }: any) => ({ key: node.key, value: valueShown(node, by) }));
  expect(edges.map(({ node }: any) => [node.key, node.sortValue])).toEqual(
    groups.map(({ key, value }: any) => [key, value]),
  );
  const valued = groups.filter(({ value }: any) => value !== null);
  const isBefore = (one: number, other: number) => (descending ? one > other : one < other);
  expect(edges.map(({ node }: any) => node.rank)).toEqual(
    groups.map(({ value }: any) =>
      value === null ? null : 1 + valued.filter((other: any) => isBefore(other.value, value)).length,
    ),
  );
  expect(groups).toEqual(
    groups.toSorted((one: any, other: any) => {
      if (one.value === other.value) return one.key < other.key ? -1 : 1;
      if (one.value === null || other.value === null) return one.value === null ? 1 : -1;
      return isBefore(one.value, other.value) ? -1 : 1;
    }),
  );
}

function expectAnswer(rollup: any, selection: Selected) {
  const years = [...new Set(selection.years)].sort();
  const members = membersOfOrgans(ORGANS, selection);
  expect(rollup.years).toEqual(years);
  expectGroup(rollup.total, members, years);
  const { missing } = rollup.coverage;
  const absent = members.filter(({ report: own }) => !own);
  expect(missing.totalCount).toBe(absent.length);
  expect(missing.edges.map(({ node }: any) => `${node.year} ${node.agency.code}`)).toEqual(
    absent.map(({ year, agency }) => `${year} agency-${agency}`).sort(),
  );
  expect(rollup.total.withSentences).toMatchObject(rollup.total.indicators);
  expect(rollup.byYear.map(({ key }: any) => key)).toEqual(years.map(String));
  for (const group of rollup.byYear)
    expectGroup(
      group,
      members.filter(({ year }) => String(year) === group.key),
      [Number(group.key)],
    );
  expectOrder(rollup.byAgency, selection);
  expectOrder(rollup.byChild, selection);
  expectChange(rollup.all, selection, false);
  expectChange(rollup.same, selection, true);
  const nodes = (name: string) => rollup[name].edges.map(({ node }: any) => node);
  const above = selection.place === null ? '' : PLACES[selection.place];
  const keys: [any[], (member: Member) => string][] = [
    [nodes('byAgency'), ({ agency }) => String(agency + 1)],
    [
      nodes('byChild'),
      ({ organ: { place } }) =>
        PLACES[place].slice(above.length).split('/')[0] || codeOfPlace(selection.place as number),
    ],
    [
      rollup.byLevel,
      ({ organ: { place } }) => ['PROVINCE', 'PREFECTURE', 'COUNTY', 'PREFECTURE', 'TOWNSHIP'][place],
    ],
  ];
  for (const [groups, keyOf] of keys) {
    expect(groups.map(({ key }) => key).sort()).toEqual([...new Set(members.map(keyOf))].sort());
    for (const group of groups)
      expectGroup(
        group,
        members.filter((member) => keyOf(member) === group.key),
        years,
      );
  }
}

test('sums over a selection are those of the set it names, from what is kept, from the reports, and computed by hand', async () => {
  await fc.assert(
    fc.asyncProperty(selected, async (selection) => {
      const kept = await ask(selection, null);
      expectAnswer(kept, selection);
      const set = <T extends string | number>(values: readonly T[]) => [...new Set(values)].sort();
      const plain = {
        ...selection,
        years: set(selection.years),
        kinds: selection.kinds && set(selection.kinds),
        agencies: selection.agencies && set(selection.agencies),
      };
      expect(await ask(plain, LATER, [...CODES, ...CODES])).toEqual(kept);
    }),
    { numRuns: 20, seed: 19, endOnFailure: true },
  );
  expect((await verifySums(hub.database)).faults).toEqual([]);
}, 180_000);

test('what is missing of a year that is not over is awaited, not overdue', async () => {
  const ask = async (year: number, asOf: string | null) =>
    (
      await hub.ask(
        'query ($year: Int!, $asOf: DateTime) { rollup(years: [$year], asOf: $asOf) { coverage { included dueOn isDue missing(first: 1) { edges { node { dueOn } } } } } }',
        { year, asOf },
      )
    ).rollup.coverage;
  const missing = (dueOn: string) => ({ edges: [{ node: { dueOn } }] });
  expect(await ask(2099, null)).toEqual({
    included: 0,
    dueOn: '2100-01-31',
    isDue: false,
    missing: missing('2100-01-31'),
  });
  // The last day ends at midnight in Beijing.
  for (const [asOf, isDue] of [
    ['2024-01-31T15:59:59Z', false],
    ['2024-01-31T16:00:00Z', true],
  ] as const)
    expect([asOf, await ask(2023, asOf)]).toMatchObject([asOf, { dueOn: '2024-01-31', isDue }]);
});

test('who may see only sums of unpublished work compares all reports, not those of the same agencies', async () => {
  const analyst = {
    ...EVERYBODY,
    grants: [{ role: Role.ANALYST, agencyKey: null, path: '', viewPath: null }],
  };
  const ask = (over: string) =>
    hub.ask(
      `{ rollup(years: [2023], basis: FILED) { change(year: 2023, base: 2022, over: ${over}) { sameAgencies } } }`,
      {},
      analyst,
    );
  expect((await ask('ALL_REPORTS')).rollup.change.sameAgencies).toBeNull();
  await expect(ask('SAME_AGENCIES')).rejects.toThrow(/compares ALL_REPORTS/);
});
