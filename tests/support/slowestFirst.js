const Sequencer = require('@jest/test-sequencer').default;

/** The files that take longest, the longest first: what is begun last must not keep one worker busy alone. */
const SLOWEST = [
  'cli/start',
  'shared/request/failClosed',
  'server/graphql/inputChecks',
  'rollup/materialized/materializedSums',
  'agency/treeHistory',
  'server/execution/fastPath',
  'document/print/printMany',
  'rollup/selections',
  'rollup/rollupPages',
  'shared/request/failClosedStreams',
  'identity/guesses',
];

/** jest's order of test files with the slowest first, whether or not they have run here before. */
module.exports = class extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const at = SLOWEST.findIndex((name) => path.endsWith(`/${name}.test.ts`));
      return at < 0 ? SLOWEST.length : at;
    };
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
};
