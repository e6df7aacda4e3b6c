/** Builds the pages into dist/web, where what they are made of has changed since the last time: a start need not wait for them. */
const { readdirSync, statSync, utimesSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const ROOT = join(__dirname, '../..');
/** What the pages are made of: their sources, the form, the generated documents and the packages. */
const SOURCES = ['web', 'src', 'schema', 'package-lock.json'];
/** Written when a build is complete; its time is that of the begin. */
const BUILT = join(ROOT, 'dist/web/.built');

/** When a path was changed last, in milliseconds; a folder with everything in it, so that what was removed counts. */
function changedAt(path) {
  const stats = statSync(path);
  const inside = stats.isDirectory() ? readdirSync(path).map((name) => changedAt(join(path, name))) : [];
  return Math.max(stats.mtimeMs, ...inside);
}

async function main() {
  const builtAt = statSync(BUILT, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (SOURCES.every((name) => changedAt(join(ROOT, name)) < builtAt)) return;
  const begun = new Date();
  const { build } = await import('vite');
  await build({ root: join(ROOT, 'web'), configFile: join(ROOT, 'web/vite.config.mts') });
  writeFileSync(BUILT, '');
  utimesSync(BUILT, begun, begun);
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
