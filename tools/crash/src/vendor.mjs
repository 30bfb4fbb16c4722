import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Starts a vendor; `ask('report')` tells its users, groups and requests. */
export const startVendor = async (options) => {
  const child = fork(fileURLToPath(new URL('vendor-process.mjs', import.meta.url)), [], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  // Not as an argument: tens of thousands of users are too long for one.
  child.send({ users: [], groups: [], latencyMs: 0, faults: [], ...options });
  const waiting = new Map();
  let last = 0;
  const ready = new Promise((resolve, reject) => {
    waiting.set('ready', resolve);
    child.once('exit', (code) => reject(new Error(`the vendor ended with ${code}`)));
  });
  child.on('message', ({ id, answer }) => waiting.get(id)?.(answer));
  await ready;
  const ask = (what, more = {}) =>
    new Promise((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      child.send({ id: last, ask: what, ...more });
    });
  return { url: await ask('url'), ask, stop: () => child.disconnect() };
};
