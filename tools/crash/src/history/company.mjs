// A company of a history: its people, its applications, its database, and what is known of all of it.
import { appendFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newDriver } from './drive.mjs';
import { newMemory } from './memory.mjs';
import { exported, newPerson } from './person.mjs';
import { choose, GROUPS, MADE_GROUPS, sectionOf } from './rules.mjs';
import { KINDS, startApplication } from './vendors.mjs';
import { newWorld } from './world.mjs';

const HEADERS = [
  'employeeid',
  'email',
  'username',
  'givenname',
  'surname',
  'displayname',
  'title',
  'department',
  'hiredate',
  'terminationdate',
  'employmentstatus',
  'zone',
  'managername',
];

const quoted = (cell) => (/[",;\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

export const csv = (lines) =>
  `${[HEADERS, ...lines.map((row) => HEADERS.map((header) => quoted(row[header] ?? '')))].map((cells) => cells.join(',')).join('\n')}\n`;

export const chance = (random, share) => random.between(0, 1) < share;

/** Nearly everybody has an account already; some without the key, some disabled. */
const seedsOf = (people, random) => {
  const rows = new Map(people.map((person) => [person.employeeid, person]));
  return people
    .map((person) => exported(person, rows))
    .flatMap((person, index) =>
      chance(random, 0.92)
        ? [
            {
              n: index + 1,
              person: chance(random, 0.1) ? { ...person, employeeid: '' } : person,
              active: chance(random, 0.97),
            },
          ]
        : [],
    );
};

export const openCompany = async (server, seed, random, { count, kinds: named, isVerbose, log }) => {
  const problems = [];
  const notes = [];
  const people = Array.from({ length: count }, (_, index) => newPerson(index + 1, random));
  const chosen = choose(random);
  const kinds = named ?? [...KINDS].sort(() => random.between(-1, 1)).slice(0, Object.keys(GROUPS).length);
  const ofKind = (kind) => Object.keys(GROUPS).filter((_, index) => kinds[index] === kind);
  chosen.noGroups = ofKind('hello');
  const folder = join(server.folder, `history-${seed}`);
  mkdirSync(folder, { recursive: true });
  const applications = [];
  for (const [index, name] of Object.keys(GROUPS).entries()) {
    applications.push(
      await startApplication({
        kind: kinds[index],
        name,
        people: seedsOf(people, random),
        groups: GROUPS[name].filter((group) => !MADE_GROUPS.includes(group)),
      }),
    );
  }
  const { url } = await server.create();
  const section = sectionOf(chosen);
  const world = newWorld(random, people);
  let file = 0;
  const say = (text) => {
    notes.push(text);
    if (log !== undefined) {
      appendFileSync(join(log, `seed-${seed}.log`), `${text}\n`);
    }
    if (isVerbose) {
      console.log(text);
    }
  };
  say(`seed ${seed}: ${JSON.stringify(chosen)} ${kinds.join(' ')}`);
  return {
    seed,
    problems,
    notes,
    chosen,
    applications,
    world,
    memory: newMemory(applications),
    driver: newDriver({ folder, url, section, applications }),
    /** Applications that are asked for one person after the other. */
    asked: new Set(ofKind('hello')),
    say,
    fail: (text, key) => {
      const past = key === undefined ? [] : (world.log.get(key) ?? []);
      problems.push([`${world.day}: ${text}`, ...past.map((line) => `      ${line}`)].join('\n'));
    },
    accounts: () =>
      Object.fromEntries(applications.map((application) => [application.name, application.accounts()])),
    writeFeed: (text) => writeFileSync(join(folder, 'hr.csv'), text),
    nextFile: (kind) => {
      file += 1;
      return `${kind}-${file}.jsonl`;
    },
    /** What a process of its own needs to apply a plan. */
    job: (name) => ({
      folder,
      url,
      section,
      file: name,
      applications: applications.map(({ kind, name: app, params }) => ({ kind, name: app, params })),
    }),
    close: async () => {
      if (log !== undefined && problems.length > 0) {
        cpSync(folder, join(log, `seed-${seed}`), { recursive: true });
      }
      await Promise.all(applications.map((application) => application.stop()));
    },
  };
};
