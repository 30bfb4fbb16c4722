// What a command costs beyond the one request it sends: iam-get-user against the same GET by bare axios, by
// undici, and by the transport of commands alone.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { compare, round } from './measure.mjs';

const CONTENDER = fileURLToPath(new URL('contender.mjs', import.meta.url));

const start = async (name, url) => {
  const child = fork(CONTENDER, [name, url]);
  const answer = () =>
    new Promise((resolve, reject) => {
      const died = () => reject(new Error(`${name} ended`));
      child.once('exit', died);
      child.once('message', (message) => {
        child.off('exit', died);
        resolve(message);
      });
    });
  await answer();
  const time = (task) => {
    const answered = answer();
    child.send(task);
    return answered;
  };
  return { time, stop: () => child.kill() };
};

export const overhead = async ({ url }) => {
  const names = ['undici', 'axios', 'transport', 'command'];
  const running = await Promise.all(names.map(async (name) => [name, await start(name, url)]));
  const contenders = Object.fromEntries(running.map(([name, { time }]) => [name, time]));
  const rows = [];
  for (const width of [1, 16, 64]) {
    const ms = await compare(contenders, { count: width === 1 ? 1500 : 3000, width, rounds: 7 });
    const each = names.map((name) => round(ms[name], 3)).join(' / ');
    rows.push(
      { what: `concurrency ${width}: undici / axios / transport / command, ms`, value: each },
      {
        what: `concurrency ${width}: a command more than bare axios`,
        value: `${round(ms.command - ms.axios, 3)} ms`,
        ...(width === 1 ? { goal: '≤ 0.3 ms', met: ms.command - ms.axios <= 0.3 } : {}),
      },
      ...['transport', 'command'].map((name) => {
        const share = ms.axios / ms[name];
        return {
          what: `concurrency ${width}: throughput of a ${name} against bare axios`,
          value: `${round(share * 100, 0)} %`,
          ...(width === 16 ? { goal: '≥ 75 %', met: share >= 0.75 } : {}),
        };
      }),
      {
        what: `concurrency ${width}: throughput of a command against undici`,
        value: `${round((ms.undici / ms.command) * 100, 0)} %`,
      },
    );
  }
  running.forEach(([, { stop }]) => stop());
  return rows;
};
