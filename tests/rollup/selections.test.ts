import fc from 'fast-check';
import { verifySums } from '../../src/rollup/materialized/verifySums';
import { Role } from '../../src/shared/request/permissions';
import { CODES, expectRollup, type Selected } from '../support/expectedRollup';
import {
  codeOfPlace,
  INDICATORS,
  KINDS,
  LEVELS,
  type Organ,
  type OrganReport,
  PLACES,
  storeOrgans,
} from '../support/organs';
import { createTestHub, EVERYBODY, type TestHub } from '../support/testHub';

const YEARS = [2020, 2021, 2022, 2023];
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
  cells(codes: $codes) { code value state reasonZh } measures { disclosureRate carryOverRatio } indicators { indicator { code } value reasonZh year qualifier reports } reasons { state reasonZh codes }`;
const QUESTION = `query ($years: [Int!]!, $filter: RollUpFilterInput, $asOf: DateTime, $codes: [ID!]!, $orderBy: GroupOrderInput, $year: Int!, $base: Int!) {
  rollup(years: $years, filter: $filter, asOf: $asOf) {
    years coverage { expected missing(first: 100) { totalCount edges { node { year agency { code } } } } } total { key ${HELD} withSentences: indicators { indicator { code } value reasonZh year qualifier reports sentences { text } } }
    byYear: groups(by: [YEAR]) { edges { node { key ${HELD} } } } byLevel: groups(by: [LEVEL]) { edges { node { key ${HELD} } } }
    byChild: groups(by: [CHILD], first: 100, orderBy: $orderBy) { totalCount edges { node { key rank sortValue ${HELD} } } }
    byAgency: groups(by: [AGENCY], first: 100, orderBy: $orderBy) { totalCount edges { node { key rank sortValue ${HELD} } } }
    all: change(year: $year, base: $base) { ...C } same: change(year: $year, base: $base, over: SAME_AGENCIES) { ...C }
  } }
  fragment C on RollUpChange { year base sameAgencies cautionZh coverage { expected included } baseCoverage { expected included }
    values(codes: ["indicators.summed", "indicators.latest", "indicators.single", "measures.disclosureRate"]) { code base baseQualifier value qualifier difference changeQualifier reasonZh }
    cells(codes: $codes) { code base value absolute state reasonZh } difference { coverage { included } reasons { state reasonZh codes } cells(codes: $codes) { code value state reasonZh } } }`;

/** Selections as clients may write them: values in any order, some of them again and again; places and agencies that hold each other, or not. */
const selected: fc.Arbitrary<Selected> = fc.record({
  years: fc.array(fc.constantFrom(...YEARS), { minLength: 1, maxLength: 6 }),
  kinds: fc.option(fc.array(fc.constantFrom(...KINDS), { minLength: 1, maxLength: 5 })),
  levels: fc.option(fc.array(fc.constantFrom(...LEVELS), { minLength: 1, maxLength: 5 }), { freq: 1 }),
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
  { years, kinds, levels, agencies, place, by, descending, year, base }: Selected,
  asOf: string | null,
  codes: readonly string[] = CODES,
) =>
  (
    await hub.ask(QUESTION, {
      years,
      filter: {
        kinds,
        levels,
        agencies: agencies?.map((at) => `agency-${at}`),
        jurisdiction: place === null ? null : codeOfPlace(place),
      },
      asOf,
      codes,
      orderBy: { field: by, direction: descending ? 'DESC' : 'ASC' },
      year,
      base,
    })
  ).rollup;

test('the roll-up of any selection equals the sums computed by loops, from kept sums and from reports', async () => {
  await fc.assert(
    fc.asyncProperty(selected, async (selection) => {
      const materialized = await ask(selection, null);
      expectRollup(ORGANS, materialized, selection);
      const set = <T extends string | number>(values: readonly T[]) => [...new Set(values)].sort();
      const plain = {
        ...selection,
        years: set(selection.years),
        kinds: selection.kinds && set(selection.kinds),
        levels: selection.levels && set(selection.levels),
        agencies: selection.agencies && set(selection.agencies),
      };
      expect(await ask(plain, LATER, [...CODES, ...CODES])).toEqual(materialized);
    }),
    { numRuns: 20, seed: 19, endOnFailure: true },
  );
  expect((await verifySums(hub.database)).faults).toEqual([]);
});

test('reports missing of a year that is not over are not overdue', async () => {
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

test('an analyst compares all reports of a preview, not those of the same agencies', async () => {
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
