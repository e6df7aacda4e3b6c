import type { Cell } from './cells';
import { isSingleOtherHandling } from './requestRows';

/** Nested objects: the tables as they are sent and shown, or parts of them. */
export interface Tree {
  [key: string]: unknown;
}

/**
 * Returns the keys that lead to a cell in the nested tables, the name of the table first. They are the parts of its code; row （六） of
 * edition 2019 shares its code with the group of edition 2021, and is the subtotal of that group.
 */
export function tablePath({ code }: Pick<Cell, 'code'>): string[] {
  const path = code.split('.');
  if (isSingleOtherHandling(code)) path.splice(2, 0, 'subtotal');
  return path;
}

/** Puts a value where a path leads, and adds the objects that are missing on the way. */
export function setAtPath(tree: Tree, path: readonly string[], value: unknown): void {
  let branch = tree;
  for (const key of path.slice(0, -1)) {
    branch[key] ??= {};
    branch = branch[key] as Tree;
  }
  branch[path[path.length - 1]] = value;
}

/** Returns the value to which a path leads; undefined where there is none. */
export function getAtPath(tree: object | null | undefined, path: readonly string[]): unknown {
  let value: unknown = tree;
  for (const key of path) value = (value as Tree | null | undefined)?.[key];
  return value;
}
