/**
 * Packages are loaded by Node, once for all test files of a worker, instead of by jest, anew for each: loading and compiling them took
 * longer than most tests. Sources and tests are still loaded for each file. Outside of test files, in the global set-up, a package is
 * compiled as it is.
 */
module.exports = {
  process: (_, path) => {
    const file = JSON.stringify(path);
    return {
      code: `if (module._compile) module._compile(require('node:fs').readFileSync(${file}, 'utf8'), ${file}); else module.exports = requireNatively(${file});`,
    };
  },
  getCacheKey: (_, path) => `native 2 ${path}`,
};
