/** A program that starts the embedded PostgreSQL, tells its process id and waits to be killed. */
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { transformFileSync } = require('@swc/core');

require.extensions['.ts'] = (module, file) => {
  const options = {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  };
  module._compile(transformFileSync(file, options).code, file);
};

require('../../src/database/embedded.ts')
  .startEmbeddedPostgres({ dataDir: process.argv[2] })
  .then(({ dataDir }) => {
    process.send(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
  });
