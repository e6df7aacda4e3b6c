import type { CacheExchangeOpts, KeyingConfig, ResolverConfig } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { connections, keylessTypes, lookups, possibleTypes } from './generated/cacheFacts.js';

/** Returns the keys of the hub's types for graphcache: those without an id belong to what they are read of. */
export const createKeys = (): KeyingConfig =>
  Object.fromEntries(keylessTypes.map((type) => [type, () => null]));

/** Returns the resolvers of graphcache that join the pages of the hub's lists, and find by id what is there already. */
export function createResolvers(): ResolverConfig {
  const resolvers: ResolverConfig = Object.fromEntries(
    Object.entries(connections).map(([type, fields]) => [
      type,
      Object.fromEntries(Object.keys(fields).map((field) => [field, relayPagination()])),
    ]),
  );
  const finders: ResolverConfig[string] = Object.fromEntries(
    lookups.map((field) => [
      field,
      (_, args, cache) => {
        const id = String(args.id);
        const types: readonly string[] = possibleTypes.Node;
        const known = types.find((type) => cache.resolve({ __typename: type, id }, '__typename'));
        return known ? { __typename: known, id } : cache.resolve('Query', field, args);
      },
    ]),
  );
  return { ...resolvers, Query: { ...resolvers.Query, ...finders } };
}

/** Returns the options of graphcache for the hub; add its introspected schema to have partial answers. */
export const createCacheOptions = (): Pick<CacheExchangeOpts, 'keys' | 'resolvers'> => ({
  keys: createKeys(),
  resolvers: createResolvers(),
});
