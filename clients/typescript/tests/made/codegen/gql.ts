/* eslint-disable */
import * as types from './graphql.js';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query Agencies($first: Int!, $after: String) {\n  agencies(year: 2025, jurisdiction: \"910101\", first: $first, after: $after) {\n    totalCount\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": typeof types.AgenciesDocument,
    "query Received($years: [Int!]!) {\n  rollup(years: $years, filter: {jurisdiction: \"910101\"}) {\n    id\n    total {\n      requests {\n        received {\n          total\n        }\n      }\n    }\n  }\n}": typeof types.ReceivedDocument,
};
const documents: Documents = {
    "query Agencies($first: Int!, $after: String) {\n  agencies(year: 2025, jurisdiction: \"910101\", first: $first, after: $after) {\n    totalCount\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": types.AgenciesDocument,
    "query Received($years: [Int!]!) {\n  rollup(years: $years, filter: {jurisdiction: \"910101\"}) {\n    id\n    total {\n      requests {\n        received {\n          total\n        }\n      }\n    }\n  }\n}": types.ReceivedDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Agencies($first: Int!, $after: String) {\n  agencies(year: 2025, jurisdiction: \"910101\", first: $first, after: $after) {\n    totalCount\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}"): (typeof documents)["query Agencies($first: Int!, $after: String) {\n  agencies(year: 2025, jurisdiction: \"910101\", first: $first, after: $after) {\n    totalCount\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Received($years: [Int!]!) {\n  rollup(years: $years, filter: {jurisdiction: \"910101\"}) {\n    id\n    total {\n      requests {\n        received {\n          total\n        }\n      }\n    }\n  }\n}"): (typeof documents)["query Received($years: [Int!]!) {\n  rollup(years: $years, filter: {jurisdiction: \"910101\"}) {\n    id\n    total {\n      requests {\n        received {\n          total\n        }\n      }\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;