// Prints what commands cost, as ratios between things measured in the same run: absolute figures say more about the machine.
// `node tools/bench/src/bench.mjs` after a build; with names of parts as arguments only those run.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { apply } from './apply.mjs';
import { coldStart } from './cold-start.mjs';
import { engines } from './engines.mjs';
import { growth } from './growth.mjs';
import { listMemory } from './list-memory.mjs';
import { memory } from './memory.mjs';
import { overhead } from './overhead.mjs';
import { plan } from './plan.mjs';
import { rateLimit } from './rate-limit.mjs';
import { requests } from './requests.mjs';
import { search } from './search.mjs';

const parts = {
  overhead,
  coldStart,
  engines,
  growth,
  search,
  requests,
  memory,
  listMemory,
  rateLimit,
  plan,
  apply,
};

const vendor = fork(fileURLToPath(new URL('vendor-process.mjs', import.meta.url)), {
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
});
const port = await new Promise((resolve, reject) => {
  vendor.once('message', resolve);
  vendor.once('exit', (code) => reject(new Error(`the vendor process ended with ${code}`)));
});
/** The spans of time, in milliseconds, in which the requests since the last call arrived. */
const arrivals = () =>
  new Promise((resolve) => {
    vendor.once('message', resolve);
    vendor.send('arrivals');
  });

console.log(`Node ${process.version}, ${process.platform} ${process.arch}`);
const wanted = process.argv.slice(2);
for (const [name, part] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) {
    continue;
  }
  for (const { what, value, goal, met } of await part({ url: `http://127.0.0.1:${port}`, arrivals })) {
    const verdict = goal === undefined ? '' : `   goal ${goal}: ${met ? 'met' : 'MISSED'}`;
    console.log(`${what.padEnd(58)} ${value}${verdict}`);
  }
}
vendor.kill();
