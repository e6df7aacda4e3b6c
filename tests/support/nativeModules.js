/**
 * Packages and sources are loaded by Node, once for all test files of a worker, instead of by jest, anew for each: loading and compiling
 * them took longer than most tests. Only the tests are loaded for each file. Outside of test files, in the global set-up, Node loads
 * everything anyway: there a file is compiled as it is.
 */
const REGISTER = JSON.stringify(require.resolve('./registerTypeScript.js'));

module.exports = {
  process: (_, path) => {
    const file = JSON.stringify(path);
    const load = path.endsWith('.ts')
      ? `require(${REGISTER}).load(module, ${file})`
      : `module._compile(require('node:fs').readFileSync(${file}, 'utf8'), ${file})`;
    return { code: `if (module._compile) ${load}; else module.exports = requireNatively(${file});` };
  },
  getCacheKey: (_, path) => `native 4 ${path}`,
};
