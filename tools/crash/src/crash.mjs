// Kills everything around the engine of the lifecycle and checks what is left. `npm run check:crash -- [--full] [--seed N] [part …]`
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { chaos } from './chaos.mjs';
import { points } from './points.mjs';
import { rate } from './rate.mjs';
import { binariesOf, startDatabaseServer } from './database.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    full: { type: 'boolean' },
    seed: { type: 'string' },
    items: { type: 'string' },
    postgres: { type: 'string' },
  },
});
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const say = (text) => console.log(text);

const parts = {
  chaos: async (server) => [
    ...(await chaos({
      server,
      face: 'aws',
      items: Number(values.items ?? 600),
      seconds: 45,
      seed,
      rate: 60,
      say,
    })),
  ],
  'chaos-lax': async (server) => [
    ...(await chaos({
      server,
      face: 'lax',
      items: Number(values.items ?? 600),
      seconds: 45,
      seed: seed + 1,
      rate: 60,
      say,
    })),
  ],
  points: (server) => points({ server, faces: ['aws', 'lax'], say }),
  rate: (server) => rate({ server, say, items: 250, what: 'two workers', least: 0.95 }),
  'rate-join': (server) =>
    rate({
      server,
      say,
      items: 300,
      what: 'a third joins, one is killed',
      steps: async ({ workers, start, wait }) => {
        await wait(8000);
        start('w3');
        await wait(6000);
        workers[0].kill();
      },
    }),
  controls: async (server) => [
    ...expected(
      'a create without a look doubles people',
      await chaos({
        server,
        face: 'lax',
        items: 90,
        seconds: 12,
        seed,
        rate: 60,
        say,
        sabotage: { look: false },
        weights: { kill: 1 },
      }),
      /doubled/,
    ),
    ...expected(
      'workers without the fence write at the same time',
      await chaos({
        server,
        face: 'lax',
        items: 90,
        seconds: 5,
        seed,
        rate: 60,
        say,
        sabotage: { fence: false },
        weights: { kill: 1 },
      }),
      /same time/,
    ),
    ...expected(
      'workers that each count for themselves exceed the rate',
      await rate({ server, say, items: 60, what: 'no lease', sabotage: { lease: false } }),
      /were sent in one second/,
    ),
  ],
};

/** A control must fail: the checks see what the engine prevents. */
const expected = (what, problems, pattern) => {
  const found = problems.filter((problem) => pattern.test(problem)).length;
  say(`  control, ${what}: ${found === 0 ? 'NOT SEEN' : `seen, ${found} times`}`);
  return found === 0 ? [`the control was not seen: ${what}`] : [];
};

const binaries = await binariesOf(values.postgres ?? process.env.IAM_TEST_POSTGRES);
say(
  `seed ${seed}; PostgreSQL ${binaries.version}; Node ${process.version}; ${availableParallelism()} processors`,
);
const server = await startDatabaseServer(binaries);
let failed = 0;
for (const [name, part] of Object.entries(parts)) {
  if (positionals.length > 0 && !positionals.includes(name)) {
    continue;
  }
  say(`${name} (seed ${seed})`);
  const problems = await part(server);
  failed += problems.length;
  problems.slice(0, 20).forEach((problem) => say(`  WRONG ${problem}`));
}
await server.stop();
say(failed === 0 ? 'all as it must be' : `${failed} problems; seed ${seed}`);
process.exit(failed === 0 ? 0 : 1);
