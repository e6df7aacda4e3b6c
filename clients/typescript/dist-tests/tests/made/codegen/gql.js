/* eslint-disable */
import * as types from './graphql.js';
const documents = {
    "query Agencies($first: Int!, $after: String) {\n  agencies(year: 2025, jurisdiction: \"910101\", first: $first, after: $after) {\n    totalCount\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": types.AgenciesDocument,
    "query Received($years: [Int!]!) {\n  rollup(years: $years, filter: {jurisdiction: \"910101\"}) {\n    id\n    total {\n      requests {\n        received {\n          total\n        }\n      }\n    }\n  }\n}": types.ReceivedDocument,
};
export function graphql(source) {
    return documents[source] ?? {};
}
