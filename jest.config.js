const { dependencies, devDependencies } = require('./package.json');

/** What Node loads: packages and sources; see nativeModules.js. */
const PACKAGES = Object.keys({ ...dependencies, ...devDependencies }).join('|');
const SOURCES = `^${__dirname.replaceAll(/[^\w/]/g, '\\$&')}/(src|seeds|migrations)/`;
const NATIVE = `/node_modules/(${PACKAGES})/|${SOURCES}`;

/** Tests compile with swc because TypeScript 7 has no compiler API for ts-jest. */
module.exports = {
  testEnvironment: '<rootDir>/tests/support/environment.js',
  roots: ['<rootDir>/tests', '<rootDir>/web/tests'],
  testMatch: ['**/*.test.ts'],
  // Those need a browser: see jest.pages.config.js.
  testPathIgnorePatterns: ['<rootDir>/tests/pages/'],
  transform: {
    [NATIVE]: '<rootDir>/tests/support/nativeModules.js',
    '^.+\\.[jt]s$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${PACKAGES})/)`],
  setupFiles: ['<rootDir>/tests/support/ownConnections.js'],
  globalSetup: '<rootDir>/tests/support/startDatabase.ts',
  globalTeardown: '<rootDir>/tests/support/stopDatabase.ts',
  // Ends only what hangs: a busy machine needs a minute for what takes a second.
  testTimeout: 600_000,
  testSequencer: '<rootDir>/tests/support/slowestFirst.js',
  // Three on two cores: some tests wait for what takes its time, such as a server that starts again.
  maxWorkers: 3,
};
