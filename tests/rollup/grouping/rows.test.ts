import fc from 'fast-check';
import { CELLS } from '../../../src/form/cells';
import { CODES } from '../../support/expectedRollup';
import { expectedRows, type RowQuestion } from '../../support/expectedRows';
import {
  codeOfPlace,
  INDICATORS,
  KINDS,
  LEVELS,
  type Organ,
  type OrganReport,
  PLACES,
  storeOrgans,
} from '../../support/organs';
import { OWN_MEASURES, saveOwnMeasures } from '../../support/ownMeasures';
import { createTestHub, type TestHub } from '../../support/testHub';

const YEARS = [2020, 2021, 2022, 2023];
const STORED = CELLS.map(({ code }) => code).filter(
  (code) =>
    CODES.includes(code) ||
    /^requests\.(received|concluded|granted|partlyGranted|carriedOut|denied\.stateSecret|otherHandling.*)\./.test(
      code,
    ),
);
const report: fc.Arbitrary<OrganReport> = fc.record({
  edition: fc.constantFrom(2019 as const, 2021 as const, 2021 as const),
  values: fc.record(Object.fromEntries(STORED.map((code) => [code, fc.option(fc.nat(4), { freq: 4 })]))),
  consolidated: fc.nat(9).map((number) => number === 0),
  errors: fc.nat(1),
  indicators: fc
    .tuple(...Object.keys(INDICATORS).map(() => fc.option(fc.nat(9))))
    .map((values) =>
      Object.fromEntries(
        Object.keys(INDICATORS).flatMap((code, at) =>
          values[at] === null ? [] : [[code, { value: values[at], qualifier: 'EXACT' }]],
        ),
      ),
    ),
});
const organ: fc.Arbitrary<Organ> = fc.record({
  kind: fc.constantFrom(...KINDS),
  place: fc.nat(PLACES.length - 1),
  endYear: fc.option(fc.constantFrom(2022, 2023), { freq: 2 }),
  reports: fc
    .tuple(...YEARS.map(() => fc.option(report, { freq: 4 })))
    .map((reports) =>
      Object.fromEntries(reports.flatMap((own, at) => (own ? [[YEARS[at], own] as const] : []))),
    ),
});
const ORGANS = fc.sample(organ, { numRuns: 14, seed: 20_261_129 });

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub();
  await storeOrgans(hub, ORGANS);
  await saveOwnMeasures(hub);
});
afterAll(() => hub.drop());

const MEMBERS = ['AGENCY', 'CHILD', 'YEAR', 'LEVEL', 'KIND'];
const TABLE = ['APPLICANT', 'OUTCOME'];
const FIGURES = ['VALUE', 'SHARE', 'DIFFERENCE', 'GROWTH'];
/** The values of groups by some dimensions, each kind of them. */
function codesBy(by: readonly string[]): string[] {
  if (by.includes('OUTCOME'))
    return by.includes('APPLICANT') ? ['requests'] : ['requests.total', 'requests.naturalPerson'];
  if (by.includes('APPLICANT')) return ['requests.received', 'requests.granted', 'measures.denied'];
  return [
    'requests.received.total',
    'proactive.fees.amount',
    'proactive.rules.inForce',
    'proactive.rules.issued',
    'proactive.licences.decisions',
    'measures.disclosureRate',
    ...Object.keys(OWN_MEASURES).map((code) => `measures.${code}`),
    'indicators.summed',
    'indicators.latest',
    'indicators.single',
  ];
}

const questions: fc.Arbitrary<RowQuestion> = fc
  .record({
    by: fc
      .uniqueArray(fc.constantFrom(...MEMBERS, ...MEMBERS, ...TABLE), { minLength: 1, maxLength: 3 })
      .filter((by) => by.length > 0),
    years: fc.uniqueArray(fc.constantFrom(...YEARS), { minLength: 1, maxLength: 4 }),
    kinds: fc.option(fc.uniqueArray(fc.constantFrom(...KINDS), { minLength: 1 }), { freq: 1 }),
    levels: fc.option(fc.uniqueArray(fc.constantFrom(...LEVELS), { minLength: 1 }), { freq: 1 }),
    agencies: fc.option(fc.uniqueArray(fc.nat(ORGANS.length - 1), { minLength: 1 }), { freq: 1 }),
    place: fc.option(fc.nat(PLACES.length - 1)),
  })
  .chain((selection) => {
    const codes = codesBy(selection.by);
    const isOfYear = selection.by.includes('YEAR') || selection.years.length === 1;
    const isOnlyByYear = selection.by.every((dimension) => dimension === 'YEAR');
    const figure = fc.constantFrom(
      ...FIGURES.filter((one) => (one === 'SHARE' ? !isOnlyByYear : one === 'VALUE' || isOfYear)),
    );
    return fc.record({
      by: fc.constant(selection.by),
      years: fc.constant(selection.years),
      kinds: fc.constant(selection.kinds),
      levels: fc.constant(selection.levels),
      agencies: fc.constant(selection.agencies),
      place: fc.constant(selection.place),
      values: fc.constant(codes),
      order: fc.option(fc.record({ field: fc.constantFrom(...codes), figure, isDescending: fc.boolean() })),
      having: fc.option(
        fc
          .record({
            value: fc.constantFrom(...codes),
            figure,
            min: fc.option(fc.integer({ min: -1, max: 3 })),
            max: fc.option(fc.integer({ min: 0, max: 9 })),
          })
          .filter(({ min, max }) => (min === null ? max !== null : max === null || min <= max)),
      ),
    });
  });

interface Row {
  readonly rank: number | null;
  readonly keys: readonly { readonly dimension: string; readonly code: string }[];
  readonly coverage: { readonly expected: number; readonly included: number };
  readonly values: readonly Record<string, number | null>[];
}
interface Page {
  readonly totalCount: number;
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const ROWS = `query ($years: [Int!]!, $filter: RollUpFilterInput, $asOf: DateTime, $by: [GroupDimension!]!, $values: [ID!]!, $having: [GroupConditionInput!], $orderBy: GroupOrderInput, $first: Int!, $after: String) {
  rollup(years: $years, filter: $filter, asOf: $asOf) { rows(by: $by, values: $values, having: $having, orderBy: $orderBy, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { rank keys { dimension code } coverage { expected included } values { value share base difference growth } } } } }`;

/** As of this instant everything is the same, but not from what is materialized. */
const LATER = '2100-01-01T00:00:00Z';

async function ask(
  question: RowQuestion,
  asOf: string | null,
  first = 1000,
  after: string | null = null,
): Promise<Page> {
  const { by, years, kinds, levels, agencies, place, values, order, having } = question;
  const { rollup } = await hub.ask(ROWS, {
    by,
    years,
    filter: {
      kinds,
      levels,
      agencies: agencies?.map((at) => `agency-${at}`),
      jurisdiction: place === null ? null : codeOfPlace(place),
    },
    asOf,
    values,
    orderBy: order && {
      field: order.field,
      figure: order.figure,
      direction: order.isDescending ? 'DESC' : 'ASC',
    },
    having: having && [having],
    first,
    after,
  });
  return rollup.rows;
}

/** Rounds what two ways of dividing agree on. */
const rounded = (figures: object) =>
  Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [
      name,
      value === null ? null : Number(Number(value).toPrecision(9)),
    ]),
  );
const shownRows = ({ nodes }: Page) =>
  nodes.map(({ rank, keys, coverage, values }) => ({
    codes: keys.map(({ code }) => code),
    rank,
    ...coverage,
    values: values.map(rounded),
  }));

const BASE = { kinds: null, levels: null, agencies: null, place: null, order: null, having: null };

test('rows of any dimensions equal loops over the reports: order, ranks, shares, changes and conditions', async () => {
  await fc.assert(
    fc.asyncProperty(questions, async (question) => {
      const expected = expectedRows(ORGANS, question).map((row) => ({
        ...row,
        values: row.values.map(rounded),
      }));
      for (const asOf of [null, LATER]) {
        const page = await ask(question, asOf);
        expect([question, asOf, page.totalCount]).toEqual([question, asOf, expected.length]);
        expect({ question, rows: shownRows(page) }).toEqual({ question, rows: expected.slice(0, 1000) });
      }
    }),
    { numRuns: 36, seed: 22 },
  );
});

test.each(Object.keys(OWN_MEASURES))('agencies by the measure %s are in the order of loops', async (code) => {
  const field = `measures.${code}`;
  for (const years of [[2023], [2021, 2022, 2023], [2020, 2021]])
    for (const figure of years.length === 1 ? FIGURES : FIGURES.slice(0, 2)) {
      const order = { field, figure, isDescending: true };
      const question = { ...BASE, by: ['AGENCY'], years, values: [field], order };
      const expected = expectedRows(ORGANS, question).map((row) => ({
        ...row,
        values: row.values.map(rounded),
      }));
      expect({ question, rows: shownRows(await ask(question, null)) }).toEqual({ question, rows: expected });
    }
});

/** A question with the formulas of measures of the district in place of their codes. */
function inFormulas(question: RowQuestion): RowQuestion {
  const formulaOf = (code: string) => {
    const measure = OWN_MEASURES[code.replace('measures.', '')];
    return measure ? `=${measure.formula}` : code;
  };
  const { values, order, having } = question;
  return {
    ...question,
    values: values.map(formulaOf),
    order: order && { ...order, field: formulaOf(order.field) },
    having: having && { ...having, value: formulaOf(having.value) },
  };
}

test('a formula in place of a code is answered as the measure saved with it: values, order, ranks, shares, changes and conditions', async () => {
  let formed = 0;
  await fc.assert(
    fc.asyncProperty(questions, async (question) => {
      const formulas = inFormulas(question);
      formed += formulas.values.filter((code) => code.startsWith('=')).length;
      expect(shownRows(await ask(formulas, null))).toEqual(shownRows(await ask(question, null)));
    }),
    { numRuns: 24, seed: 24 },
  );
  expect(formed).toBeGreaterThan(30);
});

test('pages of rows join, whatever they are sorted by', async () => {
  await fc.assert(
    fc.asyncProperty(questions, async (question) => {
      const complete = await ask(question, null);
      const size = Math.max(1, Math.ceil(complete.nodes.length / 3));
      const rows: Row[] = [];
      let after: string | null = null;
      do {
        const page: Page = await ask(question, null, size, after);
        rows.push(...page.nodes);
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after && rows.length < complete.nodes.length);
      expect({ question, rows: rows.slice(0, complete.nodes.length) }).toEqual({
        question,
        rows: complete.nodes,
      });
    }),
    { numRuns: 8, seed: 23 },
  );
});

test('groups of any dimensions add up to the total, for every cell that is added', async () => {
  const added = CELLS.filter(({ code, aggregation }) => STORED.includes(code) && aggregation === 'SUM').map(
    ({ code }) => code,
  );
  const values = added.slice(0, 50);
  const years = [2021, 2022, 2023];
  const { rollup } = await hub.ask(
    'query ($years: [Int!]!, $codes: [ID!]!) { rollup(years: $years) { total { values(codes: $codes) { value } } } }',
    { years, codes: values },
  );
  const total = rollup.total.values.map(({ value }: { value: string | number | null }) => value);
  for (const by of [['AGENCY'], ['CHILD', 'YEAR'], ['KIND', 'LEVEL', 'YEAR'], ['AGENCY', 'YEAR', 'KIND']]) {
    const { nodes } = await ask({ ...BASE, by, years, values }, null);
    const sums = values.map((_, at) => {
      const own = nodes.flatMap((row) => (row.values[at].value === null ? [] : Number(row.values[at].value)));
      return own.length === 0 ? null : own.reduce((sum, value) => sum + value, 0);
    });
    expect([by, sums]).toEqual([
      by,
      total.map((value: string | null) => (value === null ? null : Number(value))),
    ]);
  }
});

test('groups by a dimension and year are those of each year by itself', async () => {
  const years = [2021, 2022, 2023];
  for (const dimension of ['AGENCY', 'CHILD', 'LEVEL', 'KIND', 'OUTCOME']) {
    const values = codesBy([dimension]);
    const together = await ask({ ...BASE, by: ['YEAR', dimension], years, values }, null);
    const apart = await Promise.all(
      years.map((year) => ask({ ...BASE, by: [dimension], years: [year], values }, null)),
    );
    const own = (page: Page, year: number) =>
      page.nodes.map(({ keys, ...row }) => ({
        ...row,
        codes: [String(year), ...keys.map(({ code }) => code)],
      }));
    expect(
      together.nodes.map(({ keys, ...row }) => ({ ...row, codes: keys.map(({ code }) => code) })),
    ).toEqual(apart.flatMap((page, at) => own(page, years[at])));
  }
});

test.each([
  [['AGENCY', 'YEAR'], ['requests.received.total'], 3],
  [['AGENCY'], ['requests.received.total', 'indicators.summed'], 6],
  [['AGENCY'], ['measures.ticketsPerRequest', 'measures.mixed', 'measures.linear'], 6],
  [['CHILD', 'YEAR'], ['measures.linear', 'measures.denied'], 5],
  [['CHILD', 'YEAR'], ['requests.received.total'], 3],
  [['LEVEL', 'APPLICANT'], ['requests.received'], 3],
])('rows by %p cost a fixed number of statements', async (by, values, most) => {
  const counts = [];
  for (const first of [1, 2, 100]) {
    await ask({ ...BASE, by, years: [2023], values }, null, first);
    counts.push(hub.statements.length);
  }
  expect(new Set(counts).size).toBe(1);
  expect(counts[0]).toBeLessThanOrEqual(most);
});
