/** Tests compile with swc because TypeScript 7 has no compiler API for ts-jest; decorators need metadata. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  transform: {
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
  // These are ES modules only. Node loads them with require(); jest must have them as CommonJS.
  transformIgnorePatterns: ['/node_modules/(?!(openid-client|oauth4webapi|jose)/)'],
  setupFiles: ['reflect-metadata'],
  globalSetup: '<rootDir>/tests/support/startDatabase.ts',
  globalTeardown: '<rootDir>/tests/support/stopDatabase.ts',
  testTimeout: 60000,
  maxWorkers: 2,
};
