import { columnOf } from '../form.js';
import { byKey, number, RECEIVED, whereSql } from './figures.js';

/** How many of the largest pairs of agency and year are read of a province; of a district all are. */
const LARGEST = 100;
/** How many years the matrix has. */
const YEARS = 5;
const COLUMN = columnOf(RECEIVED);

const isComplete = ({ name }) => name === 'district';
/** Returns pairs in the order of the hub: those without a value last, equal ones by agency and year. */
const inOrder = (pairs) =>
  pairs.toSorted(([one, oneYear, a], [other, otherYear, b]) => {
    if (a === b) return one < other ? -1 : one > other ? 1 : oneYear - otherYear;
    if (a === null || b === null) return a === null ? 1 : -1;
    return b - a;
  });
const shaped = (level, pairs) =>
  byKey(
    (isComplete(level) ? pairs : inOrder(pairs).slice(0, LARGEST)).map(([agency, year, value]) => [
      `${agency} ${year}`,
      value,
    ]),
  );
const readNamed = (level) => (rows) =>
  shaped(
    level,
    rows.map(({ agency, year, value }) => [agency, year, number(value)]),
  );
/** Returns the function of PostGraphile that filters by years. */
const membersIn = ({ name }) => `membersIn${name[0].toUpperCase()}${name.slice(1)}`;

/** Returns the same question with an alias for each year: what it took before groups had more than one dimension. */
function aliasesOf(level) {
  const positions = Array.from({ length: YEARS }, (_, at) => at);
  const alias = (at) => `y${at}: rollup(years: [$y${at}], filter: { jurisdiction: $place }) {
    years groups(by: [AGENCY], first: ${LARGEST}, orderBy: { field: "${RECEIVED}" }) { edges { node { key sortValue } } } }`;
  return {
    query: `query R6Aliases(${positions.map((at) => `$y${at}: Int!`).join(', ')}, $place: ID!) { ${positions.map(alias).join(' ')} }`,
    variables: ({ years, place }) => ({
      place,
      ...Object.fromEntries(years.map((year, at) => [`y${at}`, year])),
    }),
    read: ({ viewer, ...answers }) =>
      shaped(
        level,
        Object.values(answers).flatMap(({ years: [year], groups }) =>
          groups.edges.map(({ node: { key, sortValue } }) => [key, year, sortValue]),
        ),
      ),
  };
}

/** R6: requests received by agency and year, for five years. */
export function matrix(level) {
  const order = isComplete(level) ? '' : `orderBy: { field: "${RECEIVED}" }, `;
  const first = isComplete(level) ? 1000 : LARGEST;
  return {
    title: 'R6 agencies x years',
    ours: {
      query: `query R6($years: [Int!]!, $place: ID!) { rollup(years: $years, filter: { jurisdiction: $place }) {
        rows(by: [AGENCY, YEAR], values: ["${RECEIVED}"], ${order}first: ${first}) { nodes { keys { code } values { value } } } } }`,
      read: ({ rollup: { rows } }) =>
        shaped(
          level,
          rows.nodes.map(({ keys: [agency, year], values: [{ value }] }) => [
            agency.code,
            Number(year.code),
            number(value),
          ]),
        ),
    },
    aliases: aliasesOf(level),
    sql: {
      text: `select agency_code as agency, year, ${COLUMN}::float8 as value from peers.member where ${whereSql(level, 'year = any($1)')}${
        isComplete(level)
          ? ''
          : ` order by ${COLUMN} desc nulls last, agency_code collate "C", year limit ${LARGEST}`
      }`,
      values: ({ years, place }) => [years, place],
      read: readNamed(level),
    },
    apollo: {
      type: '[AgencyYear!]!',
      definition: 'type AgencyYear { agency: ID! year: Int! value: Float }',
      selection: '{ agency year value }',
      resolve: (rows) => rows,
      read: readNamed(level),
    },
    postgraphile: {
      query: `query ($place: String!, $years: [Int!]!) { ${membersIn(level)}(wantedPlace: $place, wantedYears: $years) { groupedAggregates(groupBy: [AGENCY_CODE, YEAR]) { keys sum { ${COLUMN} included } } } }`,
      variables: ({ years, place }) => ({ place, years }),
      read: (data) =>
        shaped(
          level,
          data[membersIn(level)].groupedAggregates.map(({ keys: [agency, year], sum }) => [
            agency,
            Number(year),
            Number(sum.included) === 0 ? null : number(sum[COLUMN]),
          ]),
        ),
    },
  };
}
