import { setTimeout as wait } from 'node:timers/promises';
import { problemsOfApplyingAgain } from './applied-again.mjs';
import { acceptedWrites, overlaps, problemsOf } from './checks.mjs';
import { verifyChain } from './engine.mjs';
import { openLink } from './link.mjs';
import { seeded } from './seeded.mjs';
import { evidenceOf, makeWorld, openItems, peopleOf } from './world.mjs';
import { keepWorker } from './workers.mjs';

/** Longer than a worker may be silent (the heartbeat, 10 s), so that another worker takes its people. */
const STOPPED_MS = [11_000, 14_000];

/** Who has ended nothing for so long never will. */
const STANDSTILL_MS = 120_000;

export const WEIGHTS = {
  kill: 5,
  stop: 2,
  silence: 2,
  interrupt: 1,
  postmaster: 1,
  throttle: 1.5,
  unavailable: 1.5,
};

/**
 * Applies a plan with several workers while things go wrong at random, as the seed says, and then lets it end. Returns sentences about
 * everything that is not as it must be. `isEnough` ends a run that would not end: it is asked about what the vendor has seen.
 */
export const chaos = async ({
  server,
  face,
  items,
  workers = 3,
  seconds,
  seed,
  rate,
  sabotage,
  say,
  weights = WEIGHTS,
  latencyMs = 15,
  restMs = [500, 2500],
  isEnough,
}) => {
  const random = seeded(seed);
  const people = peopleOf(items);
  const world = await makeWorld({
    server,
    people,
    face,
    rate,
    latencyMs,
    faults: [
      { method: 'POST', path: '**/Users', nth: 11, every: 37, times: 'forever', fault: 'lost' },
      { method: 'PATCH', path: '**', nth: 7, every: 29, times: 'forever', fault: 'lost' },
      { nth: 40, every: 211, times: 'forever', fault: 'truncated' },
      { nth: 90, every: 173, times: 'forever', fault: 'html' },
    ],
  });
  const links = await Promise.all(Array.from({ length: workers }, () => openLink(server.socketFolder)));
  const dead = new Set();
  const counts = {};
  const begun = Date.now();
  const places = links.map((link, place) =>
    keepWorker((generation) => ({
      plan: world.plan,
      url: link.urlOf(world.database),
      vendor: world.vendor.url,
      face,
      rate,
      name: `w${place}.${generation}`,
      sabotage,
    })),
  );
  let isOver = false;
  const over = Promise.all(places.map((place) => place.over)).then(() => {
    isOver = true;
  });
  // The work of a killed process, of one that lost the database and of one that was stopped may have begun only.
  const lose = (place) => dead.add(places[place].current().name);
  const all = places.map((_, place) => place);
  const underWay = [];
  const withoutDatabase = async (ms) => {
    all.forEach(lose);
    await server.kill();
    await wait(ms);
    await server.start();
  };
  const act = {
    kill: (place) => {
      lose(place);
      places[place].current().kill();
    },
    /** Ctrl-C: what is at hand ends, and everything that began has its end. */
    interrupt: (place) => {
      places[place].current().kill('SIGTERM');
    },
    stop: async (place) => {
      lose(place);
      const worker = places[place].current();
      worker.kill('SIGSTOP');
      await wait(random.between(...STOPPED_MS));
      worker.kill('SIGCONT');
    },
    silence: async (place) => {
      lose(place);
      links[place].silence();
      await wait(random.between(4000, 16_000));
      links[place].speak();
    },
    postmaster: () => withoutDatabase(random.between(300, 3000)),
    /** Longer than every heartbeat, lease and timeout of a statement. */
    away: () => withoutDatabase(30_000),
    throttle: () => world.vendor.ask('storm', { ms: random.between(500, 3000), status: 429 }),
    unavailable: () => world.vendor.ask('storm', { ms: random.between(300, 1500), status: 503 }),
  };
  let busyWith = Promise.resolve();
  while (!isOver && Date.now() - begun < seconds * 1000) {
    const kind = random.weighted(weights);
    counts[kind] = (counts[kind] ?? 0) + 1;
    const doing = Promise.resolve(act[kind](random.oneOf(all)));
    // The database is killed and started by one hand.
    busyWith = ['postmaster', 'away'].includes(kind) ? doing : busyWith;
    underWay.push(doing);
    await Promise.race([over, wait(random.between(...restMs))]);
    await busyWith;
  }
  await Promise.all(underWay);
  // How long the rest takes depends on the machine; that there is progress does not.
  let progress = { open: items, at: Date.now() };
  // What the vendor has seen of 20,000 people is hundreds of megabytes: it is asked for where it decides.
  const isSeen = async () => isEnough !== undefined && isEnough(await world.vendor.ask('report'));
  while (!isOver && Date.now() < progress.at + STANDSTILL_MS && !(await isSeen())) {
    await Promise.race([over, wait(1000)]);
    const open = await openItems(world);
    progress = open === progress.open ? progress : { open, at: Date.now() };
  }
  const problems = [];
  if (!isOver) {
    problems.push('the run did not end: some worker hangs, or an item is never done');
    places.forEach((place) => place.giveUp());
    await over;
  }
  // Workers that noted trouble with the database may have lost the end of an attempt.
  const troubled = new Set(
    places.flatMap(({ ends }) =>
      ends
        .filter(({ said, end }) => end !== 0 || said.some(({ noted }) => noted !== undefined))
        .map(({ name }) => name),
    ),
  );
  const evidence = await evidenceOf(world, verifyChain);
  problems.push(...problemsOf(world, evidence, { isDead: (name) => dead.has(name) || troubled.has(name) }));
  const said = places
    .flatMap(({ ends }) => ends.flatMap(({ said: lines }) => lines))
    .map(({ error }) => error)
    .filter((text) => text !== undefined);
  if (isOver) {
    problems.push(...(await problemsOfApplyingAgain(world, evidence)));
  }
  const accepted = acceptedWrites(evidence).filter(({ name }) => name !== undefined).length;
  const planned = people.filter(({ op }) => op !== 'groups').length;
  const beginnings = evidence.attempts.filter(({ kind }) => kind === 'begun').length;
  const endings = new Set(evidence.attempts.filter(({ kind }) => kind === 'ended').map(({ call }) => call));
  const open = new Set(
    evidence.attempts
      .filter(({ kind, call }) => kind === 'begun' && !endings.has(call))
      .map(({ call }) => call),
  ).size;
  say(
    `  ${items} items in ${Math.round((Date.now() - begun) / 1000)} s; ${Object.entries(counts)
      .map(([kind, count]) => `${kind} ${count}`)
      .join(
        ', ',
      )}; accepted writes ${accepted} of ${planned} planned; begun ${beginnings}, without an end ${open}; overlaps ${overlaps(evidence).length}`,
  );
  new Set(said).forEach((text) => say(`  a worker ended: ${text}`));
  await Promise.all(links.map((link) => link.close()));
  world.vendor.stop();
  return problems;
};
