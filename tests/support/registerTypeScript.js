/** Lets Node run the sources as they are, for the processes that tests start: `node -r` this file. */
// Decorators write into it, in whatever order files are loaded.
require('reflect-metadata');
require.extensions['.ts'] = (module, file) => {
  const { transformFileSync } = require('@swc/core');
  const options = {
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      target: 'es2022',
    },
    // Some libraries are ES modules only; their import() must stay one.
    module: { type: 'commonjs', ignoreDynamic: true },
  };
  module._compile(transformFileSync(file, options).code, file);
};
