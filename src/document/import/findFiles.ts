import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';

const EXTENSIONS = new Set(['.html', '.htm', '.docx', '.xlsx', '.txt', '.md', '.pdf']);

/** The files named, and in folders the documents of known formats, in the order of their names. Links are not followed. */
export async function* findFiles(paths: readonly string[]): AsyncGenerator<string> {
  for (const path of paths) {
    if ((await stat(path)).isDirectory()) yield* walk(path);
    else yield path;
  }
}

async function* walk(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    // Word writes ~$ files beside a document that is open.
    if (entry.isDirectory()) yield* walk(path);
    else if (
      entry.isFile() &&
      EXTENSIONS.has(extname(entry.name).toLowerCase()) &&
      !entry.name.startsWith('~$')
    )
      yield path;
  }
}
