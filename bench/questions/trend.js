import { at, columnOf, GROUPS } from '../form.js';
import { addColumns, addCounts, CONCLUDED, number, RECEIVED, sumSql, whereSql } from './figures.js';
import { OWN_SUMS } from './rollupRows.js';

const PARTS = [[RECEIVED], ...GROUPS.map(({ cells }) => cells), [CONCLUDED]];
const GROUP_NAMES = GROUPS.map(({ code }) => code);
const GROUP_COLUMNS = PARTS.flat().map(columnOf).join(' ');
const GROUP_TOTALS = GROUPS.map(({ code, isGroup }) =>
  isGroup ? `${code} { subtotal { total } }` : `${code} { total }`,
).join(' ');
const groupTotal = (requests, { code, isGroup }) =>
  number(at(requests, isGroup ? `${code}.subtotal.total` : `${code}.total`));
const readCounts = (rows) =>
  rows.map(({ year, counts }) => [year, ...PARTS.map((codes) => addCounts(counts, codes))]);
const readNamed = (rows) =>
  rows.map((row) => [row.year, row.received, ...GROUP_NAMES.map((name) => row[name]), row.concluded]);
/** Returns the query that PostGraphile makes of the function `members_in_district`, or of another level. */
const membersIn = ({ name }) => `membersIn${name[0].toUpperCase()}${name.slice(1)}`;
const placeAndYears = ({ years, place }) => [place, years];

/** R3: up to ten years by group of outcome. */
export function trend(level) {
  return {
    title: 'R3 trend of up to ten years by outcome group',
    ours: {
      query: `query R3($years: [Int!]!, $place: ID!) { rollup(years: $years, filter: { jurisdiction: $place }) {
        groups(by: [YEAR]) { edges { node { year requests { received { total } ${GROUP_TOTALS} concluded { total } } } } } } }`,
      read: ({ rollup: { groups } }) =>
        groups.edges
          .map(({ node }) => node)
          .filter(({ requests }) => requests.received.total !== null)
          .map(({ year, requests }) => [
            year,
            number(requests.received.total),
            ...GROUPS.map((group) => groupTotal(requests, group)),
            number(requests.concluded.total),
          ]),
    },
    sql: {
      text: `select year, sum(${columnOf(RECEIVED)})::float8 as received, ${GROUPS.map(({ code, cells }) => `(${sumSql(cells)})::float8 as "${code}"`).join(', ')},
        sum(${columnOf(CONCLUDED)})::float8 as concluded from peers.member where ${whereSql(level, 'year = any($1)')} group by year order by year`,
      values: ({ years, place }) => [years, place],
      read: readNamed,
    },
    rollupRow: {
      text: `select k.year, k.counts::float8[] as counts from ${OWN_SUMS} where j.code = $1 and k.year = any($2) order by k.year`,
      values: placeAndYears,
      read: readCounts,
    },
    summary: {
      text: 'select year, counts from peers.summary where place = $1 and year = any($2) order by year',
      values: placeAndYears,
      read: readCounts,
      postgraphile: {
        query:
          'query ($place: String!, $years: [Int!]!) { summary: summariesIn(wantedPlace: $place, wantedYears: $years) { nodes { year counts } } }',
        variables: ({ years, place }) => ({ place, years }),
        rows: ({ summary }) => summary.nodes,
      },
    },
    apollo: {
      type: '[YearOfTrend!]!',
      definition: `type YearOfTrend { year: Int! received: Float ${GROUP_NAMES.map((name) => `${name}: Float`).join(' ')} concluded: Float }`,
      selection: `{ year received ${GROUP_NAMES.join(' ')} concluded }`,
      resolve: (rows) => rows,
      read: readNamed,
    },
    postgraphile: {
      query: `query ($place: String!, $years: [Int!]!) { ${membersIn(level)}(wantedPlace: $place, wantedYears: $years) { groupedAggregates(groupBy: [YEAR]) { keys sum { ${GROUP_COLUMNS} } } } }`,
      variables: ({ years, place }) => ({ place, years }),
      read: (data) =>
        data[membersIn(level)].groupedAggregates
          .map(({ keys: [year], sum }) => [Number(year), ...PARTS.map((codes) => addColumns(sum, codes))])
          .sort(([one], [other]) => one - other),
    },
  };
}
