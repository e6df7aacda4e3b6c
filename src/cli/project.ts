import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** This file runs from dist/src/cli, and in tests from src/cli. */
const ROOT = ['../../..', '../..']
  .map((up) => join(__dirname, up))
  .find((folder) => existsSync(join(folder, 'package.json'))) as string;

/** The operations users start from. */
export const OPERATIONS_FOLDER = join(ROOT, 'schema/operations');

/** The operations of the pages. */
export const PAGE_OPERATIONS_FOLDER = join(OPERATIONS_FOLDER, 'web');

/** Where the build writes the pages. */
export const PAGES_FOLDER = join(ROOT, 'dist/web');

/** Where the build writes the explorer. */
export const EXPLORER_FOLDER = join(ROOT, 'dist/explorer');

/** Returns the version of the hub. */
export function readVersion(): string {
  return (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;
}
