import type { ApolloServerOptions } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Context } from '../../shared/request/context';

type DocumentStore = NonNullable<ApolloServerOptions<Context>['documentStore']>;

/** How many bytes the documents that are remembered may take. */
export const MOST_BYTES = 32_000_000;
/** The longest document remembered, in letters. */
const LONGEST_TEXT = 50_000;
/** What a token takes with the nodes made of it, in bytes: measured with selections of the whole form. */
const BYTES_PER_TOKEN = 500;

/** Returns how many bytes a document takes: those of its text, comments and all, which it holds on to, and of its tokens. */
export function memoryOf({ loc }: DocumentNode): number {
  const length = loc?.source.body.length ?? 0;
  let tokens = 0;
  for (let token = loc?.startToken; token; token = token.next ?? undefined) tokens += 1;
  return 2 * length + BYTES_PER_TOKEN * tokens;
}

/** Returns whether a document is short enough to be remembered. */
export const isRememberable = (source: string) => source.length <= LONGEST_TEXT;

/**
 * Returns the store of parsed and validated documents that Apollo looks into by their hash. Its own store measures a document by its JSON, in which
 * the text is not: a comment of two million letters takes nothing there.
 */
export function createDocumentStore(): DocumentStore {
  const documents = new LRUCache<string, DocumentNode>({ maxSize: MOST_BYTES, sizeCalculation: memoryOf });
  return {
    get: async (key) => documents.get(key),
    async set(key, document) {
      if (isRememberable(document.loc?.source.body ?? '')) documents.set(key, document);
    },
    delete: async (key) => documents.delete(key),
  };
}
