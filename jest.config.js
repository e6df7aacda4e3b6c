const { dependencies } = require('./package.json');

/** The packages of the hub that Node loads; see nativePackages.js. The others collect or hold the metadata of decorators. */
const NATIVE = Object.keys(dependencies)
  .filter((name) => !['type-graphql', 'reflect-metadata'].includes(name))
  .join('|');

/** Tests compile with swc because TypeScript 7 has no compiler API for ts-jest; decorators need metadata. */
module.exports = {
  testEnvironment: '<rootDir>/tests/support/environment.js',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  transform: {
    [`/node_modules/(${NATIVE})/`]: '<rootDir>/tests/support/nativePackages.js',
    '^.+\\.[jt]s$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2022',
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${NATIVE})/)`],
  setupFiles: ['reflect-metadata', '<rootDir>/tests/support/ownConnections.js'],
  globalSetup: '<rootDir>/tests/support/startDatabase.ts',
  globalTeardown: '<rootDir>/tests/support/stopDatabase.ts',
  // Ends only what hangs: a busy machine needs a minute for what takes a second.
  testTimeout: 600_000,
  testSequencer: '<rootDir>/tests/support/slowestFirst.js',
  maxWorkers: 2,
};
