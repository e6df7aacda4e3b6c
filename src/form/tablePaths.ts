import type { Cell } from './cells';
import { memoizeObject } from './memoizeObject';
import { isSingleOtherHandling } from './requestRows';

/** Nested objects: the tables as they are sent and shown, or parts of them. */
export interface Tree {
  [key: string]: unknown;
}

/**
 * Returns the keys that lead to a cell in the nested tables, the name of the table first. They are the parts of its code; row （六） of
 * edition 2019 shares its code with the group of edition 2021, and is the subtotal of that group.
 */
export const tablePath = memoizeObject(({ code }: Pick<Cell, 'code'>): readonly string[] => {
  const path = code.split('.');
  if (isSingleOtherHandling(code)) path.splice(2, 0, 'subtotal');
  return path;
});

/** Puts a value where a path leads, and adds the objects that are missing on the way. */
export function setAtPath(tree: Tree, path: readonly string[], value: unknown): void {
  const last = path.length - 1;
  let branch = tree;
  for (let at = 0; at < last; at += 1) {
    branch[path[at]] ??= {};
    branch = branch[path[at]] as Tree;
  }
  branch[path[last]] = value;
}

/** Returns the value to which a path leads; undefined where there is none. */
export function getAtPath(tree: object | null | undefined, path: readonly string[]): unknown {
  let value: unknown = tree;
  for (const key of path) value = (value as Tree | null | undefined)?.[key];
  return value;
}
