import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTime, GraphQLLocalDate, GraphQLSafeInt } from 'graphql-scalars';

/** Whole numbers exact to 2^53. A page of reports has ten thousand, nearly all of which are such numbers already. */
export const SafeInt = new GraphQLScalarType({
  ...GraphQLSafeInt.toConfig(),
  serialize: (value) => (Number.isSafeInteger(value) ? value : GraphQLSafeInt.serialize(value)) as number,
});
/** Instants in UTC. */
export const DateTime = GraphQLDateTime;
/** Calendar days. */
export const LocalDate = GraphQLLocalDate;

/** Exact decimals, as text so that no reader rounds them. */
export const Decimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description: '十进制数，以文本表示。An exact decimal as text, such as "59237.2449".',
  serialize: (value) => String(value),
});

/** A figure given for a cell: accepted as is, so that a wrong one becomes a finding and not a syntax error. */
export const CellInput = new GraphQLScalarType({
  name: 'CellInput',
  description:
    '填报值。A figure for one cell: a number; null or "" for blank; "/" for not applicable; amounts may be decimal text. Anything else comes back as a finding that names the cell.',
});
