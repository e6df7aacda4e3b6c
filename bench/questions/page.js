import { at, columnOf, indexOf, nest, REPORT_CODES, selectCodes } from '../form.js';
import {
  conditionOfYear,
  number,
  partsOf,
  QUERY_OF_YEAR,
  variablesOfYear,
  whereSql,
  yearAndPlace,
} from './figures.js';

const FEES = 'proactive.fees.amount';
const CODES = [...REPORT_CODES, FEES];
const COLUMNS = REPORT_CODES.map(columnOf);
const readCells = (tree) => REPORT_CODES.map((code) => number(at(tree, code)));

/** A page of fifty reports with all six sections. */
export function page(level) {
  return {
    title: 'page of 50 reports, all sections',
    ours: {
      query: `query Page($years: [Int!]!, $place: ID!) { reports(first: 50, filter: { jurisdiction: $place, years: $years, scopes: [OWN] }, orderBy: { field: AGENCY_CODE, direction: ASC }) {
        edges { node { agency { code name } overview { text } problems { text } otherMatters { text } ${selectCodes(CODES)} } } } }`,
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
        from (select * from peers.member where ${whereSql(level)} and included = 1 order by agency_code limit 50) m join report_revision r on r.id = m.revision_id order by m.agency_code`,
      values: yearAndPlace,
      read: (rows) =>
        rows.map((row) => [
          row.agency_code,
          row.overview,
          row.problems,
          row.other_matters,
          number(row.fees_amount),
          ...REPORT_CODES.map((code) => number(row.counts[indexOf(code)])),
        ]),
    },
    apollo: {
      type: '[CompleteReport!]!',
      definition: `type CompleteReport { agencyCode: ID! agencyName: String! overview: String problems: String otherMatters: String ${partsOf(
        'CompleteReport',
        nest(CODES, () => true),
      )}`,
      selection: `{ agencyCode agencyName overview problems otherMatters ${selectCodes(CODES)} }`,
      resolve: (rows) =>
        rows.map((row) => ({
          agencyCode: row.agency_code,
          agencyName: row.agency_name,
          overview: row.overview,
          problems: row.problems,
          otherMatters: row.other_matters,
          ...nest(CODES, (code) => (code === FEES ? number(row.fees_amount) : row.counts[indexOf(code)])),
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
      query: `${QUERY_OF_YEAR} { allReports(${conditionOfYear(level)}, first: 50, orderBy: [AGENCY_CODE_ASC]) { nodes { agencyCode agencyName overview problems otherMatters feesAmount ${COLUMNS.join(' ')} } } }`,
      variables: variablesOfYear,
      read: ({ allReports: { nodes } }) =>
        nodes.map((row) => [
          row.agencyCode,
          row.overview,
          row.problems,
          row.otherMatters,
          number(row.feesAmount),
          ...COLUMNS.map((column) => number(row[column])),
        ]),
    },
  };
}
