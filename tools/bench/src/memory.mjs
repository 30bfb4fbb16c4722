// What 10 000 commands leave behind in one process.
import { createInstance } from '@iam/core';
import { scim } from '@iam/scim';
import { fileURLToPath } from 'node:url';
import { spawnSync } from 'node:child_process';
import { round, timeOf } from './measure.mjs';

const SELF = fileURLToPath(import.meta.url);

export const memory = async ({ url }) => {
  // A process of its own with --expose-gc: what other parts left would be counted otherwise.
  const { stdout, status, stderr } = spawnSync(process.execPath, ['--expose-gc', SELF, url], {
    encoding: 'utf8',
  });
  if (status !== 0) {
    throw new Error(stderr);
  }
  const { before, after, peak } = JSON.parse(stdout);
  const mb = (bytes) => round(bytes / 1024 / 1024, 1);
  return [
    {
      what: 'memory: heap before / after 10 000 commands, MB',
      value: `${mb(before)} / ${mb(after)} (${mb(after - before)} more)`,
    },
    { what: 'memory: largest resident set, MB', value: mb(peak) },
  ];
};

if (process.argv[1] === SELF) {
  const instance = createInstance(scim, { url: process.argv[2], token: 'bench-token' }, { name: 'bench' });
  const run = () => instance.run('iam-get-user', { 'user-profile': { username: 'jane@example.com' } });
  const heap = () => {
    globalThis.gc();
    globalThis.gc();
    return process.memoryUsage().heapUsed;
  };
  await timeOf(run, 500, 16);
  const before = heap();
  await timeOf(run, 10_000, 16);
  const after = heap();
  console.log(JSON.stringify({ before, after, peak: process.resourceUsage().maxRSS * 1024 }));
  process.exit();
}
