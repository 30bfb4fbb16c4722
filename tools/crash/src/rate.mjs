import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { makeWorld, peopleOf } from './world.mjs';
import { startWorker } from './workers.mjs';

const LIMIT = 20;

/** How many instants are within any second: the most. */
const fullest = (times) => {
  let most = 0;
  for (let from = 0, to = 0; to < times.length; to += 1) {
    while (times[to] - times[from] >= 1000) {
      from += 1;
    }
    most = Math.max(most, to - from + 1);
  }
  return most;
};

/** How many requests went out in each second, one number per worker: where some of the rate was not used. */
const timeline = (timesOf, from) => {
  const seconds = new Map();
  for (const [worker, times] of timesOf.entries()) {
    for (const at of times) {
      const second = Math.floor((at - from) / 1000);
      const counts = seconds.get(second) ?? timesOf.map(() => 0);
      counts[worker] += 1;
      seconds.set(second, counts);
    }
  }
  return Array.from({ length: Math.max(...seconds.keys()) + 1 }, (_, second) =>
    (seconds.get(second) ?? [0]).join('+'),
  ).join(' ');
};

/**
 * Workers at a vendor that allows 20 requests in any second: how much of it is used, and the fullest second as sent and as seen.
 * `steps`: what happens to the workers meanwhile. How much is used depends on how busy the machine is; that the limit is kept does not:
 * `isStrict` says whether the first one is a failure too.
 */
export const rate = async ({ server, say, items, what, sabotage, steps, least, isStrict }) => {
  const world = await makeWorld({
    server,
    face: 'aws',
    people: peopleOf(items, ['create']),
    rate: LIMIT,
    latencyMs: 60,
    limit: { requestsPerSecond: LIMIT },
  });
  const files = [];
  const start = (name) => {
    const sentFile = join(server.folder, `sent-${world.database}-${name}`);
    files.push(sentFile);
    return startWorker({
      plan: world.plan,
      url: world.url,
      vendor: world.vendor.url,
      face: 'aws',
      rate: LIMIT,
      name,
      sentFile,
      sabotage,
    });
  };
  const workers = [start('w1'), start('w2')];
  await steps?.({ workers, start: (name) => workers.push(start(name)), wait });
  await Promise.all(workers.map(({ over }) => over));
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')));
  const timesOf = texts.map((text) =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((micros) => Number(micros) / 1000),
  );
  const sent = timesOf.flat().sort((one, other) => one - other);
  const { requests } = await world.vendor.ask('report');
  const seen = requests.map(({ at }) => at).sort((one, other) => one - other);
  const refused = requests.filter(({ sent: status }) => status === 429).length;
  world.vendor.stop();
  const span = (sent.at(-1) - sent[0]) / 1000;
  const used = (sent.length - 1) / span / LIMIT;
  say(
    `  ${what}: ${sent.length} requests in ${span.toFixed(1)} s = ${(used * 100).toFixed(1)} % of ${LIMIT}/s; fullest second ${fullest(sent)} as sent, ${fullest(seen)} as seen; 429: ${refused}${least === undefined ? '' : `; goal ${least * 100} %: ${used < least ? 'MISSED' : 'met'}`}`,
  );
  say(`  each second, worker by worker: ${timeline(timesOf, sent[0])}`);
  return [
    ...(fullest(sent) > LIMIT
      ? [`${what}: ${fullest(sent)} requests were sent in one second, ${LIMIT} are allowed`]
      : []),
    ...(isStrict === true && used < least
      ? [`${what}: ${(used * 100).toFixed(1)} % of the rate was used, ${least * 100} % is the goal`]
      : []),
  ];
};
