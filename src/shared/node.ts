import { Field, ID, InterfaceType } from 'type-graphql';

/** The Relay Node interface; every row says its type in `nodeType`. */
@InterfaceType({
  description: 'Relay 全局标识接口。Anything that `node(id)` can find again.',
  resolveType: (value: { nodeType: string }) => value.nodeType,
})
export abstract class Node {
  @Field(() => ID, { description: 'Global identifier, opaque and stable.' })
  id: string;
}

/** The global identifier of a row. */
export function globalId(type: string, key: number): string {
  return Buffer.from(`${type}:${key}`).toString('base64url');
}

/** Reads a global identifier; null when it is none. */
export function readGlobalId(id: string): { type: string; key: number } | null {
  const match = /^([A-Z][A-Za-z]*):(\d{1,9})$/.exec(Buffer.from(id, 'base64url').toString('utf8'));
  return match ? { type: match[1], key: Number(match[2]) } : null;
}
