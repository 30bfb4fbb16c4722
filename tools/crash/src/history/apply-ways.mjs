// The ways in which a plan is applied: undisturbed, with trouble at the applications, killed, stopped, by two at once.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { seeded } from '../seeded.mjs';

const SCRIPT = fileURLToPath(new URL('apply-process.mjs', import.meta.url));
const living = new Set();
process.on('exit', () => living.forEach((child) => child.kill('SIGKILL')));

export const startApply = (job) => {
  const child = spawn(process.execPath, [SCRIPT, JSON.stringify(job)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  living.add(child);
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text;
  });
  const over = new Promise((resolve) =>
    child.once('close', (code, signal) => {
      living.delete(child);
      resolve({ code, signal, out });
    }),
  );
  return { over, kill: (signal) => child.kill(signal) };
};

const isWrite = ({ method }) => !['GET', 'HEAD'].includes(method);

/** So long an application is troubled (milliseconds): who fails until then is tried again after as long at the most. */
const TROUBLED_FOR = 15_000;

const passing = (trouble) => {
  const until = Date.now() + TROUBLED_FOR;
  return (request) => (Date.now() < until ? trouble(request) : undefined);
};

/** What may happen to requests while a plan is applied; all of it passes. */
export const TROUBLES = {
  storm: (random) => {
    const until = Date.now() + 1500;
    return () =>
      Date.now() < until && random.between(0, 1) < 0.7
        ? { status: 429, headers: { 'Retry-After': '1' }, body: {} }
        : undefined;
  },
  lost: (random) => (request) => (isWrite(request) && random.between(0, 1) < 0.25 ? 'lost' : undefined),
  refused: (random) => () => (random.between(0, 1) < 0.1 ? 'refused' : undefined),
  broken: (random) => (request) =>
    isWrite(request) && random.between(0, 1) < 0.3 ? { status: 500, body: {} } : undefined,
  unavailable: (random) => () =>
    random.between(0, 1) < 0.15 ? { status: 503, headers: { 'Retry-After': '1' }, body: {} } : undefined,
  mixed: (random) => (request) => {
    const roll = random.between(0, 1);
    return roll < 0.1
      ? {
          status: 502,
          headers: { 'Content-Type': 'text/html' },
          text: '<html><body>Bad Gateway</body></html>',
        }
      : roll < 0.2 && isWrite(request)
        ? 'lost'
        : roll < 0.25
          ? 'refused'
          : undefined;
  },
};

/** Counts writes at all applications, and does something at one of them: before it is carried out, or after. */
export const atWrite = (applications, n, act) => {
  let seen = 0;
  applications.forEach((application) =>
    application.trouble((request) => {
      if (isWrite(request)) {
        seen += 1;
        if (seen === n) {
          return act();
        }
      }
      return undefined;
    }),
  );
  return () => applications.forEach((application) => application.trouble(undefined));
};

/** How likely each way is. */
export const WAYS = {
  plain: 6,
  storm: 1,
  lost: 1,
  refused: 1,
  broken: 0.5,
  unavailable: 1,
  mixed: 1,
  'killed before': 1,
  'killed after': 1.5,
  'ctrl-c': 1,
  'ctrl-c twice': 1,
  two: 1,
  unauthorized: 0.7,
};

export const KILLED = ['killed before', 'killed after'];

const stopped = (signal, reason = 'Interrupted.') => signal.abort(new Error(reason));

const killed = async ({ applications, driver, job, say }, name, n, isDone) => {
  let child;
  const quiet = atWrite(applications, n, () => {
    child.kill('SIGKILL');
    return isDone ? 'lost' : 'refused';
  });
  child = startApply(job(name));
  const end = await child.over;
  quiet();
  say(`killed at write ${n}: ${JSON.stringify(end)}`);
  return end.signal === null ? JSON.parse(end.out) : driver.apply(name);
};

const interrupted = async ({ applications, driver, say, fail }, name, n, isTwice) => {
  const stop = new AbortController();
  const abort = new AbortController();
  const quiet = atWrite(applications, n, () => {
    stopped(stop);
    if (isTwice) {
      stopped(abort);
    }
    return undefined;
  });
  const first = await driver.apply(name, { signal: stop.signal, abort: abort.signal });
  quiet();
  say(`Ctrl-C at write ${n}: exit ${first.exit} ${first.out}${first.err}`);
  if (first.exit !== 0 && !/iam apply/.test(first.out + first.err)) {
    fail(`Ctrl-C: nothing says how to go on: ${first.out}${first.err}`);
  }
  return first.exit === 0 ? first : driver.apply(name);
};

/** Applies a plan to its end in that way; what the last process said. */
export const applyBy = async (way, company, name, random, { writes = 6 } = {}) => {
  const { applications, driver, seed, say } = company;
  const n = 1 + Math.floor(random.between(0, writes));
  try {
    switch (way) {
      case 'killed before':
      case 'killed after':
        return await killed(company, name, n, way === 'killed after');
      case 'ctrl-c':
      case 'ctrl-c twice':
        return await interrupted(company, name, n, way === 'ctrl-c twice');
      case 'two': {
        const both = await Promise.all([driver.apply(name), driver.apply(name)]);
        say(`two at once: ${both.map(({ exit, err }) => `${exit} ${err}`)}`);
        return both.find(({ exit }) => exit !== 0) ?? both[0];
      }
      case 'unauthorized': {
        const app = random.oneOf(applications);
        app.trouble(() => ({ status: 401, body: {} }));
        const first = await driver.apply(name);
        app.trouble(undefined);
        say(`401 at ${app.name}: exit ${first.exit} ${first.out}${first.err}`);
        return first.exit === 0 ? first : await driver.apply(name);
      }
      default: {
        const trouble = TROUBLES[way];
        if (trouble !== undefined) {
          applications.forEach((application, index) =>
            application.trouble(passing(trouble(seeded(seed + index)))),
          );
        }
        return await driver.apply(name);
      }
    }
  } finally {
    applications.forEach((application) => application.trouble(undefined));
  }
};
