const { types } = require('node:util');
const { TestEnvironment } = require('jest-environment-node');
require('./registerTypeScript.js');

/** Loads graphql as in production: otherwise it also compares names wherever it looks what kind an object is. */
function loadGraphql() {
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  require('graphql');
  process.env.NODE_ENV = NODE_ENV;
}

/** Lets a hash of a password cost little: the parameters of production take as long as a test. */
function cheapenPasswords() {
  const argon2 = require('@node-rs/argon2');
  const { hash } = argon2;
  argon2.hash = (password) => hash(password, { memoryCost: 64, timeCost: 1 });
}
cheapenPasswords();

/** What literals and the engine itself make, and how it is recognized whichever realm it comes from. */
const BUILT_IN = {
  Array: Array.isArray,
  Error: types.isNativeError,
  Promise: types.isPromise,
  RegExp: types.isRegExp,
};

/** Makes `instanceof` true for built-in objects of both realms: packages live in Node's, tests and sources in jest's. */
function recognizeBuiltIns(realm) {
  const inherits = Function.prototype[Symbol.hasInstance];
  for (const [name, isBuiltIn] of Object.entries(BUILT_IN)) {
    const base = realm[name];
    Object.defineProperty(base, Symbol.hasInstance, {
      configurable: true,
      value(value) {
        return inherits.call(this, value) || (this === base && isBuiltIn(value));
      },
    });
  }
}

/** Node's environment of jest with packages and sources that Node loads; see nativeModules.js. */
module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    loadGraphql();
    recognizeBuiltIns(globalThis);
    recognizeBuiltIns(this.global);
    this.global.requireNatively = (path) => require(path);
    this.global.nodeRealm = globalThis;
    this.global.process.env = process.env;
    // No literal makes these: both realms share them.
    for (const name of ['Date', 'Map', 'Set']) this.global[name] = globalThis[name];
  }
};
