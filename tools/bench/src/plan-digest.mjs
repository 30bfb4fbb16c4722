// Whether a change of the planner changes a plan: makes four plans of a feed with joiners, movers, leavers, people who are missing,
// shared addresses and rows that cannot be used, and prints the sha256 of what each says. The same figures before and after mean the
// same bytes, but for the plan's own name and that of its database. `node tools/bench/src/plan-digest.mjs [CHECKOUT]`, which is built.
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const checkout = resolve(process.argv[2] ?? fileURLToPath(new URL('../../../', import.meta.url)));
const load = (path) => import(pathToFileURL(join(checkout, 'packages', path)).href);
const PEOPLE = 3000;

const [
  { createInstance },
  { awsIlm },
  { makePlan },
  { openFeed },
  { openDatabase },
  { decodeLifecycle },
  server,
] = await Promise.all(
  [
    'core/dist/index.js',
    'aws-ilm/dist/index.js',
    'lifecycle/dist/plan/make-plan.js',
    'lifecycle/dist/feed/open-feed.js',
    'lifecycle/dist/database/open-database.js',
    'lifecycle/dist/config/decode-lifecycle.js',
    'lifecycle/dist/database/embedded/embedded-server.js',
  ].map(load),
);

const HEADER =
  'employeeid,email,givenname,surname,title,department,managerempid,__proto__,hiredate,terminationdate';

/** The row of a person on a day; none for people who are missing from then on. */
const rowOf = (n, day) => {
  const key = `E${String(n).padStart(6, '0')}`;
  if (day > 0 && n % 211 === 7) {
    return [];
  }
  const email =
    n % 401 === 0
      ? 'shared@example.com'
      : day > 0 && n % 97 === 3
        ? `${key}.new@example.com`
        : `${key}@example.com`;
  const title =
    n % 13 === 0
      ? ''
      : day > 0 && n % 29 === 5
        ? '"Head, of ""R&D"""'
        : n % 17 === 0
          ? 'Ingénieur\u2028 \\n'
          : 'Engineer';
  const surname = day > 0 && n % 83 === 11 ? `Müller-${n}` : `Family${n}`;
  const hired = n % 61 === 9 ? '2026-06-15' : n % 307 === 2 ? 'some day' : '2020-01-15';
  const left = day > 0 && n % 53 === 1 ? '2026-05-30' : n % 67 === 4 ? '2026-06-10' : '';
  const manager = n % 5 === 0 ? `E${String(n % 50).padStart(6, '0')}` : '';
  const proto = n % 71 === 0 ? 'x' : '';
  const cells = [
    key,
    email,
    `Given${n % 97}`,
    surname,
    title,
    `Department ${n % 40}`,
    manager,
    proto,
    hired,
    left,
  ];
  return [n % 503 === 6 ? cells.slice(0, 4).join(',') : cells.join(',')];
};

const folder = mkdtempSync(join(tmpdir(), 'iam-digest-'));
// As root the database server runs as another user, who has to reach its folder.
chmodSync(folder, 0o755);
const dataDir = join(folder, 'data');
const read = decodeLifecycle(
  {
    feed: { from: 'hr.csv', key: 'employeeid', zone: 'Europe/Berlin' },
    people: { joins: { date: 'hiredate' }, leaves: { date: 'terminationdate', at: 'end-of-day' } },
    applications: [{ instance: 'AWS', who: 'department != "Department 39"' }],
    guards: Object.fromEntries(
      ['creations', 'leavers', 'identifiers', 'errors'].map((name) => [
        name,
        { percent: 100, floor: PEOPLE },
      ]),
    ),
  },
  { instances: ['AWS'] },
);
if (read._tag === 'Left') {
  throw new Error(read.left.join('\n'));
}
const config = read.right;
const instance = createInstance(
  awsIlm,
  { url: 'https://scim.example', tenantId: 'digest', authenticationToken: 'digest' },
  { name: 'AWS', env: {} },
);
const database = await openDatabase({ env: {}, dataDir });

const once = async (what, day, today) => {
  const rows = Array.from({ length: PEOPLE + day * 40 }, (_, n) => rowOf(n, day)).flat();
  writeFileSync(join(folder, 'hr.csv'), [HEADER, ...rows, ''].join('\n'));
  const made = await makePlan({
    database,
    config,
    feed: openFeed(config.feed, { baseDir: folder, env: {} }),
    instances: new Map([['AWS', instance]]),
    today: { tag: 'instant', at: new Date(today) },
    made: new Date(today),
    madeBy: 'digest',
    core: '0',
    place: { folder },
    refresh: false,
  });
  const [head, ...lines] = readFileSync(made.path, 'utf8').trimEnd().split('\n');
  const sum = JSON.parse(lines.at(-1));
  const known = { ...JSON.parse(head), id: '', ledger: '', feed: { ...JSON.parse(head).feed, uri: '' } };
  const text = [known, ...lines.slice(0, -1), { ...sum, sha256: '' }]
    .map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))
    .join('\n');
  const { rows: kept } = {
    rows: await database.query(
      `select key, profile::text, encode(profile_hash, 'hex') as hash, zone, state, event, because::text, since, missing_since, due, settled
       from iam.person order by key`,
    ),
  };
  const digest = (value) => createHash('sha256').update(value).digest('hex').slice(0, 16);
  const ops = JSON.stringify(made.apps.AWS.ops);
  console.log(
    `${what.padEnd(34)} plan ${digest(text)}  people ${digest(JSON.stringify(kept))}  exit ${made.exit}, looked at ${made.looked}, ${ops}`,
  );
};

try {
  await once('first', 0, '2026-06-01T12:00:00Z');
  // As if everything had been applied.
  await database.execute(
    `insert into iam.account (app, vendor_id, person, linked_by, username, email, employee_id, active, record, record_hash,
       username_key, email_key, seen)
     select 'AWS', 'id-' || key, key, 'created', profile ->> 'email', profile ->> 'email', key, true,
       jsonb_build_object('id', 'id-' || key, 'userName', profile ->> 'email', 'externalId', key, 'title', profile ->> 'title',
         'displayName', (profile ->> 'givenname') || ' ' || (profile ->> 'surname'),
         'name', jsonb_build_object('givenName', profile ->> 'givenname', 'familyName', profile ->> 'surname'),
         'emails', jsonb_build_array(jsonb_build_object('value', profile ->> 'email', 'type', 'work', 'primary', true)),
         'active', true), '', lower(profile ->> 'email'), lower(profile ->> 'email'), now()
     from iam.person where profile ->> 'department' <> 'Department 39' and state = 'active'`,
  );
  await database.execute("update iam.person set settled = true where state = 'active'");
  await once('next, nothing changed', 0, '2026-06-01T13:00:00Z');
  await once('next, the same feed two weeks later', 0, '2026-06-16T12:00:00Z');
  await once('next, another feed', 1, '2026-06-16T13:00:00Z');
} finally {
  await database.close();
  await server.stopEmbedded({ env: {}, dataDir });
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
