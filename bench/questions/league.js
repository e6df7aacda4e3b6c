import { columnOf } from '../form.js';
import {
  addColumns,
  addCounts,
  CONCLUDED,
  conditionOfYear,
  GRANTED,
  LITIGATION,
  placeAndYear,
  QUERY_OF_YEAR,
  RECEIVED,
  rate,
  ratioSql,
  sumSql,
  variablesOfYear,
  whereSql,
  yearAndPlace,
} from './figures.js';
import { CHILD_SUMS } from './rollupRows.js';

const PAGE = 20;
const ORDERS = [
  { name: 'received', by: RECEIVED },
  { name: 'granted', by: 'measures.disclosureRate' },
  { name: 'lost', by: 'measures.litigationOverturnRate' },
];
const litigation = (part) => LITIGATION.map((group) => `${group}.${part}`);
const COLUMNS = [
  RECEIVED,
  ...GRANTED,
  CONCLUDED,
  ...litigation('total'),
  ...litigation('pending'),
  ...litigation('corrected'),
].map(columnOf);
const DECIDED_SQL = `${sumSql(litigation('total'))} - (${sumSql(litigation('pending'))})`;

/** Returns a page of groups in the order of the hub: those without a value last, equal ones by key. */
const firstPage = (rows, name) =>
  rows
    .toSorted((one, other) => {
      const [a, b] = [one[name], other[name]];
      if (a === b) return one.key < other.key ? -1 : 1;
      if (a === null || b === null) return a === null ? 1 : -1;
      return b - a;
    })
    .slice(0, PAGE)
    .map((row) => [row.key, rate(row[name])]);

/** Returns the three leagues of children whose ratios a peer does not form; `add` adds cells of one child. */
function rankChildren(children) {
  const ratio = (above, below) => (below === 0 ? null : above / below);
  const rows = children.map(({ key, add }) => ({
    key,
    received: add([RECEIVED]),
    granted: ratio(add(GRANTED), add([CONCLUDED])),
    lost: ratio(add(litigation('corrected')), add(litigation('total')) - add(litigation('pending'))),
  }));
  return ORDERS.map(({ name }) => firstPage(rows, name));
}

const leagueSql = (
  rows,
) => `with g as materialized (select key, sum(${columnOf(RECEIVED)})::float8 as received,
    ${ratioSql(sumSql(GRANTED), sumSql([CONCLUDED]))} as granted,
    ${ratioSql(sumSql(litigation('corrected')), DECIDED_SQL)} as lost
    from ${rows} group by 1)
  select ${ORDERS.map(({ name }) => `(select json_agg(t) from (select key, ${name} as value from g order by ${name} desc nulls last, key limit ${PAGE}) t) as ${name}`).join(', ')}`;

const readRow = (row) => ORDERS.map(({ name }) => row[name].map(({ key, value }) => [key, rate(value)]));

/** R4: the children of a place by received, share granted and share of litigation lost, twenty of each. */
export function league(level) {
  return {
    title: "R4 league of a place's children, three orders",
    ours: {
      query: `query R4($years: [Int!]!, $place: ID!) { rollup(years: $years, filter: { jurisdiction: $place }) { ${ORDERS.map(
        ({ name, by }) =>
          `${name}: groups(by: [CHILD], first: ${PAGE}, orderBy: { field: "${by}" }) { edges { node { key sortValue } } }`,
      ).join(' ')} } }`,
      read: ({ rollup }) =>
        ORDERS.map(({ name }) => rollup[name].edges.map(({ node }) => [node.key, rate(node.sortValue)])),
    },
    sql: {
      text: leagueSql(`(select *, ${level.children} as key from peers.member where ${whereSql(level)}) m`),
      values: yearAndPlace,
      read: ([row]) => readRow(row),
    },
    rollupRow: {
      text: leagueSql(
        `(select j.code as key, ${COLUMNS.map((column) => `k.counts[${column.slice(1)}] as ${column}`).join(', ')}
            from ${CHILD_SUMS} where p.code = $1 and k.year = $2) m`,
      ),
      values: placeAndYear,
      read: ([row]) => readRow(row),
    },
    summary: {
      text: 'select place as key, counts from peers.summary where parent = $1 and year = $2',
      values: placeAndYear,
      read: (rows) =>
        rankChildren(rows.map(({ key, counts }) => ({ key, add: (codes) => addCounts(counts, codes) }))),
      postgraphile: {
        query: `${QUERY_OF_YEAR} { summary: allSummaries(condition: { parent: $place, year: $year }) { nodes { key: place counts } } }`,
        variables: variablesOfYear,
        rows: ({ summary }) => summary.nodes,
      },
    },
    apollo: {
      type: 'League',
      definition: `type Child { key: ID! value: Float } type League { ${ORDERS.map(({ name }) => `${name}: [Child!]!`).join(' ')} }`,
      selection: `{ ${ORDERS.map(({ name }) => `${name} { key value }`).join(' ')} }`,
      resolve: ([row]) => row,
      read: readRow,
    },
    postgraphile: {
      query: `${QUERY_OF_YEAR} { allMembers(${conditionOfYear(level)}) { groupedAggregates(groupBy: [${level.children.toUpperCase()}]) { keys sum { ${COLUMNS.join(' ')} } } } }`,
      variables: variablesOfYear,
      read: ({ allMembers: { groupedAggregates } }) =>
        rankChildren(
          groupedAggregates.map(({ keys: [key], sum }) => ({ key, add: (codes) => addColumns(sum, codes) })),
        ),
    },
  };
}
