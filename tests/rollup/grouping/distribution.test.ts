import fc from 'fast-check';
import { beyondFences, type Spread, spreadOf } from '../../../src/rollup/grouping/distribution';
import { codeOfPlace, KINDS, type Organ, PLACES, storeOrgans } from '../../support/organs';
import { saveOwnMeasures } from '../../support/ownMeasures';
import { createTestHub, type TestHub } from '../../support/testHub';

const YEARS = [2021, 2022, 2023];
const CODES = ['requests.received.total', 'requests.granted.total', 'requests.concluded.total'];
/** Figures of which some are alike, some far from the others, and some blank. */
const count = fc.option(fc.oneof(fc.nat(5), fc.nat(5), fc.nat(40), fc.nat(100_000)), { freq: 5 });
const decimal = fc.nat(5_000_000).map((value) => value / 10_000);
const organ: fc.Arbitrary<Organ> = fc.record({
  kind: fc.constantFrom(...KINDS),
  place: fc.nat(PLACES.length - 1),
  endYear: fc.constant(null),
  reports: fc
    .tuple(...YEARS.map(() => fc.tuple(count, count, count, fc.option(decimal, { freq: 4 }))))
    .map((reports) =>
      Object.fromEntries(
        reports.map(([received, granted, concluded, stated], at) => [
          YEARS[at],
          {
            edition: 2021 as const,
            values: { [CODES[0]]: received, [CODES[1]]: granted, [CODES[2]]: concluded },
            consolidated: false,
            errors: 0,
            indicators: stated === null ? {} : { summed: { value: stated, qualifier: 'EXACT' } },
          },
        ]),
      ),
    ),
});

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub();
  await storeOrgans(hub, fc.sample(organ, { numRuns: 24, seed: 83 }));
  await saveOwnMeasures(hub);
});
afterAll(() => hub.drop());

const SPREAD =
  'count minimum lowerQuartile median upperQuartile maximum mean standardDeviation lowerWhisker upperWhisker lowOutliers highOutliers bins { from to count }';
const ROW = 'rank keys { dimension code } values { value share difference growth } coverage { included }';
const HEADER =
  'query ($years: [Int!]!, $place: ID, $asOf: DateTime, $by: [GroupDimension!]!, $value: ID!, $figure: GroupFigure!, $having: [GroupConditionInput!], $bins: Int!)';
const QUESTION = `${HEADER} {
  rollup(years: $years, filter: { jurisdiction: $place }, asOf: $asOf) {
    distribution(value: $value, by: $by, figure: $figure, having: $having, bins: $bins) { ${SPREAD} blank interquartileRange unitEn outliers(first: 100) { ${ROW} } two: outliers(first: 2) { rank } }
    rows(by: $by, values: [$value], having: $having, orderBy: { field: $value, figure: $figure }, first: 1000) { totalCount nodes { ${ROW} } } } }`;

interface Row {
  readonly rank: number | null;
  readonly keys: readonly { readonly code: string }[];
  readonly values: readonly Readonly<Record<string, number | string | null>>[];
}
type Distribution = Spread & {
  readonly blank: number;
  readonly outliers: readonly Row[];
  readonly two: readonly object[];
};

/** Rounds what two ways of adding agree on. */
const rounded = (figures: object) =>
  JSON.parse(
    JSON.stringify(figures, (_, value) => (typeof value === 'number' ? Number(value.toPrecision(9)) : value)),
  );

const questions = fc
  .record({
    by: fc.constantFrom<string[]>(
      ['AGENCY'],
      ['AGENCY'],
      ['AGENCY', 'YEAR'],
      ['YEAR', 'AGENCY', 'KIND'],
      ['CHILD', 'YEAR'],
      ['KIND', 'LEVEL', 'YEAR'],
    ),
    years: fc.uniqueArray(fc.constantFrom(...YEARS), { minLength: 1 }),
    place: fc.option(fc.constantFrom(...PLACES.keys()).map(codeOfPlace), { freq: 1 }),
    value: fc.constantFrom(
      CODES[0],
      'measures.disclosureRate',
      'indicators.summed',
      'measures.ticketsPerRequest',
      'measures.linear',
    ),
    figure: fc.constantFrom('VALUE', 'VALUE', 'SHARE', 'DIFFERENCE', 'GROWTH'),
    having: fc.constantFrom(null, null, [{ value: CODES[1], min: 1, max: 90 }]),
    bins: fc.constantFrom(2, 5, 10, 33, 100),
  })
  .map((question) => {
    const isOfYear = question.by.includes('YEAR') || question.years.length === 1;
    const isOnlyByYear = question.by.every((dimension) => dimension === 'YEAR');
    const isFormed = question.figure === 'SHARE' ? !isOnlyByYear : isOfYear;
    return isFormed ? question : { ...question, figure: 'VALUE' };
  });

test('a distribution is that of the rows: of agencies in PostgreSQL, of anything else in memory, now and as of an instant', async () => {
  let [outliers, blanks] = [0, 0];
  await fc.assert(
    fc.asyncProperty(questions, fc.constantFrom(null, '2100-01-01T00:00:00Z'), async (question, asOf) => {
      const { rollup } = await hub.ask(QUESTION, { ...question, asOf });
      const {
        distribution,
        rows,
      }: { distribution: Distribution; rows: { nodes: Row[]; totalCount: number } } = rollup;
      const figureOf = ({ values: [value] }: Row) => value[question.figure.toLowerCase()];
      const figures = rows.nodes.flatMap((row) => {
        const figure = figureOf(row);
        return figure === null ? [] : Number(figure);
      });
      const { blank, outliers: found, two, ...spread } = distribution;
      const expected = spreadOf(figures, question.bins);
      expect({ question, ...rounded(spread) }).toMatchObject({ question, ...rounded(expected) });
      expect(blank).toBe(rows.totalCount - figures.length);
      // Rows come by rank, the largest figure first; those as far out come by their keys.
      const beyond = (row: Row) => {
        const figure = figureOf(row);
        return figure === null ? 0 : Number(beyondFences(Number(figure), expected).toPrecision(9));
      };
      expect(found.map(beyond)).toEqual(found.map(beyond).toSorted((one, other) => other - one));
      const byKeys = (list: readonly Row[]) =>
        list.toSorted((one, other) => (JSON.stringify(one.keys) < JSON.stringify(other.keys) ? -1 : 1));
      expect({ question, rows: byKeys(found) }).toEqual({
        question,
        rows: byKeys(rows.nodes.filter((row) => beyond(row) > 0)),
      });
      expect(two).toEqual(found.slice(0, 2).map(({ rank }) => ({ rank })));
      outliers += found.length;
      blanks += blank;
    }),
    { numRuns: 40, seed: 83 },
  );
  expect([outliers > 50, blanks > 50]).toEqual([true, true]);
});

const figures = fc.array(
  fc.oneof(
    fc.integer({ min: -20, max: 20 }),
    fc.integer({ min: -1_000_000, max: 1_000_000 }),
    fc.integer({ min: -5_000, max: 5_000 }).map((value) => value / 100),
    fc.double({ min: -1e12, max: 1e12, noNaN: true }),
  ),
  { maxLength: 40 },
);

test('quartiles are ordered and say how much lies below them; outliers are what lies beyond the fences', () => {
  fc.assert(
    fc.property(figures, (list) => {
      const spread = spreadOf(list, 10);
      const { minimum, lowerQuartile, median, upperQuartile, maximum, lowerWhisker, upperWhisker } = spread;
      if (list.length === 0) {
        expect(spread).toMatchObject({ count: 0, minimum: null, median: null, mean: null, bins: [] });
        return;
      }
      const order = [minimum, lowerQuartile, median, upperQuartile, maximum] as number[];
      expect(order).toEqual(order.toSorted((one, other) => one - other));
      for (const [at, share] of [0, 0.25, 0.5, 0.75, 1].entries()) {
        const below = (holds: (value: number) => boolean) => list.filter(holds).length;
        expect(below((value) => value < order[at])).toBeLessThanOrEqual(share * (list.length - 1) + 1);
        expect(below((value) => value > order[at])).toBeLessThanOrEqual((1 - share) * (list.length - 1) + 1);
      }
      const [low, , high] = order.slice(1, 4);
      const fence = 1.5 * (high - low);
      const outliers = list.filter((value) => value < low - fence || value > high + fence);
      expect(spread.lowOutliers + spread.highOutliers).toBe(outliers.length);
      expect(list.filter((value) => beyondFences(value, spread) > 0)).toEqual(outliers);
      const inside = list.filter((value) => !outliers.includes(value));
      expect([lowerWhisker, upperWhisker]).toEqual([Math.min(...inside), Math.max(...inside)]);
    }),
    { numRuns: 100, seed: 85 },
  );
  expect(spreadOf([1, 2, 3, 4], 10)).toMatchObject({ lowerQuartile: 1.75, median: 2.5, upperQuartile: 3.25 });
});

test('bins are as wide as each other, hold every figure once, and their edges are round', () => {
  fc.assert(
    fc.property(figures, fc.integer({ min: 2, max: 100 }), (list, most) => {
      const { bins, minimum, maximum } = spreadOf(list, most);
      expect(bins.length).toBeLessThanOrEqual(most);
      expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(list.length);
      const isIn = (value: number, at: number) =>
        value >= bins[at].from && (at === bins.length - 1 ? value <= bins[at].to : value < bins[at].to);
      expect(bins.map(({ count }) => count)).toEqual(
        bins.map((_, at) => list.filter((value) => isIn(value, at)).length),
      );
      expect(bins.slice(1).map(({ from }) => from)).toEqual(bins.slice(0, -1).map(({ to }) => to));
      if (list.every(Number.isInteger))
        expect(bins.flatMap(({ from, to }) => [from, to]).every(Number.isInteger)).toBe(true);
      if (minimum !== maximum)
        expect(
          bins.every(({ from, to }) =>
            ['1', '2', '5'].includes(String(Number((to - from).toExponential(6).split('e')[0]))),
          ),
        ).toBe(true);
    }),
    { numRuns: 150, seed: 84 },
  );
  const edges = (list: number[], most: number) => spreadOf(list, most).bins.map(({ from }) => from);
  expect(edges([3, 17, 42, 99], 5)).toEqual([0, 20, 40, 60, 80]);
  expect(edges([0, 1, 3], 10)).toEqual([0, 1, 2]);
  expect(edges([0.12, 0.48], 10)).toEqual([0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45]);
  expect(spreadOf([7, 7], 10).bins).toEqual([{ from: 7, to: 7, count: 2 }]);
});

test('where no group has a value there is nothing but how many they are', async () => {
  const { rollup } = await hub.ask(
    `{ rollup(years: [2023]) { distribution(value: "requests.denied.stateSecret.total") { ${SPREAD} blank code labelEn unitEn figure outliers { rank } } } }`,
  );
  expect(rollup.distribution).toEqual({
    ...spreadOf([], 10),
    blank: 24,
    code: 'requests.denied.stateSecret.total',
    labelEn: expect.any(String),
    unitEn: 'items',
    figure: 'VALUE',
    outliers: [],
  });
});

test('what cannot be is refused by the argument that is wrong', async () => {
  const ask = (years: string, args: string, inner = 'count') =>
    hub.ask(`{ rollup(years: ${years}) { distribution(${args}) { ${inner} } } }`);
  await expect(ask('[2023]', 'value: "requests.recieved.total"')).rejects.toThrow(/requests.received.total/);
  await expect(ask('[2023]', 'value: "keys"')).rejects.toThrow(/no such value/);
  for (const bins of [0, 1, 101])
    await expect(ask('[2023]', `value: "${CODES[0]}", bins: ${bins}`)).rejects.toThrow(/between 2 and 100/);
  for (const first of [0, 101])
    await expect(
      ask('[2023]', `value: "${CODES[0]}"`, `count outliers(first: ${first}) { rank }`),
    ).rejects.toThrow(/first must be between 1 and 100/);
  await expect(ask('[2022, 2023]', `by: [AGENCY], value: "${CODES[0]}", figure: GROWTH`)).rejects.toThrow(
    /year before/,
  );
  await expect(ask('[2023]', `value: "${CODES[0]}", by: [AGENCY, AGENCY]`)).rejects.toThrow(/1 to 3/);
});

test.each([
  [['AGENCY'], 'count median bins { count }', 1],
  [
    ['AGENCY', 'YEAR'],
    'count outliers { keys { labelZh } values { value growth } coverage { included } }',
    1,
  ],
  [['AGENCY', 'YEAR'], 'count outliers { values { share } }', 2],
  [['KIND', 'LEVEL', 'YEAR'], 'count outliers { keys { labelZh } values { value } }', 1],
])('a distribution by %p costs a fixed number of statements: %s', async (by, inner, statements) => {
  for (const years of [[2023], YEARS]) {
    const { rollup } = await hub.ask(
      `query ($by: [GroupDimension!]!, $years: [Int!]!) { rollup(years: $years) { distribution(value: "${CODES[0]}", by: $by) { highOutliers ${inner} } } }`,
      { by, years },
    );
    expect(rollup.distribution.highOutliers).toBeGreaterThan(0);
    expect([years, hub.statements.length]).toEqual([years, statements]);
  }
});
