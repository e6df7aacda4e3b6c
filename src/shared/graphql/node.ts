import { Field, ID, InterfaceType } from 'type-graphql';
import { badInput } from './paging';

/** What a row is found by among those of its type. */
export type NodeKey = number | string;

/** The Relay Node interface; every row says its type in `nodeType`. */
@InterfaceType({
  description:
    'Relay 全局标识接口：有长久身份的对象，可用 `node(id)` 再次取得。Anything with a lasting identity: `node(id)` finds it again, and what takes an identifier takes this one.',
  resolveType: (value: { nodeType: string }) => value.nodeType,
})
export abstract class Node {
  abstract readonly nodeType: string;
  abstract readonly key: NodeKey;
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

/** What an identifier says: the type and key of a row, and the instant as of which it is shown; null means now. */
export interface NodeRef {
  readonly nodeType: string;
  readonly key: NodeKey;
  readonly asOf?: Date | null;
}

/** The global identifier of a row. What is shown as of an instant is another object than what is shown now. */
export const globalId = ({ nodeType, key, asOf }: NodeRef): string =>
  Buffer.from(`${nodeType}:${key}${asOf ? `@${asOf.toISOString()}` : ''}`).toString('base64url');

const ID_TEXT = /^([A-Z][A-Za-z]*):([\w.-]{1,80})(?:@(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z))?$/;

/** Reads a global identifier; null when it is none. */
export function readGlobalId(
  id: string,
): { readonly nodeType: string; readonly key: string; readonly asOf: Date | null } | null {
  const [, nodeType, key, asOf] = ID_TEXT.exec(Buffer.from(id, 'base64url').toString('utf8')) ?? [];
  if (!nodeType || (asOf && Number.isNaN(Date.parse(asOf)))) return null;
  return { nodeType, key, asOf: asOf ? new Date(asOf) : null };
}

/** Returns the key in the identifier of a row of a type. Refuses identifiers of other types, and what is none. */
export function readKey(argument: string, nodeType: string, id: string): string {
  const found = readGlobalId(id);
  if (found?.nodeType === nodeType && found.asOf === null) return found.key;
  const [zh, en] = found
    ? [`收到的是 ${found.nodeType} 的标识`, `this is the id of a ${found.nodeType}`]
    : ['收到的不是标识', 'this is none'];
  throw badInput(
    argument,
    `${argument} 应为 ${nodeType} 的 id 字段的值，${zh}。`,
    `${argument} takes the value of the field id of a ${nodeType}; ${en}.`,
  );
}

/** The same for types whose keys are whole numbers. */
export function readNumericKey(argument: string, nodeType: string, id: string): number {
  const key = readKey(argument, nodeType, id);
  return /^\d{1,9}$/.test(key) ? Number(key) : 0;
}

/** Returns the key in an identifier of a row of a type whose keys are whole numbers; null for any other text. */
export function findNumericKey(nodeType: string, id: string): number | null {
  const found = readGlobalId(id);
  return found?.nodeType === nodeType && /^\d{1,9}$/.test(found.key) ? Number(found.key) : null;
}
