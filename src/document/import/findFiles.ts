import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** The endings of what the hub reads, or calls by its right name with what to do. */
const EXTENSIONS = new Set(
  'html htm xhtml mht mhtml docx docm doc wps rtf odt xlsx xlsm xls et ods xml csv tsv pdf ofd txt md png jpg jpeg'.split(
    ' ',
  ),
);
/** What a browser saves beside a page: its pictures and scripts. */
const BESIDE_PAGE = /[_.]files$/iu;
/** The list of what is in an archive of the hub. */
const INDEX = 'index.csv';

const isDocument = (name: string) =>
  EXTENSIONS.has(extname(name).slice(1).toLowerCase()) &&
  name !== INDEX &&
  // Word writes ~$ files beside a document that is open; systems write files that begin with a dot.
  !name.startsWith('~$') &&
  !name.startsWith('.');

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
    if (entry.isDirectory() && !BESIDE_PAGE.test(entry.name)) yield* walk(path);
    else if (entry.isFile() && isDocument(entry.name)) yield path;
  }
}
