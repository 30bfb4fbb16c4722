// Random histories of companies, day by day, against an oracle that is made of docs/lifecycle.md and never asks the engine.
// `npm run check:history -- [--seed N] [--seeds K] [--people N] [--days N] [--events N] [--take-over N] [--plain] [--verbose] [--log FOLDER]`; `--plain`: without bad
// days; `--take-over`: so many join at once on the third day; `--control`: an account is opened or shut behind everybody's back, which has to be seen.
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { binariesOf, startDatabaseServer } from '../database.mjs';
import { endedBySignal } from '../ended-by-signal.mjs';
import { seeded } from '../seeded.mjs';
import { KILLED, WAYS } from './apply-ways.mjs';
import { BAD_FEEDS, FOR_MANY } from './bad-feeds.mjs';
import { chance, csv, openCompany } from './company.mjs';
import { linkOne, planAndApply, planOfBadFeed, undoRun } from './day.mjs';
import { EVENTS, WEIGHTS } from './events.mjs';
import { GROUPS } from './rules.mjs';
import { plusDays } from './standing.mjs';
import { KINDS } from './vendors.mjs';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    seeds: { type: 'string', default: '1' },
    people: { type: 'string', default: '300' },
    days: { type: 'string', default: '12' },
    events: { type: 'string', default: '14' },
    kinds: { type: 'string' },
    'take-over': { type: 'string' },
    log: { type: 'string' },
    plain: { type: 'boolean', default: false },
    control: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});

const kinds = values.kinds?.split(',');
const unknown = kinds?.find((kind) => !KINDS.includes(kind));
if (unknown !== undefined) {
  throw new Error(`--kinds: there is no ${unknown}, but ${KINDS.join(', ')}`);
}

if (values.log !== undefined) {
  mkdirSync(values.log, { recursive: true });
}
const isLarge = Number(values.people) >= 200;

const FIRST_DAY = '2026-06-01';

/** By then everybody has an account everywhere, and many new ones are noticed. */
const TAKE_OVER_DAY = 2;

const happen = async ({ world, applications, chosen }, random, day) => {
  for (let n = 0; n < Number(values.events); n += 1) {
    const app = random.oneOf(applications);
    const event = random.weighted(WEIGHTS);
    if (event !== 'handGroup' || !chosen.noGroups.includes(app.name)) {
      await EVENTS[event]({ world, random, today: day, app, groups: GROUPS[app.name] });
    }
  }
  if (!values.plain && chance(random, 0.06)) {
    Array.from({ length: 40 }, () => world.change('works', () => ({ terminationdate: plusDays(day, -1) })));
  }
};

/** Somebody opens or shuts an account between the run and the look at it. */
const spoil = async (applications) => {
  const [account] = applications[0].accounts().values();
  await applications[0].byHand[account.active ? 'disable' : 'enable'](account.id);
};

const liveDay = async (company, index) => {
  const day = plusDays(FIRST_DAY, index);
  // Every day has numbers of its own: how many it takes of them may depend on time.
  const random = seeded(company.seed * 1000 + index);
  const { world, problems, applications } = company;
  const isBad = (share) => index > 0 && !values.plain && chance(random, share);
  world.newDay(day, random);
  if (index > 0) {
    await happen(company, random, day);
  }
  const count = index === TAKE_OVER_DAY ? Number(values['take-over'] ?? 0) : 0;
  if (count > 0) {
    EVENTS.takeOver({ world, random, today: day, count });
  }
  // At the full hour it is midnight somewhere.
  const hour = String(Math.floor(random.between(0, 24))).padStart(2, '0');
  const today = chance(random, 0.5) ? day : `${day}T${hour}:${random.oneOf(['00:00', '30:00', '59:59'])}Z`;
  const { lines, ...read } = world.feed();
  const feed = { today, ...read };
  const text = csv(lines);
  if (isBad(0.3)) {
    const had = [...company.memory.people.values()].some(({ row }) => row.terminationdate);
    // A column that nobody had a value in is not missed, and of a small company the guards let through what is wrong for a part of it.
    const feeds = Object.keys(BAD_FEEDS).filter(
      (which) => (had || which !== 'no end') && (isLarge || !FOR_MANY.includes(which)),
    );
    await planOfBadFeed(company, today, text, random.oneOf(feeds));
  }
  company.writeFeed(text);
  const down = isBad(0.12) ? random.oneOf(applications) : undefined;
  const isTroubled = index > 0 && !values.plain;
  const way = !isTroubled ? 'plain' : count > 0 ? random.oneOf(KILLED) : random.weighted(WAYS);
  const done = await planAndApply(company, feed, random, {
    way,
    meddles: way === 'plain' && down === undefined && isBad(0.5),
    releases: isBad(0.25),
    ...(down === undefined ? {} : { down }),
    ...(values.control ? { spoil } : {}),
  });
  const again = async () => {
    if (problems.length === 0) {
      await planAndApply(company, feed, random);
    }
  };
  if (problems.length > 0 || done === undefined || down !== undefined) {
    return;
  }
  if (isBad(0.5) && (await linkOne(company, done))) {
    await again();
  } else if (isBad(0.2) && Number.isFinite(done.run) && !done.meddles) {
    await undoRun(company, done);
    await again();
  } else if (isBad(0.25)) {
    await again();
  }
};

const history = async (server, seed) => {
  const company = await openCompany(server, seed, seeded(seed), {
    count: Number(values.people),
    kinds,
    isVerbose: values.verbose,
    log: values.log,
  });
  try {
    // What a day got wrong is what all later ones begin with.
    for (let index = 0; index < Number(values.days) && company.problems.length === 0; index += 1) {
      await liveDay(company, index);
    }
  } finally {
    await company.close();
  }
  return company;
};

const first = Number(values.seed ?? Date.now() % 1_000_000);
const server = await startDatabaseServer(await binariesOf(process.env.IAM_TEST_POSTGRES));
const { judged } = endedBySignal(() => server.stop());
let failed = 0;
try {
  for (let n = 0; n < Number(values.seeds); n += 1) {
    const began = Date.now();
    const { problems, notes } = await judged(() => history(server, first + n));
    failed += problems.length;
    console.log(
      `seed ${first + n}: ${problems.length} differences, ${Math.round((Date.now() - began) / 1000)} s`,
    );
    if (problems.length > 0) {
      console.log(`  ${notes[0]}`);
    }
    problems.slice(0, 20).forEach((problem) => console.log(`  WRONG: ${problem}`));
  }
} finally {
  await server.stop();
}
console.log(
  failed === 0
    ? 'every account is as it must be'
    : `${failed} things are wrong; again with --seed and the seed above`,
);
process.exit(failed === 0 ? 0 : 1);
