// Kills everything around the engine of the lifecycle and checks what is left. `npm run check:crash -- [--full] [--seed N] [part …]`;
// the parts are the names in `rows`.
import { availableParallelism } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chaos, WEIGHTS } from './chaos.mjs';
import { overlaps } from './checks.mjs';
import { binariesOf, startDatabaseServer } from './database.mjs';
import { endedBySignal } from './ended-by-signal.mjs';
import { points } from './points.mjs';
import { rate } from './rate.mjs';
import { trouble } from './trouble.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { full: { type: 'boolean', default: false }, seed: { type: 'string' }, items: { type: 'string' } },
});
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const { full } = values;
const size = full
  ? { items: 20_000, rate: 1000, seconds: 300, weights: { ...WEIGHTS, away: 0.2 }, restMs: [1000, 6000] }
  : { items: 200, rate: 60, seconds: 25 };
const items = Number(values.items ?? size.items);

/** A control must fail: the checks see what the engine prevents. */
const expected = (what, problems, pattern, say) => {
  const found = problems.filter((problem) => pattern.test(problem)).length;
  say(`  control: ${what}: ${found === 0 ? 'NOT SEEN' : `seen, ${found} times`}`);
  return found === 0 ? [`the control was not seen: ${what}`] : [];
};

const control = { face: 'lax', items: 90, seed, rate: 60, weights: { kill: 1 } };

const parts = {
  chaos: (means) => chaos({ ...means, ...size, items, face: 'aws', seed }),
  'chaos-lax': (means) => chaos({ ...means, ...size, items, face: 'lax', seed: seed + 1 }),
  points: (means) => points({ ...means, faces: full ? ['aws', 'lax'] : ['lax'] }),
  outage: (means) =>
    trouble({
      ...means,
      items: 120,
      what: 'the database is away',
      words: /The database does not work/,
      during: async ({ isTotal, isAlmostOver }) => {
        await means.server.kill();
        await isTotal();
        await wait(27_000);
        await isAlmostOver();
        await means.server.start();
      },
    }),
  'full-disk': async (means) => {
    const { server, say } = means;
    if (server.disk === undefined) {
      say('  NOT TRIED: only root may make a small disk');
      return [];
    }
    let refused = 'nothing';
    const problems = await trouble({
      ...means,
      items: 120,
      what: 'the disk of the database is full',
      words: /The database does not work/,
      during: async ({ url, isTotal, isAlmostOver }) => {
        server.disk.fill();
        await wait(7000);
        // Without a next file of its log the server itself ends.
        await server.nextLogFile(url).catch(({ message }) => say(`  the server: ${message}`));
        await isTotal();
        await wait(7000);
        await isAlmostOver();
        await server.start().catch(({ message }) => {
          refused = message;
        });
        server.disk.free();
        await server.start();
      },
    });
    say(`  started while it is full: ${refused}`);
    return [...problems, ...(/full|space/i.test(refused) ? [] : [`the start says ${refused}`])];
  },
  rate: (means) =>
    rate({ ...means, items: full ? 600 : 200, what: 'two workers', least: 0.95, isStrict: full }),
  'rate-join': (means) =>
    rate({
      ...means,
      items: full ? 400 : 160,
      what: 'a third joins, one is killed',
      steps: async ({ workers, start, wait }) => {
        // Early, so that the people of the killed one are given to others before the end, in which nothing else would be left.
        await wait(4000);
        start('w3');
        await wait(4000);
        workers[0].kill();
      },
    }),
  'control-look': async (means) =>
    expected(
      'a create without a look doubles people',
      await chaos({ ...means, ...control, seconds: 12, sabotage: { look: false } }),
      /doubled/,
      means.say,
    ),
  'control-fence': async (means) =>
    expected(
      'workers without queue and fence write at the same time',
      // They take each other's claims for ever.
      await chaos({
        ...means,
        ...control,
        seconds: 5,
        latencyMs: 200,
        isEnough: (seen) => overlaps(seen).length > 0,
        sabotage: { fence: false },
      }),
      /same time/,
      means.say,
    ),
  'control-lease': async (means) =>
    expected(
      'workers that each count for themselves exceed the rate',
      await rate({ ...means, items: 60, what: 'no lease', sabotage: { lease: false } }),
      /were sent in one second/,
      means.say,
    ),
};

/** Parts of a row run side by side, each with a database server of its own; rates are measured with nothing beside them. */
const rows = [
  ['chaos', 'chaos-lax', 'points', 'outage', 'full-disk'],
  ['control-look', 'control-fence', 'control-lease'],
  ['rate'],
  ['rate-join'],
];

/** In full on what users find and on the newest; else, and where one is named, on one of them. */
const { IAM_TEST_POSTGRES: named } = process.env;
const wantedServers = full && named === undefined ? [undefined, 'package'] : [named];

/** Twice of what a new database has. */
const DISKS = { 'full-disk': 120 };

const seeded = `seed ${seed}`;

const servers = new Set();
const { judged } = endedBySignal(() => Promise.all([...servers].map((server) => server.stop())));

const runPart = async (name, binaries) => {
  const lines = [];
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  const server = await startDatabaseServer(binaries, { diskMegabytes: DISKS[name] });
  servers.add(server);
  try {
    const problems = await parts[name]({ server, say: (line) => lines.push(line) });
    return { name, lines, problems, seconds: seconds() };
  } catch (thrown) {
    // The other parts go on, and their servers are stopped.
    return { name, lines, problems: [`the part broke: ${thrown.stack}`], seconds: seconds() };
  } finally {
    servers.delete(server);
    await server.stop();
  }
};

let failed = 0;
const seen = new Set();
for (const which of wantedServers) {
  const binaries = await binariesOf(which);
  if (seen.has(binaries.version)) {
    continue;
  }
  seen.add(binaries.version);
  console.log(
    `${seeded}; PostgreSQL ${binaries.version}; Node ${process.version}; ${availableParallelism()} processors`,
  );
  for (const row of rows) {
    const wanted = row.filter((name) => positionals.length === 0 || positionals.includes(name));
    for (const part of await judged(() => Promise.all(wanted.map((name) => runPart(name, binaries))))) {
      console.log(`${part.name} (${seeded}, ${part.seconds} s)`);
      part.lines.forEach((line) => console.log(line));
      part.problems.slice(0, 20).forEach((problem) => console.log(`  WRONG: ${problem}`));
      failed += part.problems.length;
    }
  }
}
console.log(
  failed === 0 ? 'everything is as it must be' : `${failed} things are wrong; again with --seed ${seed}`,
);
process.exit(failed === 0 ? 0 : 1);
