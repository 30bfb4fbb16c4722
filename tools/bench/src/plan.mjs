// What a plan costs per million people: the first one, the next when nothing changed, and the next when 1 % did. One application,
// which is not read. `node tools/bench/src/plan.mjs ROWS` prints the same for so many rows (100,000 when absent). Wall time says
// little on a busy machine, so the CPU seconds of both sides and the load stand beside it.
import { awsIlm } from '@iam/aws-ilm';
import { createInstance } from '@iam/core';
import { spawnSync } from 'node:child_process';
import { chmodSync, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { round } from './measure.mjs';
import { serverCpu } from './server-cpu.mjs';

const SELF = fileURLToPath(import.meta.url);
const ROWS = 100_000;

export const plan = async () => {
  // A process of its own: its memory is the planner's alone.
  const { stdout, status, stderr } = spawnSync(process.execPath, [SELF], { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return JSON.parse(stdout.trimEnd().split('\n').at(-1));
};

const writeFeed = async (path, rows, changed) => {
  const file = createWriteStream(path);
  file.write('employeeid,email,givenname,surname,title,department,hiredate,terminationdate\n');
  for (let n = 0; n < rows; n += 1) {
    const key = `E${String(n).padStart(8, '0')}`;
    const title = n % 100 < changed ? 'Senior Engineer' : 'Engineer';
    const line = `${key},${key.toLowerCase()}@example.com,Given${n % 997},Family${n},${title},Department ${n % 40},2020-01-${String((n % 28) + 1).padStart(2, '0')},\n`;
    if (!file.write(line)) {
      await new Promise((resolve) => file.once('drain', resolve));
    }
  }
  await new Promise((resolve) => file.end(resolve));
};

const measure = async (rows) => {
  // Not in the public interface: the command line is the way to a plan.
  const inside = (name) =>
    import(new URL(`../../../packages/lifecycle/dist/${name}.js`, import.meta.url).href);
  const [{ makePlan }, { openFeed }, { openDatabase }, { decodeLifecycle }] = await Promise.all(
    ['plan/make-plan', 'feed/open-feed', 'database/open-database', 'config/decode-lifecycle'].map(inside),
  );
  const folder = mkdtempSync(join(tmpdir(), 'iam-bench-'));
  // As root the database server runs as another user, who has to reach its folder.
  chmodSync(folder, 0o755);
  const read = decodeLifecycle(
    {
      feed: { from: 'hr.csv', key: 'employeeid', zone: 'Europe/Berlin' },
      people: { joins: { date: 'hiredate' }, leaves: { date: 'terminationdate', at: 'end-of-day' } },
      applications: [{ instance: 'AWS', who: 'department != "Department 39"' }],
      guards: { creations: { percent: 100, floor: rows } },
    },
    { instances: ['AWS'] },
  );
  if (read._tag === 'Left') {
    throw new Error(read.left.join('\n'));
  }
  const config = read.right;
  const instance = createInstance(
    awsIlm,
    { url: 'https://scim.example', tenantId: 'bench', authenticationToken: 'bench' },
    { name: 'AWS', env: {} },
  );
  const dataDir = join(folder, 'data');
  const database = await openDatabase({ env: {}, dataDir });
  const results = [];
  const once = async (what, changed, goal) => {
    await writeFeed(join(folder, 'hr.csv'), rows, changed);
    const cpu = process.cpuUsage();
    const server = serverCpu(dataDir);
    const begun = performance.now();
    const made = await makePlan({
      database,
      config,
      feed: openFeed(config.feed, { baseDir: folder, env: {} }),
      instances: new Map([['AWS', instance]]),
      today: { tag: 'instant', at: new Date('2026-06-01T12:00:00Z') },
      made: new Date(),
      madeBy: 'bench',
      core: '0',
      place: { folder },
      refresh: false,
    });
    const seconds = (performance.now() - begun) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    const serverNow = serverCpu(dataDir);
    const per = (value) => round((value * 1_000_000) / rows, 1);
    const items = Object.values(made.apps.AWS.ops).reduce((sum, count) => sum + count, 0);
    results.push({
      what: `plan: ${what}, s per million rows`,
      value:
        `${per(seconds)}, CPU of Node ${per((user + system) / 1e6)}, of the database ${server === undefined || serverNow === undefined ? 'unknown' : per(serverNow - server)}, load ${round(loadavg()[0], 1)}; ` +
        `${items} items of ${made.looked} looked at`,
      ...(goal === undefined ? {} : { goal: `${goal} s`, met: per(seconds) <= goal }),
    });
  };
  try {
    await once('first', 0, 35);
    // As if everything had been applied: every account is what the plan wanted.
    await database.execute(
      `insert into iam.account (app, vendor_id, person, linked_by, username, email, employee_id, active, record, record_hash,
         username_key, email_key, seen)
       select 'AWS', 'id-' || key, key, 'created', profile ->> 'email', profile ->> 'email', key, true,
         jsonb_build_object('id', 'id-' || key, 'userName', profile ->> 'email', 'externalId', key, 'title', profile ->> 'title',
           'displayName', (profile ->> 'givenname') || ' ' || (profile ->> 'surname'),
           'name', jsonb_build_object('givenName', profile ->> 'givenname', 'familyName', profile ->> 'surname'),
           'emails', jsonb_build_array(jsonb_build_object('value', profile ->> 'email', 'type', 'work', 'primary', true)),
           'active', true), '', lower(profile ->> 'email'), lower(profile ->> 'email'), now()
       from iam.person where profile ->> 'department' <> 'Department 39'`,
    );
    await database.execute('update iam.person set settled = true');
    await database.execute('vacuum analyze iam.person, iam.account');
    await once('next, nothing changed', 0, 20);
    await once('next, 1 % changed', 1, 20);
    results.push({
      what: 'plan: largest resident set of Node, MB',
      value: round(process.resourceUsage().maxRSS / 1024, 0),
      goal: '200 MB',
      met: process.resourceUsage().maxRSS / 1024 <= 200,
    });
    return results;
  } finally {
    await database.close();
    const { stopEmbedded } = await inside('database/embedded/embedded-server');
    await stopEmbedded({ env: {}, dataDir });
    rmSync(folder, { recursive: true, force: true });
  }
};

if (process.argv[1] === SELF) {
  console.log(JSON.stringify(await measure(Number(process.argv[2] ?? ROWS))));
  process.exit();
}
