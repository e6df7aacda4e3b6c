import { at, columnOf, indexOf, nest, REQUEST_CODES, selectCodes } from '../form.js';
import {
  conditionOfYear,
  number,
  placeAndYear,
  QUERY_OF_YEAR,
  typesOf,
  variablesOfYear,
  whereSql,
  yearAndPlace,
} from './figures.js';
import { OWN_SUMS } from './rollupRows.js';

const COLUMNS = REQUEST_CODES.map(columnOf);
const SELECTION = selectCodes(REQUEST_CODES);
const readTree = (tree) => REQUEST_CODES.map((code) => number(at(tree, code)));
const readCounts = ([{ counts }]) => REQUEST_CODES.map((code) => number(counts[indexOf(code)]));

/** R2: the complete request table, 25 x 7 cells, typed. */
export function requestTable(level) {
  return {
    title: 'R2 complete request table',
    ours: {
      query: `query R2($years: [Int!]!, $place: ID!) { rollup(years: $years, filter: { jurisdiction: $place }) { total { ${SELECTION} } } }`,
      read: ({ rollup: { total } }) => readTree(total),
    },
    sql: {
      text: `select array[${COLUMNS.map((column) => `sum(${column})::float8`).join(', ')}] as counts from peers.member where ${whereSql(level)}`,
      values: yearAndPlace,
      read: ([{ counts }]) => counts.map(number),
    },
    rollupRow: {
      text: `select k.counts::float8[] as counts from ${OWN_SUMS} where j.code = $1 and k.year = $2`,
      values: placeAndYear,
      read: readCounts,
    },
    summary: {
      text: 'select counts from peers.summary where place = $1 and year = $2',
      values: placeAndYear,
      read: readCounts,
      postgraphile: {
        query: `${QUERY_OF_YEAR} { summary: summaryByPlaceAndYear(place: $place, year: $year) { counts } }`,
        variables: variablesOfYear,
        rows: ({ summary }) => [summary],
      },
    },
    apollo: {
      type: 'RequestTable',
      definition: typesOf(
        'RequestTable',
        nest(
          REQUEST_CODES.map((code) => code.slice('requests.'.length)),
          () => true,
        ),
      ),
      selection: SELECTION.slice('requests '.length),
      resolve: ([{ counts }]) => nest(REQUEST_CODES, (code) => counts[REQUEST_CODES.indexOf(code)]).requests,
      read: (requests) => readTree({ requests }),
    },
    postgraphile: {
      query: `${QUERY_OF_YEAR} { allMembers(${conditionOfYear(level)}) { aggregates { sum { ${COLUMNS.join(' ')} } } } }`,
      variables: variablesOfYear,
      read: ({ allMembers: { aggregates } }) => COLUMNS.map((column) => number(aggregates.sum[column])),
    },
  };
}
