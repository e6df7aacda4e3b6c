import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { grantRole } from '../../../src/identity/grants';
import { TEXT_RULES } from '../../../src/server/graphql/inputRules';
import { Role } from '../../../src/shared/request/permissions';
import { type HttpHub, startHttpHub } from '../../support/httpHub';
import { schema } from '../../support/testHub';

type Declared = GraphQLArgument | GraphQLInputField;

const isRequired = ({ type, defaultValue }: Declared) => isNonNullType(type) && defaultValue === undefined;

/** Values that fit where nothing is tried. */
const FITTING: Record<string, unknown> = {
  String: 'text',
  ID: '410303-001',
  Int: 1,
  Float: 1,
  Boolean: true,
  DateTime: '2026-03-01T00:00:00Z',
  LocalDate: '2026-03-01',
  CellInput: 1,
};
/** Values that do fit by the name of their field. */
const FITTING_NAMES: Record<string, unknown> = {
  year: 2025,
  years: 2025,
  base: 2024,
  first: 20,
  jurisdiction: '410303',
  parent: '410303',
};

/** What has been tried on systems like this, as JSON: text that no database holds, numbers beyond every column, and values of no type. */
const TEXTS = [
  '"a\\u0000b"',
  '"\\ud842"',
  '"\\udc00a"',
  '"\\u202e\\u2028\\r\\n"',
  // A letter of two units on either side of every even place where a text might be cut.
  `"a${'𠮷'.repeat(200)}"`,
  '"NaN"',
  '"-1e400"',
  `"${'9'.repeat(100)}"`,
  `"${'演'.repeat(10_000)}"`,
  '""',
  '"%"',
  '"\'; drop table agency; --"',
];
const DAYS = [
  '"0000-01-01"',
  '"9999-12-31"',
  '"0000-01-01T00:00:00Z"',
  '"9999-12-31T23:59:59Z"',
  '"+275760-09-13T00:00:00Z"',
];
const NUMBERS = [
  '0',
  '-1',
  '32768',
  '2147483647',
  '-2147483648',
  '9007199254740993',
  '9223372036854775808',
  '8640000000000000',
  '1e400',
  '-1e400',
  '1e-400',
  '0.1',
];
const SHAPES = [
  '[]',
  '{}',
  '{"__proto__":1,"toString":1}',
  '{"value":"\\u0000","note":"\\u0000"}',
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
];
const HOSTILE: Record<string, readonly string[]> = {
  String: [...TEXTS, ...SHAPES, '1e400'],
  ID: [...TEXTS, ...NUMBERS, ...SHAPES],
  Int: [...NUMBERS, ...SHAPES, '"NaN"'],
  Boolean: SHAPES,
};
/** What would say nothing about the value: an internal error, and a refusal of the client or of everybody. */
const NO_ANSWERS = ['INTERNAL_SERVER_ERROR', 'RATE_LIMITED', 'OVERLOADED'];
const hostileTo = (type: string) => HOSTILE[type] ?? [...TEXTS, ...DAYS, ...NUMBERS, ...SHAPES];

function fitting(type: GraphQLInputType, name: string): unknown {
  if (isNonNullType(type)) return fitting(type.ofType, name);
  if (isListType(type)) return [fitting(type.ofType, name)];
  if (isEnumType(type)) return type.getValues()[0].name;
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter(isRequired)
        .map((field) => [field.name, fitting(field.type, field.name)]),
    );
  return FITTING_NAMES[name] ?? FITTING[type.name] ?? null;
}

/**
 * Every place for a scalar in a value of this type: the scalar, and the JSON of the value with `*` in the place. Of the places that a field of
 * an input has in several operations, one; of the figures of a line of the form, one.
 */
function* placesIn(type: GraphQLInputType, name: string, done: Set<string>): Generator<[string, string]> {
  if (isNonNullType(type)) yield* placesIn(type.ofType, name, done);
  else if (isListType(type))
    for (const [scalar, json] of placesIn(type.ofType, name, done)) yield [scalar, `[${json}]`];
  else if (isInputObjectType(type)) {
    const others = fitting(type, name) as Record<string, unknown>;
    for (const field of Object.values(type.getFields())) {
      const declared = getNamedType(field.type);
      const key = `${type.name}.${declared.name === 'CellInput' ? 'CellInput' : field.name}`;
      if (done.has(key)) continue;
      done.add(key);
      for (const [scalar, json] of placesIn(field.type, field.name, done)) {
        const { [field.name]: _, ...rest } = others;
        const parts = Object.entries(rest).map(([key, value]) => `"${key}":${JSON.stringify(value)}`);
        yield [scalar, `{${[...parts, `"${field.name}":${json}`].join()}}`];
      }
    }
  } else if (!isEnumType(type)) yield [type.name, '*'];
}

/** A way to a field with arguments: operations of which one argument is a variable. */
interface Tried {
  readonly place: string;
  readonly query: string;
  readonly scalar: string;
  /** JSON of the variable, with `*` where values are tried. */
  readonly value: string;
}

/** What is selected of a field, so that it is run. */
const selectionOf = (type: GraphQLOutputType) => (isLeafType(getNamedType(type)) ? '' : '{__typename}');

const literal = (value: unknown, type: GraphQLInputType): string => {
  if (isNonNullType(type)) return literal(value, type.ofType);
  if (isListType(type)) return `[${(value as unknown[]).map((item) => literal(item, type.ofType)).join()}]`;
  if (isInputObjectType(type))
    return `{${Object.entries(value as object)
      .map(([key, item]) => `${key}:${literal(item, type.getFields()[key].type)}`)
      .join()}}`;
  return isEnumType(type) ? String(value) : JSON.stringify(value);
};

const written = (args: readonly GraphQLArgument[], variable: string | null) => {
  const parts = args
    .filter((argument) => isRequired(argument) || argument.name === variable)
    .map(({ name, type }) => `${name}:${name === variable ? '$tried' : literal(fitting(type, name), type)}`);
  return parts.length > 0 ? `(${parts.join()})` : '';
};

/** Every argument of every field that can be reached, by the shortest way from a root field. */
function* waysIn(root: 'query' | 'mutation'): Generator<Tried> {
  const rootType = root === 'query' ? schema.getQueryType() : schema.getMutationType();
  const done = new Set<string>();
  const inputs = new Set<string>();
  let level = rootType ? [{ type: rootType, wrap: (inside: string) => `{${inside}}` }] : [];
  for (; level.length > 0; ) {
    const next: typeof level = [];
    for (const { type, wrap } of level)
      for (const field of Object.values(type.getFields())) {
        const below = getNamedType(field.type);
        for (const argument of field.args)
          for (const [scalar, value] of placesIn(argument.type, argument.name, inputs))
            yield {
              scalar,
              place: `${type.name}.${field.name}.${argument.name} ${value}`,
              query: `${root}($tried: ${argument.type})${wrap(
                `${field.name}${written(field.args, argument.name)}${selectionOf(field.type)}`,
              )}`,
              value,
            };
        if (!isObjectType(below) || done.has(below.name) || root === 'mutation') continue;
        done.add(below.name);
        const around = (inside: string) => wrap(`${field.name}${written(field.args, null)}{${inside}}`);
        next.push({ type: below, wrap: around });
      }
    level = next;
  }
}

const logged: unknown[] = [];
let hub: HttpHub;
let token: string;
beforeAll(async () => {
  hub = await startHttpHub({
    logError: (_, error) => logged.push(error),
    clientShare: { costPerMinute: 1e12, concurrency: 1000 },
  });
  const account = await hub.signUp({ role: Role.ADMINISTRATOR });
  token = account.token;
  const ofAgency = [Role.CLERK, Role.SECTION_REVIEWER, Role.OFFICE_REVIEWER, Role.LEADER];
  for (const role of [...ofAgency, Role.DISTRICT_OFFICER, Role.ANALYST]) {
    const agency = ofAgency.includes(role) ? '410303-001' : null;
    const { findings } = await grantRole(hub.owner, { username: account.username, role, agency });
    expect(findings).toEqual([]);
  }
});
afterAll(() => hub.drop());

const post = async (query: string, variables: string) => {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: `{"query":${JSON.stringify(query)},"variables":${variables}}`,
  });
  return (await response.json()) as {
    data?: unknown;
    errors?: { message: string; extensions: { code: string; argument?: string } }[];
  };
};

test.each(['query', 'mutation'] as const)(
  'whatever stands in an argument of a %s is answered or refused, and is no internal error',
  async (root) => {
    const internal: string[] = [];
    let places = 0;
    for (const { place, query, scalar, value } of waysIn(root)) {
      places += 1;
      for (const hostile of hostileTo(scalar)) {
        const { errors = [] } = await post(query, `{"tried":${value.replace('*', () => hostile)}}`);
        if (errors.some(({ extensions: { code } }) => NO_ANSWERS.includes(code)) || logged.length > 0)
          internal.push(
            `${place} ${hostile.slice(0, 60)}: ${String(logged[0] ?? errors[0].message).slice(0, 150)}`,
          );
        logged.length = 0;
      }
    }
    expect(internal).toEqual([]);
    expect(places).toBeGreaterThan(root === 'query' ? 60 : 100);
  },
  600_000,
);

const codesOf = (answer: Awaited<ReturnType<typeof post>>) =>
  answer.errors?.map(({ extensions: { code, argument } }) => `${code} ${argument}`);

describe('what comes in is checked once', () => {
  const RENAME =
    'mutation($input: RenameAgencyInput!) { renameAgency(input: $input) { findings { code path } } }';
  const rename = (name: string) =>
    post(RENAME, JSON.stringify({ input: { agency: '410303-001', name, effectiveOn: '2026-05-01' } }));

  test('everything wrong with an operation comes back at once, with its place, and nothing is run', async () => {
    const save = `mutation($input: ReportInput!, $year: Int!) {
      saveSection(input: $input) { accepted }
      deadline: setDeadline(input: { kind: DEPARTMENT, year: $year, dueOn: "2026-02-01", reason: "a\\u0000b" }) { accepted }
    }`;
    const input = {
      agency: '410303-001',
      year: 2025,
      overview: 'a\u0000b',
      explanations: [
        { code: 'a', path: 'b', text: 'c' },
        { code: 'a', path: 'b', text: '\ud842' },
      ],
    };
    const answer = await post(save, JSON.stringify({ input, year: 2_147_483_647 }));
    expect(answer.data).toBeUndefined();
    expect(codesOf(answer)).toEqual([
      'BAD_USER_INPUT input.reason',
      'BAD_USER_INPUT input.overview',
      'BAD_USER_INPUT input.explanations.1.text',
      'BAD_USER_INPUT input.year',
    ]);
    for (const { message } of answer.errors ?? []) expect(message).toMatch(/\p{Script=Han}.*\. ?$/u);
  });

  test('texts are in form C, whether they are variables or written in the document', async () => {
    const query = 'query($name: String) { agencies(year: 2025, name: $name) { totalCount } }';
    const [{ name }] = await hub.owner.query('select name from agency_version limit 1');
    await hub.owner.query("update agency_version set name = 'Amt für Öffentlichkeit' where name = $1", [
      name,
    ]);
    const word = 'für Ö'.normalize('NFD');
    const found = { agencies: { totalCount: 1 } };
    expect((await post(query, JSON.stringify({ name: word }))).data).toEqual(found);
    expect(
      (await post(query.replace('($name: String)', '').replace('$name', JSON.stringify(word)), '{}')).data,
    ).toEqual(found);
    await hub.owner.query("update agency_version set name = $1 where name = 'Amt für Öffentlichkeit'", [
      name,
    ]);
  });

  test('a name is one line of at most 200 letters', async () => {
    for (const name of ['甲\r\n乙', '甲\u2028乙', '甲\u202e乙', '甲\u0007乙', '甲'.repeat(201)])
      expect(codesOf(await rename(name))).toEqual(['BAD_USER_INPUT input.name']);
    expect(codesOf(await rename('𠮷'.repeat(200)))).toBeUndefined();
  });

  test('a text that has no limit of its own has 500 letters, and the refusal tells how many came', async () => {
    const query = 'query($name: String) { agencies(year: 2025, name: $name) { totalCount } }';
    const { errors } = await post(query, JSON.stringify({ name: '甲'.repeat(501) }));
    expect(errors?.[0].message).toBe(
      'name：至多 500 字，现有 501 字。 name: At most 500 letters; this has 501.',
    );
  });

  test('every rule is of a place of the schema', () => {
    const places = Object.values(schema.getTypeMap()).flatMap((type) =>
      isInputObjectType(type) || isObjectType(type)
        ? Object.values(type.getFields()).flatMap((field) => [
            `${type.name}.${field.name}`,
            ...('args' in field
              ? field.args.map((argument: GraphQLArgument) => `${type.name}.${field.name}.${argument.name}`)
              : []),
          ])
        : [],
    );
    expect(Object.keys(TEXT_RULES).filter((place) => !places.includes(place))).toEqual([]);
  });

  test('addresses with text that cannot be stored are refused', async () => {
    for (const path of [
      'reports/a%00b/2025.html',
      'rollups/91%00/2025.csv',
      'exports/91%00/2025.csv',
      'audit.ndjson?subject=%00',
      'documents/%00',
    ])
      expect([path, (await fetch(`${hub.url}/${path}`)).status]).toEqual([path, 400]);
  });
});
