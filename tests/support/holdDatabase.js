/** A program that starts the embedded PostgreSQL, tells its process id and waits to be killed. */
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
require('./registerTypeScript');

require('../../src/database/embedded.ts')
  .startEmbeddedPostgres({ dataDir: process.argv[2] })
  .then(({ dataDir }) => {
    process.send(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
  });
