// What applying a plan costs per item: creations at a vendor without a limit, by one worker, against the same commands by core alone.
// `node tools/bench/src/apply.mjs ITEMS` prints the same for so many items (1,000 when absent).
import { awsIlm } from '@iam/aws-ilm';
import { createInstance, systemClock } from '@iam/core';
import { fork, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { round } from './measure.mjs';

const SELF = fileURLToPath(import.meta.url);
const ITEMS = 1000;
const IN_FLIGHT = 10;

export const apply = async () => {
  const { stdout, status, stderr } = spawnSync(process.execPath, [SELF], { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return JSON.parse(stdout.trimEnd().split('\n').at(-1));
};

const inside = (name) => import(new URL(`../../../packages/lifecycle/dist/${name}.js`, import.meta.url).href);

/** A vendor that is empty. */
const startVendor = async () => {
  const child = fork(fileURLToPath(new URL('sandbox-process.mjs', import.meta.url)));
  const url = await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`the vendor process ended with ${code}`)));
  });
  const open = (limiter) =>
    createInstance(
      awsIlm,
      { url, tenantId: 'sandbox-tenant', authenticationToken: 'sandbox-aws-token', rateLimit: '100000' },
      { name: 'AWS', env: {}, ...(limiter === undefined ? {} : { limiter }) },
    );
  return { open, stop: () => child.disconnect() };
};

const measured = async (work) => {
  const cpu = process.cpuUsage();
  const begun = performance.now();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { ms: performance.now() - begun, cpuMs: (user + system) / 1000 };
};

const profileOf = (n) => ({
  employeeid: `E${n}`,
  email: `e${n}@example.com`,
  username: `e${n}@example.com`,
  givenname: `Given${n}`,
  surname: `Family${n}`,
  title: 'Engineer',
});

const byCoreAlone = async (items) => {
  const vendor = await startVendor();
  const instance = vendor.open();
  let next = 0;
  const lane = async () => {
    while (next < items) {
      next += 1;
      await instance.run('iam-create-user', { 'user-profile': profileOf(next) });
    }
  };
  const result = await measured(() => Promise.all(Array.from({ length: IN_FLIGHT }, lane)));
  vendor.stop();
  return result;
};

const byApply = async (items, folder) => {
  const [
    { makePlan },
    { openFeed },
    { openDatabase },
    { decodeLifecycle },
    { applyPlan },
    { createPgBossQueue },
  ] = await Promise.all(
    [
      'plan/make-plan',
      'feed/open-feed',
      'database/open-database',
      'config/decode-lifecycle',
      'apply/apply-plan',
      'queue/pg-boss-queue',
    ].map(inside),
  );
  const header = 'employeeid,email,username,givenname,surname,title,hiredate';
  const row = (n) => `E${n},e${n}@example.com,e${n}@example.com,Given${n},Family${n},Engineer,2020-01-01`;
  writeFileSync(
    join(folder, 'hr.csv'),
    `${[header, ...Array.from({ length: items }, (_, n) => row(n))].join('\n')}\n`,
  );
  const read = decodeLifecycle(
    { feed: { from: 'hr.csv', key: 'employeeid' }, applications: [{ instance: 'AWS', who: 'true' }] },
    { instances: ['AWS'] },
  );
  const config = read.right;
  const database = await openDatabase({ env: {}, dataDir: join(folder, 'data') });
  const vendor = await startVendor();
  const queue = await createPgBossQueue({ connectionString: database.url, onError: () => undefined });
  await queue.start();
  try {
    const { path } = await makePlan({
      database,
      config,
      feed: openFeed(config.feed, { baseDir: folder, env: {} }),
      instances: new Map([['AWS', vendor.open()]]),
      today: { tag: 'instant', at: new Date() },
      made: new Date(),
      madeBy: 'bench',
      core: '0',
      place: { folder },
      refresh: true,
    });
    const signal = new AbortController().signal;
    const means = {
      database,
      queue,
      open: async (_app, limiter) => vendor.open(limiter),
      clock: systemClock,
      worker: 'bench',
      actor: 'bench',
      signal,
      abort: signal,
      onProgress: () => undefined,
    };
    const request = { path, config, approvers: {}, selection: { people: [], apps: [] }, now: new Date() };
    let applied;
    const result = await measured(async () => {
      applied = await applyPlan(request, means);
    });
    const done = applied.right?.progress.apps[0]?.done;
    if (done !== items) {
      throw new Error(`${done} of ${items} items were done`);
    }
    return result;
  } finally {
    await queue.stop();
    vendor.stop();
    await database.close();
    const { stopEmbedded } = await inside('database/embedded/embedded-server');
    await stopEmbedded({ env: {}, dataDir: join(folder, 'data') });
  }
};

const measure = async (items) => {
  const folder = mkdtempSync(join(tmpdir(), 'iam-bench-'));
  // As root the database server runs as another user, who has to reach its folder.
  chmodSync(folder, 0o755);
  try {
    const core = await byCoreAlone(items);
    const apply = await byApply(items, folder);
    return [
      {
        what: 'apply: creations per second by one worker (core alone)',
        value: `${round((items * 1000) / apply.ms, 0)} (${round((items * 1000) / core.ms, 0)})`,
      },
      {
        what: 'apply: CPU of Node per item, ms (core alone)',
        value: `${round(apply.cpuMs / items, 2)} (${round(core.cpuMs / items, 2)}), ${round(apply.cpuMs / core.cpuMs, 1)} x`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

if (process.argv[1] === SELF) {
  console.log(JSON.stringify(await measure(Number(process.argv[2] ?? ITEMS))));
  process.exit();
}
