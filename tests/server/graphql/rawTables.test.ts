import fc, { type GeneratorValue } from 'fast-check';
import {
  type GraphQLInterfaceType,
  GraphQLNonNull,
  type GraphQLObjectType,
  getNamedType,
  isLeafType,
  isObjectType,
} from 'graphql';
import { createTestHub, schema, type TestHub } from '../../support/testHub';

/** Runs every query beside plain graphql-js and compares the answers letter by letter. */
let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

const FRAGMENTS = `fragment Counts on RequestCounts { total ...Kinds } fragment Kinds on RequestCounts { naturalPerson all: total __typename }
  fragment Rows on RequestTable { concluded { ...Counts } }`;
/** An operation with a selection of anything shaped like a report, on every kind of it. */
const queryOf = (selection: string, more = '', declared = '') => `query ($y: [Int!]! ${declared}) {
    rollup(years: $y, filter: { jurisdiction: "410303" }) { total { ${selection} } byYear: groups(by: [YEAR]) { edges { node { ${selection} } } } change(year: 2025, base: 2024) { difference { ${selection} } } }
    reports(first: 5) { edges { node { year ${selection} revisions { ${selection} } } } }
    ${more}
  }`;
const VARIABLES = { y: [2024, 2025] };

test.each([
  'requests { received { naturalPerson total } concluded { total } }',
  'a: requests { x: received { ...Counts } y: received { legal: __typename } } b: requests { denied { subtotal { total } } }',
  'requests { received { total } } ... on ReportShaped { requests { received { naturalPerson ...Counts } __typename } }',
  'proactive { fees { amount } penalties { decisions } } disputes { __typename litigationDirect { total } }',
  'measures { disclosureRate } requests { otherHandling { subtotal { total ...Counts } } }',
])('%s', (selection) =>
  hub.ask(
    `${queryOf(selection, 'always: rollup(years: $y) { total { requests { received { ...Counts } ...Rows } } }')} ${FRAGMENTS}`,
    VARIABLES,
  ),
);

test('a skipped fragment is left out where it is skipped and nowhere else', async () => {
  for (const selection of [
    '{ a: rollup(years: [2025]) { total { ...F @include(if: $no) } coverage { included } } b: rollup(years: [2025]) { total { ...F } } }',
    '{ a: rollup(years: [2025]) { total { ...F @include(if: $no) ...F } } }',
    '{ a: rollup(years: [2025]) @include(if: $no) { total { ...F } } a: rollup(years: [2025]) { total { requests { concluded { total } } } } b: rollup(years: [2025]) { total { ...F } } }',
  ])
    await hub.ask(
      `query ($no: Boolean = false) ${selection} fragment F on RollUpGroup { key rank requests { received { total } } }`,
    );
});

test('the same document selects what the variables of each request say', async () => {
  const query =
    'query ($all: Boolean!) { rollup(years: [2025]) { total { requests { received { total naturalPerson @include(if: $all) } } } } }';
  for (const all of [true, false, true]) {
    const { rollup } = await hub.ask(query, { all });
    expect(Object.keys(rollup.total.requests.received)).toEqual(all ? ['total', 'naturalPerson'] : ['total']);
  }
});

test('a directive in a table whose variable is null fails with the path graphql-js gives', async () => {
  const query =
    'query ($x: Boolean = true) { report(agency: "410303-001", year: 2025) { year requests { received { total @include(if: $x) } } } }';
  await expect(hub.ask(query, { x: null })).rejects.toThrow('must not be null');
});

test('the schema beside a table is the one that clients see', async () => {
  const { type } = await hub.ask(
    '{ type: __type(name: "Report") { fields { name type { ofType { name } } } } rollup(years: [2025]) { total { requests { received { total } } } } }',
  );
  expect(type.fields).toContainEqual({ name: 'requests', type: { ofType: { name: 'RequestTable' } } });
});

/** Arguments of fields that need some. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  cells: '(codes: ["requests.received.total", "proactive.fees.amount"])',
  indicators: '(codes: ["hotlineTickets"])',
};
const CONDITIONS = [
  '@include(if: $yes)',
  '@include(if: $no)',
  '@skip(if: $yes)',
  '@skip(if: $no)',
  '@skip(if: false)',
  '@skip(if: $no) @include(if: $yes)',
];
type Composite = GraphQLObjectType | GraphQLInterfaceType;

/** Writes a random selection of a type: aliases, inline fragments, fragments and directives, fields more than once. */
function selectionOf(gen: GeneratorValue, type: Composite, depth: number, fragments: string[]): string {
  const fields = Object.values(type.getFields()).filter(({ name, args, type: values }) =>
    args.length === 0
      ? isLeafType(getNamedType(values)) ||
        (depth > 0 && isObjectType(getNamedType(values)) && values instanceof GraphQLNonNull)
      : name in ARGUMENTS,
  );
  const one = (): string => {
    const condition = gen(fc.constantFrom, '', '', '', ...CONDITIONS);
    const wrap = gen(fc.nat, { max: depth > 0 ? 9 : 6 });
    if (wrap === 7) return `... ${condition} { ${selectionOf(gen, type, depth - 1, fragments)} }`;
    if (wrap === 8)
      return `... on ${type.name} ${condition} { ${selectionOf(gen, type, depth - 1, fragments)} }`;
    if (wrap === 9) {
      const selection = selectionOf(gen, type, depth - 1, fragments);
      fragments.push(`fragment F${fragments.length} on ${type.name} { ${selection} }`);
      const spread = `...F${fragments.length - 1}`;
      return `${spread} ${condition} ${gen(fc.constantFrom, '', spread)}`;
    }
    if (wrap === 6 || fields.length === 0)
      return `${gen(fc.constantFrom, '', 'x_:')} __typename ${condition}`;
    const name: string = gen(fc.constantFrom, ...fields.map((field) => field.name));
    const inner = getNamedType(type.getFields()[name].type);
    // The same name always means the same field, or the document would not be valid.
    const alias = gen(
      fc.constantFrom,
      '',
      '',
      `x_${name}:`,
      name === 'total' ? '__proto__:' : `toString_${name}:`,
    );
    return `${alias} ${name}${ARGUMENTS[name] ?? ''} ${condition} ${isLeafType(inner) ? '' : `{ ${selectionOf(gen, inner as GraphQLObjectType, depth - 1, fragments)} }`}`;
  };
  return Array.from({ length: gen(fc.integer, { min: 1, max: 5 }) }, one).join(' ');
}

test('operations of all kinds are answered as plain graphql-js answers them', () =>
  fc.assert(
    fc.asyncProperty(fc.gen(), async (gen) => {
      const fragments: string[] = [];
      const shaped = schema.getType('ReportShaped') as GraphQLInterfaceType;
      const selection = selectionOf(gen, shaped, 5, fragments);
      const more = gen(fc.constantFrom, '', 'i: __type(name: "RequestTable") { name }');
      await hub.ask(
        `${queryOf(selection, `${more} __typename @include(if: $yes) @skip(if: $no)`, ', $yes: Boolean!, $no: Boolean = false')} ${fragments.join(' ')}`,
        { ...VARIABLES, yes: gen(fc.boolean), ...(gen(fc.boolean) ? { no: gen(fc.boolean) } : {}) },
      );
    }),
    { seed: 20261128, numRuns: 60, endOnFailure: true },
  ));
