import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** The folders whose modules decide what is found in a report: the form with its rules, and this one. */
const FOLDERS = [join(__dirname, '..', '..', 'form'), __dirname];

/** Returns a hash over the modules of folders. */
function hashModules(folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders)
    for (const file of readdirSync(folder).sort())
      if (extname(file) === extname(__filename) && !file.endsWith('.d.ts'))
        hash.update(file).update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}

/**
 * The version of the rules: it is another as soon as anything is that decides what is found, tables and code alike. A
 * number that somebody must remember to raise would be forgotten.
 */
export const RULES_VERSION = hashModules(FOLDERS);
