// What `iam plan` costs per million people: the first plan, the next when nothing changed, and the next when 1 % did. One application,
// which is not read. `node tools/bench/src/plan.mjs ROWS` prints the same for so many rows (100,000 when absent). It is the command
// itself, so its start and its memory are those that users have. Wall time says little on a busy machine, so the CPU seconds of both
// sides and the load stand beside it.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { round } from './measure.mjs';
import { serverCpu } from './server-cpu.mjs';

const SELF = fileURLToPath(import.meta.url);
const COMMAND = fileURLToPath(new URL('../../../packages/cli/bin/iam.js', import.meta.url));
const USAGE = new URL('usage-at-exit.mjs', import.meta.url).href;
const ROWS = 100_000;

export const plan = async () => {
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

const configOf = (rows) => ({
  instances: [
    {
      name: 'AWS',
      integration: 'aws-ilm',
      params: { url: 'https://scim.example', tenantId: 'bench', authenticationToken: 'bench' },
    },
  ],
  lifecycle: {
    feed: { from: 'hr.csv', key: 'employeeid', dates: 'yyyy-MM-dd', zone: 'Europe/Berlin' },
    people: { joins: { date: 'hiredate' }, leaves: { date: 'terminationdate', at: 'end-of-day' } },
    applications: [{ instance: 'AWS', who: 'department != "Department 39"' }],
    guards: { creations: { percent: 100, floor: rows } },
  },
});

/** As if everything had been applied: every account is what the plan wanted. */
const APPLIED = [
  `insert into iam.account (app, vendor_id, person, linked_by, username, email, employee_id, active, record, record_hash,
     username_key, email_key, seen)
   select 'AWS', 'id-' || key, key, 'created', profile ->> 'email', profile ->> 'email', key, true,
     jsonb_build_object('id', 'id-' || key, 'userName', profile ->> 'email', 'externalId', key, 'title', profile ->> 'title',
       'displayName', (profile ->> 'givenname') || ' ' || (profile ->> 'surname'),
       'name', jsonb_build_object('givenName', profile ->> 'givenname', 'familyName', profile ->> 'surname'),
       'emails', jsonb_build_array(jsonb_build_object('value', profile ->> 'email', 'type', 'work', 'primary', true)),
       'active', true), '', lower(profile ->> 'email'), lower(profile ->> 'email'), now()
   from iam.person where profile ->> 'department' <> 'Department 39'`,
  'update iam.person set settled = true',
  'vacuum analyze iam.person, iam.account',
];

const measure = async (rows) => {
  const { openDatabase } = (
    await import(new URL('../../../packages/lifecycle/dist/database/open-database.js', import.meta.url).href)
  ).default;
  const folder = mkdtempSync(join(tmpdir(), 'iam-bench-'));
  // As root the database server runs as another user, who has to reach its folder.
  chmodSync(folder, 0o755);
  const dataDir = join(folder, 'data');
  const env = { ...process.env, IAM_DATA_DIR: dataDir, IAM_BENCH_USAGE: join(folder, 'usage.json') };
  writeFileSync(join(folder, 'iam.config.json'), JSON.stringify(configOf(rows)), { mode: 0o600 });
  const iam = (...words) =>
    spawnSync(process.execPath, ['--import', USAGE, COMMAND, ...words], {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
  const results = [];
  let largest = 0;
  const per = (value) => round((value * 1_000_000) / rows, 1);
  const once = async (what, changed, goal) => {
    await writeFeed(join(folder, 'hr.csv'), rows, changed);
    const file = `${what.replaceAll(/\W+/g, '-')}.jsonl`;
    const server = serverCpu(dataDir);
    const begun = performance.now();
    const { status, stderr } = iam('plan', '--no-refresh', '--out', file);
    const seconds = (performance.now() - begun) / 1000;
    if (status !== 0 && status !== 3) {
      throw new Error(stderr);
    }
    const serverNow = serverCpu(dataDir);
    const { cpu, megabytes } = JSON.parse(readFileSync(env.IAM_BENCH_USAGE, 'utf8'));
    largest = Math.max(largest, megabytes);
    const last = execFileSync('tail', ['-n', '1', file], { cwd: folder, encoding: 'utf8' });
    const items = Object.values(JSON.parse(last).apps.AWS.ops).reduce((sum, count) => sum + count, 0);
    results.push({
      what: `plan: ${what}, s per million rows`,
      value:
        `${per(seconds)}, CPU of Node ${per(cpu)}, of the database ${server === undefined || serverNow === undefined ? 'unknown' : per(serverNow - server)}, ` +
        `load ${round(loadavg()[0], 1)}; ${items} items`,
      goal: `${goal} s`,
      met: per(seconds) <= goal,
    });
  };
  try {
    // So that the first plan does not make the database too.
    if (iam('db', 'start').status !== 0) {
      throw new Error('the database does not start');
    }
    await once('first', 0, 35);
    const database = await openDatabase({ env: {}, dataDir });
    for (const statement of APPLIED) {
      await database.execute(statement);
    }
    await database.close();
    await once('next, nothing changed', 0, 20);
    await once('next, 1 % changed', 1, 20);
    results.push({
      what: 'plan: largest resident set of Node, MB',
      value: round(largest, 0),
      goal: '200 MB',
      met: largest <= 200,
    });
    return results;
  } finally {
    iam('db', 'stop');
    rmSync(folder, { recursive: true, force: true });
  }
};

if (process.argv[1] === SELF) {
  console.log(JSON.stringify(await measure(Number(process.argv[2] ?? ROWS))));
}
