import fc from 'fast-check';
import { CELLS, cellOf } from '../../src/form/cells';
import { EQUATIONS } from '../../src/form/checks';
import {
  countOf,
  emptyFigures,
  type Figures,
  formatAmount,
  getFigure,
  parseAmount,
  setFigure,
} from '../../src/form/figures';
import { computeTotals } from '../../src/form/totals';
import { Qualifier } from '../../src/report/model/reportEnums';
import { combineQualifiers } from '../../src/rollup/grouping/indicatorSums';
import { type Answer, nodesOf } from '../support/answers';
import { createTestHub, type TestHub } from '../support/testHub';

fc.configureGlobal({ seed: 19 });

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub();
});
afterAll(() => hub.drop());

test('an empty hub answers with coverage 0 and nulls', async () => {
  const data = await hub.ask(
    '{ rollup(years: [2025]) { coverage { expected included } total { requests { received { total } } measures { disclosureRate } } byYear: groups(by: [YEAR]) { edges { node { year requests { received { total } } } } } } }',
  );
  expect(data.rollup).toEqual({
    coverage: { expected: 0, included: 0 },
    total: { requests: { received: { total: null } }, measures: { disclosureRate: null } },
    byYear: { edges: [{ node: { year: 2025, requests: { received: { total: null } } } }] },
  });
});

test('bounds of one side add to a bound, of both sides to an approximate value', () => {
  const { EXACT, AT_LEAST, AT_MOST, APPROXIMATE } = Qualifier;
  expect(
    [[], [EXACT], [EXACT, AT_LEAST], [AT_MOST], [AT_LEAST, AT_MOST], [EXACT, APPROXIMATE]].map(
      combineQualifiers,
    ),
  ).toEqual([EXACT, EXACT, AT_LEAST, AT_MOST, APPROXIMATE, APPROXIMATE]);
});

/** A random organ: its kind, its last year (exclusive) if it closes, and for each year its cells or no report. */
interface Organ {
  kind: string;
  place: number;
  endYear: number | null;
  reports: ({ edition: 2019 | 2021; values: (number | null)[]; consolidated: boolean } | null)[];
}

const YEARS = [2020, 2021, 2022];
const organ: fc.Arbitrary<Organ> = fc.record({
  kind: fc.constantFrom('DEPARTMENT', 'TOWNSHIP_OR_STREET', 'GOVERNMENT'),
  place: fc.nat(3),
  endYear: fc.option(fc.constantFrom(2021, 2022)),
  reports: fc.tuple(
    ...YEARS.map(() =>
      fc.option(
        fc.record({
          edition: fc.constantFrom(2019 as const, 2021 as const),
          values: fc.array(fc.option(fc.nat(999_999_999), { freq: 4 }), {
            minLength: CELLS.length,
            maxLength: CELLS.length,
          }),
          consolidated: fc.boolean(),
        }),
      ),
    ),
  ),
});

const PLACES = ['920000/', '920000/920100/', '920000/920100/920101/', '920000/920200/'];

async function store(organs: Organ[]) {
  const { database } = hub;
  await database.query(
    'truncate jurisdiction, agency, agency_version, report, report_revision restart identity cascade',
  );
  for (const [at, path] of PLACES.entries()) {
    const code = path.split('/').at(-2);
    await database.query(
      `insert into jurisdiction (code, name, level, parent_id, path) values ($1, '地', $2, (select id from jurisdiction where path = $3), $4)`,
      [code, ['PROVINCE', 'PREFECTURE', 'COUNTY', 'PREFECTURE'][at], path.slice(0, -7), path],
    );
  }
  for (const [at, { kind, place, endYear, reports }] of organs.entries()) {
    await database.query('insert into agency (code) values ($1)', [`agency-${at}`]);
    await database.query(
      `insert into agency_version (agency_id, name, kind, jurisdiction_id, valid_from, valid_to) values ($1, '机关', $2, $3, '2010-05-01', $4)`,
      [at + 1, kind, place + 1, endYear && `${endYear}-07-01`],
    );
    for (const [index, report] of reports.entries()) {
      if (!report) continue;
      const figures = figuresOf(report);
      const scope = report.consolidated ? 'CONSOLIDATED' : 'OWN';
      const [{ id }] = await database.query(
        `insert into report (agency_id, year, scope, state, latest_revision) values ($1, $2, $3, 'PUBLISHED', 1) returning id`,
        [at + 1, YEARS[index], scope],
      );
      await database.query(
        `insert into report_revision (report_id, agency_id, year, scope, number, origin, proactive_edition, requests_edition, disputes_edition, counts, fees_amount, procurement_amount, saved_sections, error_count, warning_count, published_at)
         values ($1, $2, $3, $4, 1, 'RECORDED', $5, $5, $5, $6, $7, $8, '{}', 0, 0, now())`,
        [
          id,
          at + 1,
          YEARS[index],
          scope,
          report.edition,
          figures.counts,
          figures.amounts[0],
          figures.amounts[1],
        ],
      );
    }
  }
}

function figuresOf(report: { edition: 2019 | 2021; values: (number | null)[] }): Figures {
  const figures = emptyFigures();
  CELLS.forEach((cell, at) => {
    if (cell.editions.includes(report.edition)) setFigure(figures, cell, report.values[at]);
  });
  return figures;
}

/** The independent sum: loops over organs and years, knows nothing of SQL. */
function plainSum(organs: Organ[], years: number[], path: string) {
  let [expected, included] = [0, 0];
  const sums = new Map<string, bigint>();
  for (const { kind, place, endYear, reports } of organs) {
    if (!PLACES[place].startsWith(path)) continue;
    for (const year of years) {
      const report = reports[YEARS.indexOf(year)];
      const own = report && !report.consolidated ? report : null;
      // A report counts for its year, whatever became of the organ; without one it is expected of those there at the year's end.
      const isExpected = kind !== 'GOVERNMENT' && (endYear === null || year < endYear);
      if (!own && !isExpected) continue;
      expected += 1;
      if (!own) continue;
      included += 1;
      const figures = figuresOf(own);
      for (const cell of CELLS) {
        const value = getFigure(figures, cell);
        if (value !== null) sums.set(cell.code, (sums.get(cell.code) ?? 0n) + parseAmount(String(value)));
      }
    }
  }
  const mixed = years.includes(2020) && years.length > 1;
  const cells = Object.fromEntries(
    CELLS.map((cell) => {
      const hidden =
        cell.aggregation === 'NONE' ||
        (cell.aggregation === 'STOCK' && years.length > 1) ||
        (mixed && cell.editions.length === 1);
      const sum = sums.get(cell.code);
      return [cell.code, hidden || sum === undefined ? null : formatAmount(sum)];
    }),
  );
  return { expected, included, cells };
}

const CODES = CELLS.map((cell) => cell.code);
const CELL_VALUES = 'cells(codes: $codes) { code value }';
const asMap = (cells: { code: string; value: number | string | null }[]) =>
  Object.fromEntries(cells.map(({ code, value }) => [code, value === null ? null : String(value)]));

test('sums equal an independent plain sum: blanks, closed agencies, consolidated reports, both editions', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(organ, { maxLength: 7 }),
      fc.constantFrom<number[]>([2020], [2021], [2021, 2022], [2020, 2021, 2022]),
      fc.constantFrom(...PLACES),
      async (organs, years, path) => {
        await store(organs);
        const jurisdiction = path.split('/').at(-2);
        const groups = (name: string, dimension: string) =>
          `${name}: groups(by: [${dimension}], first: 100) { edges { node { coverage { expected included } } } }`;
        const { rollup } = await hub.ask(
          `query ($years: [Int!]!, $jurisdiction: ID!, $codes: [ID!]!) { rollup(years: $years, filter: { jurisdiction: $jurisdiction }) {
          coverage { expected included missing(first: 100) { totalCount edges { node { year } } } } total { ${CELL_VALUES} } byYear: groups(by: [YEAR]) { edges { node { year coverage { expected included } ${CELL_VALUES} } } }
          ${groups('byAgency', 'AGENCY')} ${groups('byChild', 'CHILD')} ${groups('byLevel', 'LEVEL')} } }`,
          { years, jurisdiction, codes: CODES },
        );
        const plain = plainSum(organs, years, path);
        expect(asMap(rollup.total.cells)).toEqual(plain.cells);
        expect(rollup.coverage).toMatchObject({ expected: plain.expected, included: plain.included });
        expect(rollup.coverage.missing.edges).toHaveLength(plain.expected - plain.included);
        for (const group of nodesOf<Answer>(rollup.byYear)) {
          const own = plainSum(organs, [group.year], path);
          expect(asMap(group.cells)).toEqual(own.cells);
          expect(group.coverage).toEqual({ expected: own.expected, included: own.included });
        }
        for (const parts of [
          nodesOf<Answer>(rollup.byAgency),
          nodesOf<Answer>(rollup.byChild),
          nodesOf<Answer>(rollup.byLevel),
        ])
          for (const name of ['expected', 'included'] as const)
            expect(
              parts.reduce(
                (sum: number, part: { coverage: Record<string, number> }) => sum + part.coverage[name],
                0,
              ),
            ).toBe(plain[name]);
      },
    ),
    { numRuns: 25 },
  );
});

test('equations that hold for every report hold for their sum', () => {
  const leaves = CELLS.filter(
    (cell) =>
      cell.editions.includes(2021) &&
      cell.kind === 'COUNT' &&
      !/\.total$|concluded|carriedOut/.test(cell.code),
  );
  const report = fc
    .array(fc.nat(1000), { minLength: leaves.length, maxLength: leaves.length })
    .map((values) => {
      const figures = emptyFigures();
      leaves.forEach((cell, at) => {
        setFigure(figures, cell, values[at]);
      });
      computeTotals(figures);
      return figures;
    });
  const within = EQUATIONS.filter((equation) => equation.computesTotal);
  fc.assert(
    fc.property(report, report, (one, other) => {
      const sum = emptyFigures();
      for (const cell of CELLS)
        if (cell.kind !== 'AMOUNT')
          setFigure(sum, cell, (countOf(one, cell.code) ?? 0) + (countOf(other, cell.code) ?? 0));
      return within.every(({ left, right }) => {
        const side = (terms: typeof left) =>
          terms.reduce((total, term) => total + (countOf(sum, term.cell) ?? 0), 0);
        return side(left) === side(right);
      });
    }),
  );
});

test('groups are sorted by any cell with shared ranks, and pages join', async () => {
  const values = [5, 9, 9, null, 1];
  const place = cellOf('requests.received.total');
  await store(
    values.map((value) => ({
      kind: 'DEPARTMENT',
      place: 2,
      endYear: null,
      reports: [
        null,
        null,
        { edition: 2021, consolidated: false, values: CELLS.map((cell) => (cell === place ? value : 0)) },
      ],
    })),
  );
  const rows: Answer[] = [];
  let after: string | null = null;
  do {
    const { rollup }: Answer = await hub.ask(
      `query ($after: String) { rollup(years: [2022]) { byAgency: groups(by: [AGENCY], first: 2, after: $after, orderBy: { field: "requests.received.total" }) { totalCount pageInfo { hasNextPage endCursor } edges { node { rank sortValue agency { code } } } } } }`,
      { after },
    );
    rows.push(...nodesOf<Answer>(rollup.byAgency));
    after = rollup.byAgency.pageInfo.hasNextPage ? rollup.byAgency.pageInfo.endCursor : null;
  } while (after);
  expect(rows.map((row) => [row.rank, row.sortValue, row.agency.code])).toEqual([
    [1, 9, 'agency-1'],
    [1, 9, 'agency-2'],
    [3, 5, 'agency-0'],
    [4, 1, 'agency-4'],
    [null, null, 'agency-3'],
  ]);
});

test('an unknown sort key and an unknown jurisdiction are refused with the argument named', async () => {
  await expect(
    hub.ask(
      '{ rollup(years: [2022]) { byAgency: groups(by: [AGENCY], orderBy: { field: "1; drop table report" }) { totalCount } } }',
    ),
  ).rejects.toThrow(/no such value/);
  await expect(
    hub.ask('{ rollup(years: [2022], filter: { jurisdiction: "888888" }) { coverage { expected } } }'),
  ).rejects.toThrow(/no such jurisdiction: 888888/);
  await expect(
    hub.ask(
      '{ rollup(years: [2024, 2025]) { change(year: 2025, base: 2024) { difference { values(codes: ["requests.received.total"]) { value } } } } }',
    ),
  ).rejects.toThrow(/A difference has no values by code/);
});

test('cells that cannot be compared between editions are null with a reason', async () => {
  const values = CELLS.map(() => 4);
  await store([
    {
      kind: 'DEPARTMENT',
      place: 2,
      endYear: null,
      reports: [
        { edition: 2019, values, consolidated: false },
        { edition: 2021, values, consolidated: false },
        null,
      ],
    },
  ]);
  const { rollup } = await hub.ask(
    '{ rollup(years: [2020, 2021]) { total { requests { otherHandling { other { total } subtotal { total } } } } change(year: 2021, base: 2020) { cells(codes: ["proactive.rules.issued", "requests.received.total"]) { absolute relative state reasonZh } } } }',
  );
  expect(rollup.total.requests.otherHandling).toEqual({ other: { total: null }, subtotal: { total: 16 } });
  expect(rollup.change.cells).toEqual([
    { absolute: null, relative: null, state: 'NOT_IN_EDITION', reasonZh: expect.stringContaining('2020') },
    { absolute: 0, relative: 0, state: 'REPORTED', reasonZh: null },
  ]);
});
