import fc from 'fast-check';
import { CELLS, cellOf } from '../src/form/cells';
import { verifySums } from '../src/rollup/verifySums';
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
} from './support/organs';
import { createTestHub, type TestHub } from './support/testHub';

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
  cells(codes: $codes) { code count amount } measures { disclosureRate carryOverRatio } indicators { indicator { code } value qualifier reports }`;
const QUESTION = `query ($years: [Int!]!, $select: RollUpSelection, $asOf: DateTime, $codes: [ID!]!, $orderBy: GroupOrder, $year: Int!, $base: Int!) {
  rollup(years: $years, select: $select, asOf: $asOf) {
    years coverage { expected missing(first: 100) { totalCount edges { cursor node { year agency { code } } } } } total { key ${HELD} withSentences: indicators { indicator { code } value qualifier reports sentences { text } } }
    byYear { key ${HELD} } byLevel { key ${HELD} }
    byChild(first: 100, orderBy: $orderBy) { totalCount edges { cursor node { key rank sortValue ${HELD} } } }
    byAgency(first: 100, orderBy: $orderBy) { totalCount edges { cursor node { key rank sortValue ${HELD} } } }
    change(year: $year, base: $base) { cells(codes: $codes) { code base value absolute } }
  } }`;

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
      expect(await ask(selection, LATER)).toEqual(kept);
      const set = <T extends string | number>(values: readonly T[]) => [...new Set(values)].sort();
      const plain = {
        ...selection,
        years: set(selection.years),
        kinds: selection.kinds && set(selection.kinds),
        agencies: selection.agencies && set(selection.agencies),
      };
      expect(await ask(plain, null)).toEqual(kept);
      expect(await ask(plain, LATER, [...CODES, ...CODES])).toEqual(kept);
    }),
    { numRuns: 24, seed: 19, endOnFailure: true },
  );
  expect((await verifySums(hub.database)).faults).toEqual([]);
});
