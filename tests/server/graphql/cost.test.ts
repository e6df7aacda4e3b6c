import { readdirSync, readFileSync } from 'node:fs';
import type { GraphQLError } from 'graphql';
import {
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { CELLS } from '../../../src/form/cells';
import { MAX_COST, measureOperation } from '../../../src/server/graphql/limits';
import { sizeOf } from '../../../src/server/graphql/prices';
import { NO_SUMS } from '../../../src/server/graphql/sumScopes';
import { schema } from '../../support/testHub';

/** What an operation costs, or the code of its refusal. */
function costOf(query: string, variables: Record<string, unknown> = {}): number | string | undefined {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const operation = document.definitions.find(
    (node): node is OperationDefinitionNode => node.kind === 'OperationDefinition',
  ) as OperationDefinitionNode;
  try {
    return measureOperation(schema, { document, operation }, variables)?.cost;
  } catch (error) {
    return (error as GraphQLError).extensions.code as string;
  }
}

test('every list of the schema has a size', () => {
  const undeclared = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .filter((type) => !type.name.startsWith('__'))
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => isListType(getNullableType(field.type)))
        .filter((field) => !(Number(sizeOf(type.name, field.name, {}, NO_SUMS)) >= 1))
        .map((field) => `${type.name}.${field.name}`),
    );
  expect(undeclared).toEqual([]);
  // What has a page size has it in an argument, by which the whole connection is multiplied.
  const connections = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields())
          .filter((field) => /Connection$/.test(getNamedType(field.type).name))
          .filter((field) => !field.args.some(({ name }) => name === 'first'))
          .map((field) => `${type.name}.${field.name}`)
      : [],
  );
  expect(connections).toEqual(['Subscription.inboxChanged', 'Subscription.importBatchesChanged']);
});

const codes = (count: number) => Array.from({ length: count }, () => 'requests.received.total');
const aliases = (count: number, field: string) =>
  Array.from({ length: count }, (_, at) => `a${at}: ${field}`).join(' ');

test.each([
  [
    'cells by their codes',
    `query ($c: [ID!]!) { reports(first: 100) { edges { node { ${aliases(170, 'cells(codes: $c) { code }')} } } } }`,
    { c: codes(250) },
  ],
  [
    'cells of a page of agencies',
    `query ($c: [ID!]!) { rollup(years: [2025]) { byAgency: groups(by: [AGENCY], first: 100) { edges { node { ${aliases(60, 'cells(codes: $c) { code }')} } } } } }`,
    { c: codes(250) },
  ],
  [
    'cells of years',
    `query ($c: [ID!]!, $y: [Int!]!) { rollup(years: $y) { byYear: groups(by: [YEAR]) { edges { node { ${aliases(20, 'cells(codes: $c) { code }')} } } } } }`,
    { c: codes(250), y: Array.from({ length: 20 }, (_, at) => 2019 + at) },
  ],
  [
    'cells that change',
    `query ($c: [ID!]!) { rollup(years: [2025]) { ${aliases(100, 'change(year: 2025, base: 2024) { cells(codes: $c) { code } }')} } }`,
    { c: codes(250) },
  ],
  [
    'the form',
    `{ ${aliases(1200, 'form(year: 2025) { ...F }')} } fragment F on Form { cells { labelZh labelEn citation code editions } }`,
    {},
  ],
  [
    'the schema',
    `{ ${aliases(1500, '__schema { ...F }')} } fragment F on __Schema { types { fields { description } } }`,
    {},
  ],
  [
    'a type of the schema, by a variable',
    `query ($n: String!) { ${aliases(400, '__type(name: $n) { fields { type { fields { name } } } }')} }`,
    { n: 'Query' },
  ],
  [
    'pages in pages, by a default',
    'query ($n: Int = 100) { reports(first: $n) { edges { node { agency { reports(first: $n) { edges { node { agency { reports(first: $n) { edges { node { year } } } } } } } } } } } }',
    {},
  ],
  [
    'sums as of an instant',
    `query ($y: [Int!]!) { ${aliases(90, 'rollup(years: $y, asOf: "2026-11-01T00:00:00Z") { total { key } }')} }`,
    { y: Array.from({ length: 20 }, (_, at) => 2019 + at) },
  ],
  [
    'one value under a name of many letters',
    `{ reports(first: 100) { edges { node { ${'a'.repeat(200_000)}: __typename } } } }`,
    {},
  ],
  [
    'actions on many reports',
    `mutation ($i: [ReviewInput!]!) { ${aliases(20, 'actOnReports(inputs: $i) { findings { code } }')} }`,
    {
      i: Array.from({ length: 100 }, () => ({
        agency: '1',
        year: 2025,
        action: 'ACCEPT',
        revision: 1,
        state: 'FILED',
      })),
    },
  ],
])('what is too much is refused: %s', (_, query, variables) => {
  expect(costOf(query, variables)).toBe('TOO_COSTLY');
});

const COUNTS = CELLS.filter(({ kind }) => kind !== 'AMOUNT').map(({ code }) => code);
type Tree = { [key: string]: Tree };
const tree: Tree = {};
for (const code of COUNTS.filter((item) => !/^requests\.otherHandling\.\w+$/.test(item))) {
  let branch = tree;
  for (const key of code.split('.')) {
    branch[key] ??= {};
    branch = branch[key];
  }
}
const selectionOf = (branch: Tree): string =>
  Object.entries(branch)
    .map(([key, inner]) => (Object.keys(inner).length > 0 ? `${key} { ${selectionOf(inner)} }` : key))
    .join(' ');

test('groups cost as many as there are of their dimensions, where a page could hold more', () => {
  const cost = (by: string, first: number) =>
    costOf(
      `{ rollup(years: [2024, 2025]) { groups(by: [${by}], first: ${first}) { edges { node { key ${selectionOf(tree)} } } } } }`,
    );
  for (const [by, groups] of [
    ['YEAR', 2],
    ['LEVEL', 5],
    ['KIND, YEAR', 8],
    ['APPLICANT', 6],
  ] as const)
    expect([by, cost(by, 100)]).toEqual([by, cost(by, groups)]);
  for (const by of ['AGENCY', 'CHILD', 'AGENCY, YEAR'])
    expect([by, Number(cost(by, 100)) > 1.9 * Number(cost(by, 50))]).toEqual([by, true]);
});

test('a long formula costs as much as several values in each row, and groups that are ranked by one cost more', () => {
  const cost = (letters: number, order: string | null, first = 100) =>
    Number(
      costOf(
        'query ($values: [ID!]!, $orderBy: GroupOrderInput, $having: [GroupConditionInput!], $first: Int!) { rollup(years: [2024]) { rows(by: [AGENCY], values: $values, orderBy: $orderBy, having: $having, first: $first) { nodes { values { value labelZh } } } } }',
        {
          values: [`=${'x'.repeat(letters)}`],
          orderBy: order && { field: order },
          having: order && [{ value: order, min: 1 }],
          first,
        },
      ),
    );
  expect(cost(50, null)).toBe(cost(1, null));
  expect(cost(1000, null) - cost(1, null)).toBeCloseTo(100 * 10 * (1 + 2 * 0.07));
  expect(cost(1, `=${'x'.repeat(1000)}`) - cost(1, 'requests.received.total')).toBeCloseTo(2 * 10 * 100);
});

test('a distribution costs what groups do, its bins, and the outliers that it lists', () => {
  const cost = (args: string, inner: string, asOf = '') =>
    Number(costOf(`{ rollup(years: [2024, 2025]${asOf}) { distribution(value: "x"${args}) { ${inner} } } }`));
  const plain = cost('', 'median');
  expect(plain).toBeGreaterThan(200);
  expect(cost(', by: [AGENCY, APPLICANT]', 'median')).toBeCloseTo(plain + 50);
  expect(cost('', 'median', ', asOf: "2026-11-01T00:00:00Z"')).toBeGreaterThan(plain + 50);
  const bins = (count: number) => cost(`, bins: ${count}`, 'bins { from to count }');
  expect(bins(100) - bins(10)).toBeCloseTo(90 * (1 + 3 * 0.07));
  const outliers = (first: string) => cost('', `outliers${first} { rank keys { code labelZh } }`);
  expect(outliers('')).toBe(outliers('(first: 20)'));
  expect(outliers('(first: 100)') - outliers('(first: 20)')).toBeGreaterThan(80 * 3 * 0.07);
});

test.each([
  [
    '200 cells of 59 agencies',
    'query ($c: [ID!]!) { rollup(years: [2025]) { byAgency: groups(by: [AGENCY], first: 59) { edges { node { key agency { code name } cells(codes: $c) { code labelZh value state } } } } } }',
    { c: codes(200) },
  ],
  [
    'a page of 100 whole reports',
    `{ reports(first: 100) { edges { node { year agency { code name } ${selectionOf(tree)} indicators { value indicator { code } } findings { code messageZh } } } pageInfo { endCursor } } }`,
    {},
  ],
  [
    'ten years of whole tables',
    `{ rollup(years: [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028]) { byYear: groups(by: [YEAR]) { edges { node { coverage { expected } ${selectionOf(tree)} } } } } }`,
    {},
  ],
  [
    'the whole schema, as tools ask for it',
    getIntrospectionQuery({
      descriptions: true,
      inputValueDeprecation: true,
      specifiedByUrl: true,
      schemaDescription: true,
      directiveIsRepeatable: true,
    }),
    {},
  ],
  ...readdirSync('schema/operations')
    .filter((name) => name.endsWith('.graphql'))
    .map((name) => [name, readFileSync(`schema/operations/${name}`, 'utf8'), {}] as const),
] as const)('what is asked every day is not: %s', (_, query, variables) => {
  expect(costOf(query, variables)).toBeLessThan(MAX_COST);
});

test('a cost follows page sizes, lengths of lists, years and directives, by the values an operation runs with', () => {
  const page = (first: number) =>
    Number(costOf('query ($n: Int = 5) { reports(first: $n) { edges { node { year } } } }', { n: first }));
  expect(page(100)).toBeGreaterThan(15 * page(5));
  expect(costOf('query ($n: Int = 5) { reports(first: $n) { edges { node { year } } } }')).toBe(page(5));
  expect(page(0)).toBe(page(1));
  expect(page(-100)).toBe(page(1));
  const list = (args: string) => Number(costOf(`{ reports${args} { nodes { year } } }`));
  expect(list('(last: 7)')).toBe(list('(first: 7)'));
  expect(list('')).toBe(list('(first: 20)'));
  const rows = (size: string) =>
    costOf(
      `{ rollup(years: [2025]) { rows(by: [AGENCY], values: ["requests"]${size}) { nodes { rank } } } }`,
    );
  expect(rows('')).toBe(rows(', last: 100'));
  expect(list('(first: 1, last: 90)')).toBe(list('(last: 90)'));
  const cells = (count: number) =>
    Number(
      costOf('query ($c: [ID!]!) { report(agency: "1", year: 2025) { cells(codes: $c) { code } } }', {
        c: codes(count),
      }),
    );
  expect(cells(200) / cells(1)).toBeGreaterThan(50);
  expect(costOf('{ report(agency: "1", year: 2025) { cells(codes: "a") { code } } }')).toBe(cells(1));
  const included = (all: boolean) =>
    Number(
      costOf(
        'query ($all: Boolean!) { reports(first: 9) { edges { node { year ...F @include(if: $all) } } } } fragment F on Report { findings { code } }',
        { all },
      ),
    );
  expect(included(true)).toBeGreaterThan(2 * included(false));
  expect(costOf('{ a: form(year: 2025) { edition } b: form(year: 2025) { edition } }')).toBe(
    2 * Number(costOf('{ form(year: 2025) { edition } }')),
  );
});

test('fragments that spread each other twice are measured without expanding them', () => {
  const chain = Array.from(
    { length: 60 },
    (_, at) => `fragment F${at} on Report { ${at === 59 ? 'year' : `...F${at + 1} ...F${at + 1}`} }`,
  );
  expect(costOf(`{ reports { edges { node { ...F0 } } } } ${chain.join(' ')}`)).toBe('TOO_COSTLY');
});
