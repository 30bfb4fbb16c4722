import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';

const SCRIPT = fileURLToPath(new URL('worker-process.mjs', import.meta.url));

/** Starts one worker; `over` resolves with its exit code, or with the signal that ended it. */
export const startWorker = (job) => {
  const child = spawn(process.execPath, [SCRIPT, JSON.stringify(job)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = [];
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    said.push(...lines.map((line) => JSON.parse(line)));
  });
  const over = new Promise((resolve) => child.once('close', (code, signal) => resolve(signal ?? code)));
  return { name: job.name, pid: child.pid, said, over, kill: (signal = 'SIGKILL') => child.kill(signal) };
};

/** As an operator who starts again what has ended: a place for a worker, filled anew until one ends well. */
export const keepWorker = (jobOf) => {
  let generation = 0;
  let current;
  let isGivenUp = false;
  const ends = [];
  const keep = async () => {
    while (!isGivenUp) {
      generation += 1;
      current = startWorker(jobOf(generation));
      const end = await current.over;
      ends.push({ name: current.name, end, said: current.said });
      if (end === 0) {
        return;
      }
      await wait(300);
    }
  };
  const over = keep();
  return {
    over,
    ends,
    current: () => current,
    giveUp: () => {
      isGivenUp = true;
      current.kill();
    },
  };
};
