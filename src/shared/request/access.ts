import type { Operation } from './permissions';

/**
 * Marks (`@Extensions(PUBLIC)`) of operations for which no role is needed. Every query, mutation and subscription has one of
 * them or names in `@Authorized` what it takes: without, the schema is not built. What is not public is never answered from
 * the cache.
 */
export const PUBLIC = { access: 'PUBLIC' } as const;
/** For everyone who says who they are, with a session or a key. */
export const SIGNED_IN = { access: 'SIGNED_IN' } as const;

/** For everyone who is signed in, also with a password that is still to be changed. */
export const WITH_FIRST_PASSWORD = { access: 'WITH_FIRST_PASSWORD' } as const;

/** Who may call an operation: whoever may do one of these somewhere, or without a role. */
export type Access = readonly Operation[] | 'PUBLIC' | 'SIGNED_IN' | 'WITH_FIRST_PASSWORD';

const WITHOUT_ROLE: readonly unknown[] = [PUBLIC, SIGNED_IN, WITH_FIRST_PASSWORD].map(({ access }) => access);

/** Whether a mark says that no role is needed. */
export const isWithoutRole = (access: unknown): access is Exclude<Access, readonly Operation[]> =>
  WITHOUT_ROLE.includes(access);
