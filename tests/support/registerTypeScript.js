/** Lets Node run the sources as they are: in the workers of jest, and in the processes that tests start with `node -r` this file. */
// Decorators write into it, in whatever order files are loaded.
require('reflect-metadata');
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { version } = require('@swc/core/package.json');

const CACHE = join(__dirname, '../../node_modules/.cache/ogi-hub-tests');
const OWN_TEXT = readFileSync(__filename, 'utf8');
const OPTIONS = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    target: 'es2022',
  },
  // Some libraries are ES modules only; their import() must stay one.
  module: { type: 'commonjs', ignoreDynamic: true },
  sourceMaps: 'inline',
};

/**
 * Returns the file with the JavaScript of a source. What was compiled before is there: loading the compiler takes longer than most sources.
 * Its code runs as if it were the source; in a stack the file has the name of its own, below which jest finds the map of its lines.
 */
function compile(file) {
  const source = readFileSync(file, 'utf8');
  const key = createHash('sha256')
    .update(JSON.stringify([version, OWN_TEXT, file, source]))
    .digest('hex');
  const compiled = join(CACHE, `${key}.js`);
  if (existsSync(compiled)) return compiled;
  const { code } = require('@swc/core').transformSync(source, { ...OPTIONS, filename: file });
  const unfinished = `${compiled}.${process.pid}`;
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(
    unfinished,
    `((__filename, __dirname) => {${code}\n})(${JSON.stringify(file)}, ${JSON.stringify(dirname(file))});`,
  );
  renameSync(unfinished, compiled);
  return compiled;
}

/** Runs a source as a module. */
function load(module, file) {
  const compiled = compile(file);
  module._compile(readFileSync(compiled, 'utf8'), compiled);
}

require.extensions['.ts'] = load;
module.exports = { load };
