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
import { schema } from './testHub';

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
const hostileTo = (type: string) => HOSTILE[type] ?? [...TEXTS, ...DAYS, ...NUMBERS, ...SHAPES];
/** What each place is checked for by itself: text that no database holds. */
const UNSTORABLE = TEXTS.slice(0, 2);
const OTHERS = 6;
/** The values tried in a place: the first for every place, of the others so many in turn, so that each is tried in many. */
export function valuesTriedIn(scalar: string, place: number): string[] {
  const first = UNSTORABLE.filter((value) => hostileTo(scalar).includes(value));
  const others = hostileTo(scalar).filter((value) => !UNSTORABLE.includes(value));
  const from = place * OTHERS;
  return [
    ...first,
    ...Array.from(
      { length: Math.min(OTHERS, others.length) },
      (_, at) => others[(from + at) % others.length],
    ),
  ];
}

/** What places are looked for. */
type Wanted = 'SCALARS' | 'LISTS';

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
 * Every place for a scalar, or for a list, in a value of this type: the scalar, and the JSON of the value with `*` in the place. Of the places that a field of
 * an input has in several operations, one; of the figures of a line of the form, one.
 */
function* placesIn(
  type: GraphQLInputType,
  name: string,
  done: Set<string>,
  wanted: Wanted,
): Generator<[string, string]> {
  if (isNonNullType(type)) yield* placesIn(type.ofType, name, done, wanted);
  else if (isListType(type)) {
    if (wanted === 'LISTS') yield ['list', '*'];
    for (const [scalar, json] of placesIn(type.ofType, name, done, wanted)) yield [scalar, `[${json}]`];
  } else if (isInputObjectType(type)) {
    const others = fitting(type, name) as Record<string, unknown>;
    for (const field of Object.values(type.getFields())) {
      const declared = getNamedType(field.type);
      const key = `${type.name}.${declared.name === 'CellInput' ? 'CellInput' : field.name}`;
      if (done.has(key)) continue;
      done.add(key);
      for (const [scalar, json] of placesIn(field.type, field.name, done, wanted)) {
        const { [field.name]: _, ...rest } = others;
        const parts = Object.entries(rest).map(([key, value]) => `"${key}":${JSON.stringify(value)}`);
        yield [scalar, `{${[...parts, `"${field.name}":${json}`].join()}}`];
      }
    }
  } else if (!isEnumType(type) && wanted === 'SCALARS') yield [type.name, '*'];
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

/** Every place of every argument of every field that can be reached, by the shortest way from a root field. */
export function* waysIn(root: 'query' | 'mutation', wanted: Wanted = 'SCALARS'): Generator<Tried> {
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
          for (const [scalar, value] of placesIn(argument.type, argument.name, inputs, wanted))
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
