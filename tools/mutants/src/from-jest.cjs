const { createRequire } = require('node:module');

/** Resolves a part of jest through jest itself, because it is no direct dependency. */
const fromJest = (name) => {
  let from = createRequire(require.resolve('jest'));
  for (const step of ways[name]) {
    from = createRequire(from.resolve(step));
  }
  return from(name);
};

const ways = {
  'jest-runner': ['@jest/core'],
  'jest-runtime': ['@jest/core'],
  'jest-config': ['@jest/core'],
  'jest-watcher': ['@jest/core'],
  'jest-environment-node': ['@jest/core', 'jest-config'],
};

module.exports = { fromJest };
