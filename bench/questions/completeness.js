import { TABLES } from '../hub.js';
import {
  byKey,
  conditionOfYear,
  placeAndYear,
  QUERY_OF_YEAR,
  variablesOfYear,
  whereSql,
  yearAndPlace,
} from './figures.js';
import { CHILD_SUMS } from './rollupRows.js';

const readRows = (rows) => byKey(rows.map(({ key, expected, included }) => [key, expected, included]));

/** R5: expected and published reports of each child. */
export function completeness(level) {
  return {
    title: 'R5 completeness of each child',
    ours: {
      query: `query R5($years: [Int!]!, $place: ID!) { rollup(years: $years, filter: { jurisdiction: $place }) {
        groups(by: [CHILD], first: 100) { edges { node { key coverage { expected included } } } } } }`,
      read: ({ rollup: { groups } }) =>
        readRows(groups.edges.map(({ node: { key, coverage } }) => ({ key, ...coverage }))),
    },
    sql: {
      text: `select ${level.children} as key, count(*)::int as expected, sum(included)::int as included from peers.member where ${whereSql(level)} group by 1 order by 1`,
      values: yearAndPlace,
      read: readRows,
    },
    rollupRow: {
      text: `select j.code as key, k.unexpected + coalesce(t.change, 0) as expected, k.included from ${CHILD_SUMS}
          join lateral (select sum(change)::int as change from ${TABLES.expected} where jurisdiction_id = j.id and year <= $2 and kind = 'ALL') t on true
         where p.code = $1 and k.year = $2 order by 1`,
      values: placeAndYear,
      read: readRows,
    },
    summary: {
      text: 'select place as key, expected, included from peers.summary where parent = $1 and year = $2 order by place',
      values: placeAndYear,
      read: readRows,
      postgraphile: {
        query: `${QUERY_OF_YEAR} { summary: allSummaries(condition: { parent: $place, year: $year }) { nodes { key: place expected included } } }`,
        variables: variablesOfYear,
        rows: ({ summary }) => summary.nodes,
      },
    },
    apollo: {
      type: '[ChildCoverage!]!',
      definition: 'type ChildCoverage { key: ID! expected: Int! included: Int! }',
      selection: '{ key expected included }',
      resolve: (rows) => rows,
      read: readRows,
    },
    postgraphile: {
      query: `${QUERY_OF_YEAR} { allMembers(${conditionOfYear(level)}) { groupedAggregates(groupBy: [${level.children.toUpperCase()}]) { keys sum { expected included } } } }`,
      variables: variablesOfYear,
      read: ({ allMembers: { groupedAggregates } }) =>
        byKey(
          groupedAggregates.map(({ keys: [key], sum }) => [key, Number(sum.expected), Number(sum.included)]),
        ),
    },
  };
}
