import { GraphQLError, GraphQLScalarType } from 'graphql';
import { GraphQLDateTime, GraphQLJSON, GraphQLLocalDate } from 'graphql-scalars';
import { exactFigure } from '../../form/figures';

/** What I-JSON says of numbers that a double does not hold: they are sent as text. */
const NUMBERS_OF_JSON = 'https://www.rfc-editor.org/rfc/rfc7493#section-2.2';
const INSTANTS = 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6';

/** How a scalar is described, and where it is specified. */
interface Description {
  readonly description: string;
  readonly specifiedByURL: string;
}

/** Returns the scalar without values of years that PostgreSQL and ISO 8601 write otherwise: before 1 and after 9999. */
function withFourDigitYears<I extends Date | string, O>(
  scalar: GraphQLScalarType<I, O>,
  about: Description,
): GraphQLScalarType<I, O> {
  const check = (value: I): I => {
    const year = new Date(value).getUTCFullYear();
    if (year >= 1 && year <= 9999) return value;
    throw new GraphQLError('年份应在 1 至 9999 之间。 The year lies between 1 and 9999.');
  };
  const config = scalar.toConfig();
  return new GraphQLScalarType({
    ...config,
    ...about,
    parseValue: (value) => check(config.parseValue(value)),
    parseLiteral: (node, variables) => check(config.parseLiteral(node, variables)),
  });
}

/** Instants in UTC. */
export const DateTime = withFourDigitYears<Date, Date>(GraphQLDateTime, {
  description:
    '时刻，RFC 3339 格式，答复一律为 UTC。An instant by RFC 3339 with its offset, in answers always UTC, such as "2026-01-31T15:59:59Z".',
  specifiedByURL: INSTANTS,
});
/** Calendar days. */
export const LocalDate = withFourDigitYears<string, string>(GraphQLLocalDate, {
  description:
    '日期（full-date），无时区；期限按北京时间。A day without a time zone, such as "2026-01-31"; deadlines are days in Asia/Shanghai.',
  specifiedByURL: INSTANTS,
});

/** Values of any shape. */
export const JSONValue = new GraphQLScalarType({
  ...GraphQLJSON.toConfig(),
  description: '任意 JSON 值。Any value of JSON.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
});

/** Counts, amounts, indicators, measures and what is computed of them. A page of reports has ten thousand, nearly all of which are numbers already. */
export const Figure = new GraphQLScalarType<number | string, number | string>({
  name: 'Figure',
  description:
    '数字：双精度数能精确表示的（绝对值不超过 2^53 的整数、不超过 15 位有效数字的小数）为 JSON 数字，如 942 或 59237.2449；其余为同样数字的文本，不作舍入。比率为双精度数，0.25 即 25 %。A figure, never rounded: a JSON number where a double holds it exactly (whole numbers to 2^53, decimals of at most 15 digits), such as 942 or 59237.2449, and otherwise its digits as text. A ratio is a double: 0.25 is 25 %.',
  specifiedByURL: NUMBERS_OF_JSON,
  serialize: (value) => exactFigure(value as number | string),
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
  specifiedByURL: NUMBERS_OF_JSON,
  description:
    '填报值。A figure for one cell: a number, or its digits as text, such as "1,234" or "8.3"; null or "" for blank; "/" for not applicable. With its unit, as in "83000元", it is turned into that of the cell, exactly, and a finding says so. Anything else comes back as a finding that names the cell.',
});
