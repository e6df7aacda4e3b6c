const config = require('./jest.config.js');

/** Tests of the pages in a browser: they need Chromium, which `npm test` does not. */
module.exports = { ...config, roots: ['<rootDir>/tests/pages'], testPathIgnorePatterns: [], maxWorkers: 2 };
