import { at, columnOf, GROUPS, nest, REPORT_CELLS, REQUEST_CELLS, select } from './form.js';

const number = (value) => (value === null || value === undefined ? null : Number(value));
const rate = (value) =>
  value === null || value === undefined ? null : Number(Number(value).toPrecision(12));
const byKey = (rows) => rows.toSorted(([one], [other]) => (one < other ? -1 : 1));

const RECEIVED = 'requests.received.total';
const GRANTED = ['requests.granted.total', 'requests.partlyGranted.total'];
const CONCLUDED = 'requests.concluded.total';
const LITIGATION = ['disputes.litigationDirect', 'disputes.litigationAfterReconsideration'];
const sumSql = (codes) => codes.map((code) => `coalesce(sum(${columnOf(code)}), 0)`).join(' + ');
const ratioSql = (above, below) => `(${above})::float8 / nullif(${below}, 0)::float8`;
const decidedSql = `${sumSql(LITIGATION.map((group) => `${group}.total`))} - (${sumSql(LITIGATION.map((group) => `${group}.pending`))})`;
const ORDERS = [
  { name: 'received', by: RECEIVED },
  { name: 'granted', by: 'measures.disclosureRate' },
  { name: 'lost', by: 'measures.litigationOverturnRate' },
];
const PAGE = 20;

/** Groups without a value come last, equal ones by key: the order of the hub. */
const ordered = (rows, name) =>
  rows
    .toSorted((one, other) => {
      const [a, b] = [one[name], other[name]];
      if (a === b) return one.key < other.key ? -1 : 1;
      if (a === null || b === null) return a === null ? 1 : -1;
      return b - a;
    })
    .slice(0, PAGE)
    .map((row) => [row.key, rate(row[name])]);

const countIn = (counts, code) => counts[Number(columnOf(code).slice(1)) - 1];
const addCounts = (counts, codes) =>
  codes.reduce((total, code) => total + Number(countIn(counts, code) ?? 0), 0);

/** A child with the ratios that aggregates cannot form; `add` adds cells of its sum. */
function leagueRow(key, add) {
  const part = (name) => LITIGATION.map((group) => `${group}.${name}`);
  const decided = add(part('total')) - add(part('pending'));
  const ratio = (above, below) => (below === 0 ? null : above / below);
  return {
    key,
    received: add([RECEIVED]),
    granted: ratio(add(GRANTED), add([CONCLUDED])),
    lost: ratio(add(part('corrected')), decided),
  };
}
const LEAGUE_COLUMNS = [
  RECEIVED,
  ...GRANTED,
  CONCLUDED,
  ...LITIGATION.flatMap((group) => ['total', 'pending', 'corrected'].map((part) => `${group}.${part}`)),
].map(columnOf);

/** Sums the hub keeps of all kinds of agency, of a place itself (`j`) or of its children (`p` is then the place). */
const OWN_SUMS = "kept_sum k join jurisdiction j on j.id = k.jurisdiction_id and k.kind = 'ALL'";
const CHILD_SUMS = `${OWN_SUMS} join jurisdiction p on p.id = j.parent_id`;

const REQUESTS = select(
  nest(
    REQUEST_CELLS.map(({ code }) => code),
    () => true,
  ),
);
const inner = (selection) => selection.slice(2, -2);
const GROUP_TOTALS = GROUPS.map(({ code, isGroup }) =>
  isGroup ? `${code} { subtotal { total } }` : `${code} { total }`,
).join(' ');
const groupTotal = (requests, { code, isGroup }) =>
  number(at(requests, isGroup ? `${code}.subtotal.total` : `${code}.total`));
const groupSql = ({ cells }) => sumSql(cells);
const groupColumns = GROUPS.flatMap(({ cells }) => cells.map(columnOf));

const where = (place, year = 'year = $1') => `${year} and ${place.level} = $2`;
const condition = (place, year) =>
  `condition: { ${year === null ? '' : `year: ${year}, `}${place.level}: "${place.code}" }`;

/** R1: the hotline total of a place and its twenty first agencies. */
function hotline(place, year) {
  return {
    title: 'R1 hotline total and top 20 bureaus',
    ours: {
      query: `query R1($years: [Int!]!, $place: ID!) { rollup(years: $years, select: { jurisdiction: $place }) {
        total { indicators(codes: ["hotlineTickets"]) { value qualifier } }
        byAgency(first: 20, orderBy: { by: "indicators.hotlineTickets" }) { edges { node { sortValue agency { name } } } } } }`,
      variables: { years: [year], place: place.code },
      read: ({ rollup: { total, byAgency } }) => [
        number(total.indicators[0].value),
        byAgency.edges.map(({ node }) => [node.agency.name, node.sortValue]),
      ],
    },
    sql: {
      text: `with m as materialized (select agency_key, agency_name, hotline, qualifier from peers.member where ${where(place)} and included = 1)
        select (select sum(hotline) from m)::float8 as total, (select array_agg(distinct qualifier) from m where qualifier is not null) as qualifiers,
               (select json_agg(t) from (select agency_name as name, hotline::float8 as value from m order by hotline desc nulls last, agency_key limit 20) t) as top`,
      values: [year, place.code],
      read: ([row]) => [row.total, row.top.map(({ name, value }) => [name, value])],
    },
    apollo: {
      type: 'Hotline',
      definition:
        'type Bureau { name: String! value: Float } type Hotline { total: Float qualifiers: [String!]! top: [Bureau!]! }',
      selection: '{ total qualifiers top { name value } }',
      resolve: ([row]) => row,
      read: (row) => [row.total, row.top.map(({ name, value }) => [name, value])],
    },
    postgraphile: {
      query: `{ total: allMembers(${condition(place, year)}) { aggregates { sum { hotline } } }
        top: allMembers(${condition(place, year)}, first: 20, orderBy: [HOTLINE_ORDER_DESC, AGENCY_KEY_ASC]) { nodes { agencyName hotline } } }`,
      read: ({ total, top }) => [
        number(total.aggregates.sum.hotline),
        top.nodes.map(({ agencyName, hotline: value }) => [agencyName, number(value)]),
      ],
    },
  };
}

/** R2: the whole request table, 25 x 7 typed. */
function requestTable(place, year) {
  const columns = REQUEST_CELLS.map(({ place: at }) => `c${at}`);
  const readTable = ([{ counts }]) => REQUEST_CELLS.map(({ code }) => number(countIn(counts, code)));
  return {
    title: 'R2 whole request table',
    ours: {
      query: `query R2($years: [Int!]!, $place: ID!) { rollup(years: $years, select: { jurisdiction: $place }) { total ${REQUESTS} } }`,
      variables: { years: [year], place: place.code },
      read: ({ rollup: { total } }) => REQUEST_CELLS.map(({ code }) => number(at(total, code))),
    },
    sql: {
      text: `select array[${columns.map((column) => `sum(${column})::float8`).join(', ')}] as counts from peers.member where ${where(place)}`,
      values: [year, place.code],
      read: ([{ counts }]) => counts.map(number),
    },
    hubSums: {
      text: `select k.counts::float8[] as counts from ${OWN_SUMS} where j.code = $1 and k.year = $2`,
      values: [place.code, year],
      read: readTable,
    },
    kept: {
      text: 'select counts from peers.kept where place = $1 and year = $2',
      values: [place.code, year],
      read: readTable,
      postgraphile: `{ kept: keptByPlaceAndYear(place: "${place.code}", year: ${year}) { counts } }`,
      rows: ({ kept }) => [kept],
    },
    apollo: {
      type: 'RequestTable',
      definition: typesOf(
        'RequestTable',
        nest(
          REQUEST_CELLS.map(({ code }) => code.slice('requests.'.length)),
          () => true,
        ),
      ),
      selection: inner(REQUESTS).slice('requests '.length),
      resolve: ([{ counts }]) =>
        nest(
          REQUEST_CELLS.map(({ code }) => code),
          (code) => counts[REQUEST_CELLS.findIndex((cell) => cell.code === code)],
        ).requests,
      read: (table) => REQUEST_CELLS.map(({ code }) => number(at({ requests: table }, code))),
    },
    postgraphile: {
      query: `{ allMembers(${condition(place, year)}) { aggregates { sum { ${columns.join(' ')} } } } }`,
      read: ({ allMembers: { aggregates } }) => columns.map((column) => number(aggregates.sum[column])),
    },
  };
}

/** R3: ten years by group of outcome. */
function trend(place, years) {
  const readYears = (rows) =>
    rows.map(({ year, counts }) => [
      year,
      ...[[RECEIVED], ...GROUPS.map(({ cells }) => cells), [CONCLUDED]].map((codes) =>
        addCounts(counts, codes),
      ),
    ]);
  return {
    title: 'R3 ten-year trend by outcome group',
    ours: {
      query: `query R3($years: [Int!]!, $place: ID!) { rollup(years: $years, select: { jurisdiction: $place }) {
        byYear { year requests { received { total } ${GROUP_TOTALS} concluded { total } } } } }`,
      variables: { years, place: place.code },
      read: ({ rollup: { byYear } }) =>
        byYear
          .filter(({ requests }) => requests.received.total !== null)
          .map(({ year, requests }) => [
            year,
            number(requests.received.total),
            ...GROUPS.map((group) => groupTotal(requests, group)),
            number(requests.concluded.total),
          ]),
    },
    sql: {
      text: `select year, sum(${columnOf(RECEIVED)})::float8 as received, ${GROUPS.map((group) => `(${groupSql(group)})::float8 as "${group.code}"`).join(', ')},
        sum(${columnOf(CONCLUDED)})::float8 as concluded from peers.member where ${where(place, 'year = any($1)')} group by year order by year`,
      values: [years, place.code],
      read: (rows) =>
        rows.map((row) => [row.year, row.received, ...GROUPS.map(({ code }) => row[code]), row.concluded]),
    },
    hubSums: {
      text: `select k.year, k.counts::float8[] as counts from ${OWN_SUMS} where j.code = $1 and k.year = any($2) order by k.year`,
      values: [place.code, years],
      read: readYears,
    },
    kept: {
      text: 'select year, counts from peers.kept where place = $1 and year = any($2) order by year',
      values: [place.code, years],
      read: readYears,
      postgraphile: `{ kept: allKepts(condition: { place: "${place.code}" }, orderBy: [YEAR_ASC]) { nodes { year counts } } }`,
      rows: ({ kept }) => kept.nodes.filter(({ year }) => years.includes(year)),
    },
    apollo: {
      type: '[YearOfTrend!]!',
      definition: `type YearOfTrend { year: Int! received: Float ${GROUPS.map(({ code }) => `${code}: Float`).join(' ')} concluded: Float }`,
      selection: `{ year received ${GROUPS.map(({ code }) => code).join(' ')} concluded }`,
      resolve: (rows) => rows,
      read: (rows) =>
        rows.map((row) => [row.year, row.received, ...GROUPS.map(({ code }) => row[code]), row.concluded]),
    },
    postgraphile: {
      query: `{ allMembers(${condition(place, null)}) { groupedAggregates(groupBy: [YEAR]) { keys sum { ${[columnOf(RECEIVED), ...groupColumns, columnOf(CONCLUDED)].join(' ')} } } } }`,
      read: ({ allMembers: { groupedAggregates } }) =>
        groupedAggregates
          .map(({ keys: [year], sum }) => [
            Number(year),
            number(sum[columnOf(RECEIVED)]),
            ...GROUPS.map(({ cells }) =>
              cells.reduce((total, code) => total + Number(sum[columnOf(code)] ?? 0), 0),
            ),
            number(sum[columnOf(CONCLUDED)]),
          ])
          .filter(([year]) => years.includes(year))
          .sort(([one], [other]) => one - other),
    },
  };
}

/** R4: children of a node by received, granted rate and share of litigation lost, a page of twenty each. */
function league(place, year) {
  const statementOver = (
    rows,
  ) => `with g as materialized (select key, sum(${columnOf(RECEIVED)})::float8 as received,
          ${ratioSql(sumSql(GRANTED), sumSql([CONCLUDED]))} as granted,
          ${ratioSql(sumSql(LITIGATION.map((group) => `${group}.corrected`)), decidedSql)} as lost
          from ${rows} group by 1)
        select ${ORDERS.map(({ name }) => `(select json_agg(t) from (select key, ${name} as value from g order by ${name} desc nulls last, key limit ${PAGE}) t) as ${name}`).join(', ')}`;
  const read = ([row]) => ORDERS.map(({ name }) => row[name].map(({ key, value }) => [key, rate(value)]));
  return {
    title: "R4 league of a node's children, three orders",
    ours: {
      query: `query R4($years: [Int!]!, $place: ID!) { rollup(years: $years, select: { jurisdiction: $place }) { ${ORDERS.map(
        ({ name, by }) =>
          `${name}: byChild(first: ${PAGE}, orderBy: { by: "${by}" }) { edges { node { key sortValue } } }`,
      ).join(' ')} } }`,
      variables: { years: [year], place: place.code },
      read: ({ rollup }) =>
        ORDERS.map(({ name }) => rollup[name].edges.map(({ node }) => [node.key, rate(node.sortValue)])),
    },
    sql: {
      text: statementOver(`(select *, ${place.children} as key from peers.member where ${where(place)}) m`),
      values: [year, place.code],
      read,
    },
    hubSums: {
      text: statementOver(
        `(select j.code as key, ${LEAGUE_COLUMNS.map((column) => `k.counts[${column.slice(1)}] as ${column}`).join(', ')}
            from ${CHILD_SUMS} where p.code = $1 and k.year = $2) m`,
      ),
      values: [place.code, year],
      read,
    },
    kept: {
      text: 'select place as key, counts from peers.kept where parent = $1 and year = $2',
      values: [place.code, year],
      read: (rows) => {
        const children = rows.map(({ key, counts }) => leagueRow(key, (codes) => addCounts(counts, codes)));
        return ORDERS.map(({ name }) => ordered(children, name));
      },
      postgraphile: `{ kept: allKepts(condition: { parent: "${place.code}", year: ${year} }) { nodes { key: place counts } } }`,
      rows: ({ kept }) => kept.nodes,
    },
    apollo: {
      type: 'League',
      definition: `type Child { key: ID! value: Float } type League { ${ORDERS.map(({ name }) => `${name}: [Child!]!`).join(' ')} }`,
      selection: `{ ${ORDERS.map(({ name }) => `${name} { key value }`).join(' ')} }`,
      resolve: ([row]) => row,
      read: (row) => ORDERS.map(({ name }) => row[name].map(({ key, value }) => [key, rate(value)])),
    },
    postgraphile: {
      query: `{ allMembers(${condition(place, year)}) { groupedAggregates(groupBy: [${place.children.toUpperCase()}]) { keys sum { ${LEAGUE_COLUMNS.join(' ')} } } } }`,
      read: ({ allMembers: { groupedAggregates } }) => {
        const children = groupedAggregates.map(({ keys: [key], sum }) =>
          leagueRow(key, (codes) =>
            codes.reduce((total, code) => total + Number(sum[columnOf(code)] ?? 0), 0),
          ),
        );
        return ORDERS.map(({ name }) => ordered(children, name));
      },
    },
  };
}

/** R5: expected and published reports of each child. */
function completeness(place, year) {
  return {
    title: 'R5 completeness per child',
    ours: {
      query: `query R5($years: [Int!]!, $place: ID!) { rollup(years: $years, select: { jurisdiction: $place }) {
        byChild(first: 100) { edges { node { key coverage { expected included } } } } } }`,
      variables: { years: [year], place: place.code },
      read: ({ rollup: { byChild } }) =>
        byKey(
          byChild.edges.map(({ node: { key, coverage } }) => [key, coverage.expected, coverage.included]),
        ),
    },
    sql: {
      text: `select ${place.children} as key, count(*)::int as expected, sum(included)::int as included from peers.member where ${where(place)} group by 1 order by 1`,
      values: [year, place.code],
      read: (rows) => rows.map(({ key, expected, included }) => [key, expected, included]),
    },
    hubSums: {
      text: `select j.code as key, k.governments + coalesce(t.change, 0) as expected, k.included from ${CHILD_SUMS}
          join lateral (select sum(change)::int as change from kept_tenure where jurisdiction_id = j.id and year <= $2 and kind = 'ALL') t on true
         where p.code = $1 and k.year = $2 order by 1`,
      values: [place.code, year],
      read: (rows) => rows.map(({ key, expected, included }) => [key, expected, included]),
    },
    kept: {
      text: 'select place as key, expected, included from peers.kept where parent = $1 and year = $2 order by place',
      values: [place.code, year],
      read: (rows) => byKey(rows.map(({ key, expected, included }) => [key, expected, included])),
      postgraphile: `{ kept: allKepts(condition: { parent: "${place.code}", year: ${year} }) { nodes { key: place expected included } } }`,
      rows: ({ kept }) => kept.nodes,
    },
    apollo: {
      type: '[ChildCoverage!]!',
      definition: 'type ChildCoverage { key: ID! expected: Int! included: Int! }',
      selection: '{ key expected included }',
      resolve: (rows) => rows,
      read: (rows) => rows.map(({ key, expected, included }) => [key, expected, included]),
    },
    postgraphile: {
      query: `{ allMembers(${condition(place, year)}) { groupedAggregates(groupBy: [${place.children.toUpperCase()}]) { keys sum { expected included } } } }`,
      read: ({ allMembers: { groupedAggregates } }) =>
        byKey(
          groupedAggregates.map(({ keys: [key], sum }) => [key, Number(sum.expected), Number(sum.included)]),
        ),
    },
  };
}

const REPORT_COLUMNS = REPORT_CELLS.map(({ place }) => `c${place}`);
const FEES = 'proactive.fees.amount';

/** A page of fifty reports with all six sections. */
function page(place, year) {
  const cells = REPORT_CELLS.map(({ code }) => code);
  const wholeWithFees = select(nest([...cells, FEES], () => true));
  const readCells = (tree) => cells.map((code) => number(at(tree, code)));
  return {
    title: 'page of 50 reports, all sections',
    ours: {
      query: `query Page($years: [Int!]!, $place: ID!) { reports(first: 50, filter: { jurisdiction: $place, years: $years, scopes: [OWN] }, orderBy: { field: AGENCY_CODE, descending: false }) {
        edges { node { agency { code name } overview { text } problems { text } otherMatters { text } ${inner(wholeWithFees)} } } } }`,
      variables: { years: [year], place: place.code },
      read: ({ reports }) =>
        reports.edges.map(({ node }) => [
          node.agency.code,
          node.overview.text,
          node.problems.text,
          node.otherMatters.text,
          number(node.proactive.fees.amount),
          ...readCells(node),
        ]),
    },
    sql: {
      text: `select m.agency_code, m.agency_name, r.overview, r.problems, r.other_matters, r.fees_amount, r.counts
        from (select * from peers.member where ${where(place)} and included = 1 order by agency_code limit 50) m join report_revision r on r.id = m.revision_id order by m.agency_code`,
      values: [year, place.code],
      read: (rows) =>
        rows.map((row) => [
          row.agency_code,
          row.overview,
          row.problems,
          row.other_matters,
          number(row.fees_amount),
          ...REPORT_CELLS.map(({ place: at }) => number(row.counts[at - 1])),
        ]),
    },
    apollo: {
      type: '[WholeReport!]!',
      definition: `type WholeReport { agencyCode: ID! agencyName: String! overview: String problems: String otherMatters: String ${partsOf(
        'WholeReport',
        nest([...cells, FEES], () => true),
      )}`,
      selection: `{ agencyCode agencyName overview problems otherMatters ${inner(wholeWithFees)} }`,
      resolve: (rows) =>
        rows.map((row) => ({
          agencyCode: row.agency_code,
          agencyName: row.agency_name,
          overview: row.overview,
          problems: row.problems,
          otherMatters: row.other_matters,
          ...nest([...cells, FEES], (code) =>
            code === FEES ? number(row.fees_amount) : row.counts[Number(columnOf(code).slice(1)) - 1],
          ),
        })),
      read: (rows) =>
        rows.map((row) => [
          row.agencyCode,
          row.overview,
          row.problems,
          row.otherMatters,
          number(row.proactive.fees.amount),
          ...readCells(row),
        ]),
    },
    postgraphile: {
      query: `{ allReports(${condition(place, year)}, first: 50, orderBy: [AGENCY_CODE_ASC]) { nodes { agencyCode agencyName overview problems otherMatters feesAmount ${REPORT_COLUMNS.join(' ')} } } }`,
      read: ({ allReports: { nodes } }) =>
        nodes.map((row) => [
          row.agencyCode,
          row.overview,
          row.problems,
          row.otherMatters,
          number(row.feesAmount),
          ...REPORT_COLUMNS.map((column) => number(row[column])),
        ]),
    },
  };
}

/** The fields of nested types, closing the type they stand in; the nested types follow. */
function partsOf(name, tree) {
  const nested = Object.entries(tree).filter(([, value]) => typeof value === 'object');
  const typeName = (key) => `${name}${key[0].toUpperCase()}${key.slice(1)}`;
  const fields = Object.entries(tree).map(([key, value]) =>
    typeof value === 'object' ? `${key}: ${typeName(key)}` : `${key}: Float`,
  );
  return `${fields.join(' ')} } ${nested.map(([key, value]) => typesOf(typeName(key), value)).join(' ')}`;
}
function typesOf(name, tree) {
  return `type ${name} { ${partsOf(name, tree)}`;
}

/** Every question of the bench by its code. */
export function questionsOver(places, years) {
  const year = years.includes(2025) ? 2025 : years[0];
  const { district, prefecture, province, nation } = places;
  return {
    'R1-district': hotline(district, year),
    'R2-district': requestTable(district, year),
    'R2-province': requestTable(province, year),
    'R2-nation': requestTable(nation, year),
    'R3-district': trend(district, years),
    'R3-nation': trend(nation, years),
    'R4-prefecture': league(prefecture, year),
    'R4-nation': league(nation, year),
    'R5-prefecture': completeness(prefecture, year),
    'R5-nation': completeness(nation, year),
    page: page(province, year),
  };
}
