import {
  type FieldFunctionOptions,
  type FieldMergeFunction,
  type FieldPolicy,
  InMemoryCache,
  type InMemoryCacheConfig,
  type Reference,
  type StoreObject,
  type TypePolicies,
  type TypePolicy,
} from '@apollo/client/cache';
import { relayStylePagination } from '@apollo/client/utilities';
import { connections, embeddedLists, keylessTypes, lookups, possibleTypes } from './generated/cacheFacts.js';

type Item = Reference | StoreObject | null;

/** Merges lists of the same length item by item: the answers to one question have the same items in the same places. */
const mergeByPosition: FieldMergeFunction<readonly Item[] | null> = (
  existing,
  incoming,
  { mergeObjects },
) => {
  if (!existing || !incoming || existing.length !== incoming.length) return incoming;
  return incoming.map((item, at) => {
    const before = existing[at];
    return item && before ? mergeObjects(before, item) : item;
  });
};

type Edge = { readonly cursor?: string; readonly node: Item };
type Pages = { readonly edges: readonly Edge[] } | null;

/** Joins pages; what is read of an item without an id is merged into what was read before at its place. */
function pagesBy(keyArgs: readonly string[]): FieldPolicy {
  const pages = relayStylePagination([...keyArgs]);
  const join = pages.merge as FieldMergeFunction<Pages>;
  const merge: FieldMergeFunction<Pages> = (existing, incoming, options) => {
    const joined = join(existing, incoming, options);
    if (!existing || !joined || options.args?.before) return joined;
    const edges = joined.edges.map((edge, at): Edge => {
      const before = existing.edges[at];
      const isSame = !before?.cursor || !edge.cursor || before.cursor === edge.cursor;
      if (!before?.node || !edge.node || !isSame) return edge;
      return { ...edge, node: options.mergeObjects(before.node, edge.node) };
    });
    return { ...joined, edges };
  };
  return { ...pages, merge } as FieldPolicy;
}

/** Finds an object in the cache by the id that is asked for, so that `node(id)` asks the hub only for what is not there. */
function readById(existing: Item | undefined, { args, canRead, toReference }: FieldFunctionOptions) {
  if (existing !== undefined || typeof args?.id !== 'string') return existing;
  const { id } = args;
  return possibleTypes.Node.map((type) => toReference({ __typename: type, id })).find(canRead);
}

const ROOTS = ['Query', 'Mutation', 'Subscription'];

function policyOf(type: string): TypePolicy {
  const pages =
    (connections as Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>)[type] ?? {};
  const lists = (embeddedLists as Readonly<Record<string, readonly string[]>>)[type] ?? [];
  const fields = Object.fromEntries([
    ...lists.map((field) => [field, { merge: mergeByPosition }] as const),
    ...Object.entries(pages).map(([field, keyArgs]) => [field, pagesBy(keyArgs)] as const),
  ]);
  // An object that is read without its id belongs to what it is read of, as those do that have none.
  return { ...(ROOTS.includes(type) ? {} : { merge: true }), fields };
}

/** Returns the type policies of the hub for Apollo Client: what has no id is merged into what it is read of, and pages are joined. */
export function createTypePolicies(): TypePolicies {
  const types = new Set([
    ...keylessTypes,
    ...possibleTypes.Node,
    ...Object.keys(connections),
    ...Object.keys(embeddedLists),
  ]);
  const policies: TypePolicies = Object.fromEntries([...types].map((type) => [type, policyOf(type)]));
  const fields = Object.fromEntries(lookups.map((field) => [field, { read: readById }]));
  return { ...policies, Query: { ...policies.Query, fields: { ...policies.Query?.fields, ...fields } } };
}

/** Returns a cache for Apollo Client that knows the schema of the hub. */
export const createHubCache = (config: InMemoryCacheConfig = {}): InMemoryCache =>
  new InMemoryCache({
    ...config,
    possibleTypes: { ...mutable(possibleTypes), ...config.possibleTypes },
    typePolicies: { ...createTypePolicies(), ...config.typePolicies },
  });

const mutable = (types: Readonly<Record<string, readonly string[]>>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(types).map(([name, all]) => [name, [...all]]));
