import { Field, ID, InterfaceType } from 'type-graphql';

/** The Relay Node interface; every row says its type in `nodeType`. */
@InterfaceType({
  description: 'Relay 全局标识接口。Anything that `node(id)` can find again.',
  resolveType: (value: { nodeType: string }) => value.nodeType,
})
export abstract class Node {
  abstract readonly nodeType: string;
  abstract readonly key: number;
  get id(): string {
    return globalId(this);
  }
}

/** Makes the getter `id` a field that is read as it stands; a page has many rows, and few ask for it. */
export function readId(type: abstract new () => Pick<Node, 'id'>): void {
  const description = '全局标识，不透明，长期不变。Global identifier, opaque and stable.';
  Field(() => ID, { simple: true, description })(type.prototype, 'id');
}
readId(Node);

/** The global identifier of a row. */
export const globalId = ({ nodeType, key }: Pick<Node, 'nodeType' | 'key'>): string =>
  Buffer.from(`${nodeType}:${key}`).toString('base64url');

/** Reads a global identifier; null when it is none. */
export function readGlobalId(id: string): { type: string; key: number } | null {
  const match = /^([A-Z][A-Za-z]*):(\d{1,9})$/.exec(Buffer.from(id, 'base64url').toString('utf8'));
  return match ? { type: match[1], key: Number(match[2]) } : null;
}
