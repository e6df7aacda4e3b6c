import { GraphQLError, GraphQLScalarType } from 'graphql';
import { GraphQLDateTime, GraphQLLocalDate, GraphQLSafeInt } from 'graphql-scalars';

/** Whole numbers exact to 2^53. A page of reports has ten thousand, nearly all of which are such numbers already. */
export const SafeInt = new GraphQLScalarType({
  ...GraphQLSafeInt.toConfig(),
  serialize: (value) => (Number.isSafeInteger(value) ? value : GraphQLSafeInt.serialize(value)) as number,
});
/** Returns the scalar without values of years that PostgreSQL and ISO 8601 write otherwise: before 1 and after 9999. */
function withFourDigitYears<I extends Date | string, O>(
  scalar: GraphQLScalarType<I, O>,
): GraphQLScalarType<I, O> {
  const check = (value: I): I => {
    const year = new Date(value).getUTCFullYear();
    if (year >= 1 && year <= 9999) return value;
    throw new GraphQLError('年份应在 1 至 9999 之间。 The year lies between 1 and 9999.');
  };
  const config = scalar.toConfig();
  return new GraphQLScalarType({
    ...config,
    parseValue: (value) => check(config.parseValue(value)),
    parseLiteral: (node, variables) => check(config.parseLiteral(node, variables)),
  });
}

/** Instants in UTC. */
export const DateTime = withFourDigitYears<Date, Date>(GraphQLDateTime);
/** Calendar days. */
export const LocalDate = withFourDigitYears<string, string>(GraphQLLocalDate);

/** Exact decimals, as text so that no reader rounds them. */
export const Decimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description: '十进制数，以文本表示。An exact decimal as text, such as "59237.2449".',
  serialize: (value) => String(value),
});

const isStructured = (value: unknown) => typeof value === 'object' && value !== null;

/** Returns a value without the lists and objects within its parts: they are no figures, and may be deeper than can be walked. */
function flatten(value: unknown): unknown {
  const flat = (part: unknown) => (isStructured(part) ? '…' : part);
  if (Array.isArray(value)) return value.map(flat);
  if (!isStructured(value)) return value;
  return Object.fromEntries(Object.entries(value as object).map(([name, part]) => [name, flat(part)]));
}

/** A figure for a cell: accepted as is, so that a wrong one becomes a finding and not a syntax error. */
export const CellInput = new GraphQLScalarType({
  name: 'CellInput',
  parseValue: flatten,
  description:
    '填报值。A figure for one cell: a number; null or "" for blank; "/" for not applicable; amounts may be decimal text. Anything else comes back as a finding that names the cell.',
});
