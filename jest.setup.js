// Runs before each test file, in its sandbox.
const hooks = require('node:async_hooks');

// The sandbox has a copy of `process`. Node makes the list of its own options anew for whoever reads it from anything but the real one,
// and axios reads it for each request.
Object.defineProperty(process, 'allowedNodeEnvironmentFlags', { value: process.allowedNodeEnvironmentFlags });

// Jest makes an AsyncLocalStorage for each test file and leaves it on: in Node 20 every promise of the hundredth file would be told to a
// hundred of them. So what files before this one left on is switched off. The module is the real one, and the same for all files; newer
// Node lets nobody put another class there.
const MADE = Symbol.for('iam.storages-of-test-files');
if (hooks[MADE] === undefined) {
  const made = new Set();
  hooks[MADE] = made;
  if (Object.getOwnPropertyDescriptor(hooks, 'AsyncLocalStorage')?.writable === true) {
    hooks.AsyncLocalStorage = class extends hooks.AsyncLocalStorage {
      constructor(...given) {
        super(...given);
        made.add(this);
      }
    };
  }
}
hooks[MADE].forEach((storage) => storage.disable());
hooks[MADE].clear();
