// One worker: opens the database and applies a plan, as `iam apply` does. Ends with 0 when the run is over, with 1 and a sentence when it
// is not. argv: { plan, url, vendor, face, rate, name, sentFile, sabotage }.
import { appendFileSync } from 'node:fs';
import { systemClock } from '@iam/core';
import { applyPlan, createPgBossQueue, openDatabase } from './engine.mjs';
import { openInstance } from './faces.mjs';
import { crashAt, nothing, withoutFence, withoutLease, withoutLook } from './sabotage.mjs';

const job = JSON.parse(process.argv[2]);
const { sabotage = {} } = job;
const ports = {
  ...nothing(),
  ...(sabotage.point === undefined ? {} : crashAt(sabotage.point, sabotage.command)),
  ...(sabotage.look === false ? withoutLook(job.vendor) : {}),
  ...(sabotage.fence === false ? withoutFence() : {}),
  ...(sabotage.lease === false ? withoutLease(systemClock) : {}),
};

/** Notes the instant at which each request goes to the wire, by the one clock that all processes of the machine share. */
const noting = (limiter) => ({
  ...limiter,
  acquire: async (kind, signal) => {
    const mark = await limiter.acquire(kind, signal);
    return () => {
      appendFileSync(job.sentFile, `${process.hrtime.bigint() / 1000n}\n`);
      mark?.();
    };
  },
});

const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

const work = async () => {
  const database = await openDatabase({ env: { ...process.env, IAM_DATABASE_URL: job.url } });
  const queue = ports.queue(
    await createPgBossQueue({
      connectionString: database.url,
      onError: (error) => say({ noted: error.message }),
    }),
  );
  try {
    await queue.start();
    const applied = await applyPlan(
      {
        path: job.plan,
        config: { hash: 'crash', approval: 'none', applications: [] },
        approvers: {},
        selection: { people: [], apps: [] },
        now: new Date(),
      },
      {
        database: ports.database(database),
        queue,
        open: async (_app, shared) => {
          const limiter = ports.limiter(shared);
          const instance = openInstance(job.face, job.vendor, {
            rate: job.rate,
            limiter: job.sentFile === undefined ? limiter : (limits) => noting(limiter(limits)),
          });
          return ports.instance(instance);
        },
        clock: systemClock,
        worker: job.name,
        actor: 'crash',
        signal: stop.signal,
        abort: new AbortController().signal,
        onProgress: () => undefined,
        onNotice: (sentence) => say({ noted: sentence }),
      },
    );
    if (applied._tag === 'Left') {
      say({ refused: applied.left });
      return 1;
    }
    const { run, progress } = applied.right;
    say({ state: run.state, apps: progress.apps });
    return run.state === 'done' ? 0 : 1;
  } finally {
    await queue.stop().catch(() => undefined);
    await database.close();
  }
};

process.exitCode = await work().catch((thrown) => {
  say({ error: thrown.message, name: thrown.name });
  return 1;
});
