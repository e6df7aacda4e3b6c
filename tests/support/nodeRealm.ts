/** Node's own globals, which the sources see. A test file has jest's, so what it replaces there the sources do not notice. */
export const { nodeRealm } = globalThis as unknown as { nodeRealm: typeof globalThis };
