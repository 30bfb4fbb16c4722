// The HR system of a company, and what has happened to whom.
import { exported } from './person.mjs';

/** The HR system of a company. */
export const newWorld = (first, people) => {
  let random = first;
  const rows = new Map(people.map((row) => [row.employeeid, row]));
  const touched = new Set();
  const log = new Map();
  const world = {
    rows,
    dropped: new Set(),
    broken: new Map(),
    next: people.length + 1,
    day: undefined,
    log,
    lines: [],
    newDay: (day, numbers) => {
      random = numbers;
      world.day = day;
      world.broken.clear();
      touched.clear();
    },
    note: (text, ...keys) => {
      world.lines.push(`${world.day}: ${text}`);
      keys.forEach((key) => {
        touched.add(key);
        log.set(key, [...(log.get(key) ?? []), `${world.day}: ${text}`]);
      });
      return text;
    },
    set: (key, change) => rows.set(key, { ...rows.get(key), ...change }),
    put: (row, text, ...others) => {
      rows.set(row.employeeid, row);
      return world.note(`${row.employeeid} ${text}`, row.employeeid, ...others);
    },
    /** A person of a kind whom nothing has happened to today. */
    pick: (kind) => {
      const { day } = world;
      const fits = {
        any: () => true,
        works: ({ employmentstatus, terminationdate, hiredate }) =>
          employmentstatus === 'Active' &&
          (!terminationdate || terminationdate > day || terminationdate < hiredate) &&
          hiredate <= day,
        manages: (row) => fits.works(row) && [...rows.values()].some(({ boss }) => boss === row.employeeid),
        leave: ({ employmentstatus, terminationdate }) => employmentstatus === 'Leave' && !terminationdate,
        left: ({ employmentstatus, terminationdate, hiredate }) =>
          (terminationdate && terminationdate < day && terminationdate >= hiredate) ||
          (!terminationdate && employmentstatus === 'Terminated'),
        future: ({ hiredate }) => hiredate > day,
      };
      const found = [...rows.values()].filter(
        (row) => !touched.has(row.employeeid) && !world.dropped.has(row.employeeid) && fits[kind](row),
      );
      const key = random.oneOf(found)?.employeeid;
      if (key) {
        touched.add(key);
      }
      return key;
    },
    change: (kind, make) => {
      const key = world.pick(kind);
      if (!key) {
        return undefined;
      }
      const change = make(rows.get(key));
      world.set(key, change);
      return world.note(`${key} ${JSON.stringify(change)}`, key);
    },
    drop: (kind) => {
      const key = world.pick(kind);
      if (!key) {
        return undefined;
      }
      world.dropped.add(key);
      return world.note(`${key} is not in the feed any more`, key);
    },
    /** An account of a person of the feed whom nothing has happened to today. */
    account: (app, fits, { oneOf }) => {
      const found = [...app.accounts().values()].filter(
        (account) =>
          account.employeeid &&
          rows.has(account.employeeid) &&
          !touched.has(account.employeeid) &&
          fits(account),
      );
      return oneOf(found);
    },
    /** The rows of today's feed, and the keys of those that cannot be read. */
    feed: () => {
      const present = [...rows.values()]
        .filter(({ employeeid }) => !world.dropped.has(employeeid))
        .map((row) => exported(row, rows));
      const broken = new Set(
        present.map(({ employeeid }) => employeeid).filter((key) => world.broken.has(key)),
      );
      return {
        lines: present.map((row) => ({ ...row, ...(world.broken.get(row.employeeid) ?? {}) })),
        rows: new Map(
          present.filter(({ employeeid }) => !broken.has(employeeid)).map((row) => [row.employeeid, row]),
        ),
        errors: broken,
      };
    },
  };
  return world;
};
