import type { GraphQLError } from 'graphql';
import type { ClassType } from 'type-graphql';
import { Field, Int, ObjectType } from 'type-graphql';
import { bilingualError } from '../bilingualError';
import { isMark, type ListQuestion } from './listQuestion';

/** The most items of one page. */
export const LARGEST_PAGE = 100;

/** Relay page information. */
@ObjectType({
  simpleResolvers: true,
  description: '分页信息。Relay page information: where this page begins and ends.',
})
export class PageInfo {
  @Field({ description: '其后是否还有。Whether items follow this page.' })
  hasNextPage: boolean;
  @Field({ description: '其前是否还有。Whether items precede this page.' })
  hasPreviousPage: boolean;
  @Field(() => String, {
    nullable: true,
    description:
      '本页第一项的游标，供 before 使用。Cursor of the first item of this page; give it to `before`.',
  })
  startCursor: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      '本页最后一项的游标，供 after 使用。Cursor of the last item of this page; give it to `after`.',
  })
  endCursor: string | null;
}

/** A page of a Relay connection. */
export interface Connection<T> {
  edges: { cursor: string; node: T }[];
  nodes: T[];
  pageInfo: PageInfo;
  /** Null only where nobody asks for it: counting a whole list takes much longer than reading a page of it. */
  totalCount: number | null;
}

/** The Relay connection type over a node type: `<Name>Connection` with `<Name>Edge`. */
export function connectionOf<T extends object>(node: ClassType<T>, name: string): ClassType<Connection<T>> {
  @ObjectType(`${name}Edge`, {
    simpleResolvers: true,
    description: `列表中的一项及其游标。An item of a list of ${name} with its cursor.`,
  })
  class Edge {
    @Field({ description: '该项的位置，不透明。Opaque position of the item.' })
    cursor: string;
    @Field(() => node, { description: '该项。The item.' })
    node: T;
  }
  @ObjectType(`${name}Connection`, {
    simpleResolvers: true,
    description: `列表的一页。A page of a list of ${name}.`,
  })
  class ConnectionType {
    @Field(() => [Edge], { description: '项目及其游标。The items with their cursors.' })
    edges: Edge[];
    @Field(() => [node], { description: '项目，不带游标。The items without their cursors.' })
    nodes: T[];
    @Field(() => PageInfo, { description: '本页的起止。Where this page begins and ends.' })
    pageInfo: PageInfo;
    @Field(() => Int, { description: '全部项目数。Number of items in the whole list, unit: items.' })
    totalCount: number;
  }
  return ConnectionType;
}

/** Encodes the sort key of an item of a list; `decodeCursor` reads it back. */
export function encodeCursor({ mark }: ListQuestion, key: unknown[]): string {
  return Buffer.from(JSON.stringify([mark, ...key])).toString('base64url');
}

const INSTANT = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether there is such a day and time: 30 February would be taken for 2 March. */
function isOnCalendar(instant: string): boolean {
  const time = Date.parse(instant);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(instant.slice(0, 10));
}

/** What the parts of a sort key may be. */
const PART = {
  integer: (part: unknown) => Number.isInteger(part) && Math.abs(part as number) < 2 ** 31,
  /** A bigint as text. */
  digits: (part: unknown) => typeof part === 'string' && /^\d{1,18}$/.test(part),
  /** The value of a group; null where it has none. */
  value: (part: unknown) => part === null || (typeof part === 'number' && Number.isFinite(part)),
  text: (part: unknown) => typeof part === 'string' && !part.includes('\0'),
  instant: (part: unknown) => typeof part === 'string' && INSTANT.test(part) && isOnCalendar(part),
  uuid: (part: unknown) => typeof part === 'string' && UUID.test(part),
} as const;

/** A page of a list: the items after a cursor, or those before it; null for the end of the list it begins at. */
export interface Page {
  readonly size: number;
  readonly isBackward: boolean;
  readonly cursor: string | null;
  readonly list: ListQuestion;
}

/** Returns the mark and the key in a cursor; null for a text that is none. */
function readCursor(cursor: string): readonly [mark: unknown, key: unknown[]] | null {
  try {
    const [mark, ...key] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return isMark(mark) ? [mark, key] : null;
  } catch {
    return null;
  }
}

/**
 * Reads the cursor of a page, made by encodeCursor with a key of these parts. Throws BAD_USER_INPUT on any other text, and on a cursor of
 * another question: what lies beyond its item there is not what lies beyond it here.
 */
export function decodeCursor(
  { cursor, isBackward, list }: Page,
  ...parts: readonly (keyof typeof PART)[]
): unknown[] | null {
  if (cursor === null) return null;
  const [mark, key] = readCursor(cursor) ?? [];
  if (mark !== undefined && mark !== list.mark)
    throw badInput(
      isBackward ? 'before' : 'after',
      '游标属于另一个查询（列表、条件、分组或排序不同）；请去掉游标，从头开始。',
      'This cursor belongs to another question: another list, filter, grouping or order. Leave it out and begin again.',
    );
  if (key && key.length === parts.length && parts.every((part, at) => PART[part](key[at]))) return key;
  throw isBackward
    ? badInput(
        'before',
        '游标无效，请使用下一页返回的 startCursor。',
        'Not a cursor of this list: use the startCursor of the page that follows.',
      )
    : badInput(
        'after',
        '游标无效，请使用上一页返回的 endCursor。',
        'Not a cursor of this list: use the endCursor of the page before.',
      );
}

/** A refusal of an argument, in both languages, with the argument named. */
export function badInput(argument: string, zh: string, en: string): GraphQLError {
  return bilingualError({ zh, en }, { code: 'BAD_USER_INPUT', argument });
}

/** Refuses a list that is longer than allowed; returns it otherwise. */
export function checkLength<L extends readonly unknown[] | null | undefined>(
  argument: string,
  list: L,
  most: number,
): L {
  if ((list?.length ?? 0) <= most) return list;
  throw badInput(argument, `至多 ${most} 项。`, `At most ${most} items.`);
}

/** An item; its cursor is made when it is asked for. */
class ItemOnPage<T> {
  constructor(
    readonly node: T,
    private readonly list: ListQuestion,
    private readonly keyOf: (row: T) => unknown[],
  ) {}
  get cursor(): string {
    return encodeCursor(this.list, this.keyOf(this.node));
  }
}
class PlaceOfPage implements PageInfo {
  constructor(
    private readonly edges: readonly { readonly cursor: string }[],
    readonly hasNextPage: boolean,
    readonly hasPreviousPage: boolean,
  ) {}
  get startCursor(): string | null {
    return this.edges.at(0)?.cursor ?? null;
  }
  get endCursor(): string | null {
    return this.edges.at(-1)?.cursor ?? null;
  }
}

/** Builds a page from the rows beyond its cursor in the order they were read, of which one more than its size was asked for. */
export function pageOf<T>(
  rows: readonly T[],
  { size, isBackward, cursor, list }: Page,
  totalCount: number | null,
  keyOf: (row: T) => unknown[],
): Connection<T> {
  const nodes = rows.slice(0, size);
  if (isBackward) nodes.reverse();
  const edges = nodes.map((node) => new ItemOnPage(node, list, keyOf));
  const [hasMore, hasCursor] = [rows.length > size, cursor !== null];
  const pageInfo = isBackward
    ? new PlaceOfPage(edges, hasCursor, hasMore)
    : new PlaceOfPage(edges, hasMore, hasCursor);
  return { edges, nodes, totalCount, pageInfo };
}
