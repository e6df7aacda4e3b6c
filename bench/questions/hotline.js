import {
  conditionOfYear,
  number,
  QUERY_OF_YEAR,
  variablesOfYear,
  whereSql,
  yearAndPlace,
} from './figures.js';

/** R1: the hotline total of a place and its twenty first agencies. */
export function hotline(level) {
  const readRow = (row) => [row.total, row.top.map(({ name, value }) => [name, value])];
  return {
    title: 'R1 hotline total and top 20 bureaus',
    ours: {
      query: `query R1($years: [Int!]!, $place: ID!) { rollup(years: $years, filter: { jurisdiction: $place }) {
        total { indicators(codes: ["hotlineTickets"]) { value qualifier } }
        groups(by: [AGENCY], first: 20, orderBy: { field: "indicators.hotlineTickets" }) { edges { node { sortValue agency { name } } } } } }`,
      read: ({ rollup: { total, groups } }) => [
        number(total.indicators[0].value),
        groups.edges.map(({ node }) => [node.agency.name, node.sortValue]),
      ],
    },
    sql: {
      text: `with m as materialized (select agency_key, agency_name, hotline, qualifier from peers.member where ${whereSql(level)} and included = 1)
        select (select sum(hotline) from m)::float8 as total, (select array_agg(distinct qualifier) from m where qualifier is not null) as qualifiers,
               (select json_agg(t) from (select agency_name as name, hotline::float8 as value from m order by hotline desc nulls last, agency_key limit 20) t) as top`,
      values: yearAndPlace,
      read: ([row]) => readRow(row),
    },
    apollo: {
      type: 'Hotline',
      definition:
        'type Bureau { name: String! value: Float } type Hotline { total: Float qualifiers: [String!]! top: [Bureau!]! }',
      selection: '{ total qualifiers top { name value } }',
      resolve: ([row]) => row,
      read: readRow,
    },
    postgraphile: {
      query: `${QUERY_OF_YEAR} { total: allMembers(${conditionOfYear(level)}) { aggregates { sum { hotline } } }
        top: allMembers(${conditionOfYear(level)}, first: 20, orderBy: [HOTLINE_ORDER_DESC, AGENCY_KEY_ASC]) { nodes { agencyName hotline } } }`,
      variables: variablesOfYear,
      read: ({ total, top }) => [
        number(total.aggregates.sum.hotline),
        top.nodes.map(({ agencyName, hotline: value }) => [agencyName, number(value)]),
      ],
    },
  };
}
