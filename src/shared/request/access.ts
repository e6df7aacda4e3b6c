import type { Operation } from './permissions';

/**
 * Marks (`@Extensions(PUBLIC)`) of operations for which no role is needed. Every query, mutation and subscription has one of
 * them or names in `@Authorized` what it takes: without, the schema is not built. What is not public is never answered from
 * the cache.
 */
export const PUBLIC = { access: 'PUBLIC' } as const;
/** For everyone who says who they are, with a session or a key. */
export const SIGNED_IN = { access: 'SIGNED_IN' } as const;

/** Who may call an operation: whoever may do one of these somewhere, or without a role. */
export type Access = readonly Operation[] | 'PUBLIC' | 'SIGNED_IN';
