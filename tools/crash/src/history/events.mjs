// What happens in a company on a day: in the HR system, and at the applications by hand.
import { BY_HAND } from './by-hand.mjs';
import { DEPARTMENTS, newPerson, TITLES } from './person.mjs';
import { plusDays, ZONES } from './standing.mjs';

/** Every event answers what it did, as a sentence, or undefined where nobody fits. */
export const EVENTS = {
  ...BY_HAND,
  /** Another company is taken over: so many join on one day. */
  takeOver: ({ world, random, today, count }) => {
    const people = Array.from({ length: count }, () => newPerson(world.next++, random, { hiredate: today }));
    people.forEach((person) => world.rows.set(person.employeeid, person));
    return world.note(`${count} join at once`);
  },
  join: ({ world, random, today }) => {
    const person = newPerson(world.next++, random, {
      hiredate: plusDays(today, random.oneOf([-3, -1, 0, 0, 0])),
    });
    return world.put(person, `joins on ${person.hiredate}`);
  },
  joinLater: ({ world, random, today }) => {
    const person = newPerson(world.next++, random, {
      hiredate: plusDays(today, random.oneOf([1, 1, 2, 3, 5])),
    });
    return world.put(person, `will join on ${person.hiredate}`);
  },
  leave: ({ world, random, today }) =>
    world.change('works', () => ({ terminationdate: plusDays(today, random.oneOf([-1, -1, 0, 0, 1, 3])) })),
  leaveByStatus: ({ world }) => world.change('works', () => ({ employmentstatus: 'Terminated' })),
  move: ({ world, random }) =>
    world.change('works', ({ department }) => ({
      department: random.oneOf(DEPARTMENTS.filter((one) => one !== department)),
    })),
  promote: ({ world, random }) =>
    world.change('works', ({ title }) => ({
      title: random.oneOf([...TITLES, ''].filter((one) => one !== title)),
    })),
  protect: ({ world }) => world.change('works', () => ({ title: 'Break Glass' })),
  marry: ({ world, random }) =>
    world.change('works', ({ givenname, username }) => {
      const n = Math.floor(random.between(0, 1e9));
      return {
        surname: `New${n}`,
        displayname: `${givenname} New${n}`,
        email: `new${n}@example.com`,
        username: username && random.between(0, 1) < 0.7 ? `new${n}.login@corp.example` : username,
      };
    }),
  marryNameOnly: ({ world, random }) =>
    world.change('works', ({ givenname }) => {
      const surname = `Only${Math.floor(random.between(0, 1e9))}`;
      return { surname, displayname: `${givenname} ${surname}` };
    }),
  /** Two exchange their addresses, and their user names. */
  swap: ({ world }) => {
    const [one, other] = [world.pick('works'), world.pick('works')];
    if (!one || !other) {
      return undefined;
    }
    const [a, b] = [world.rows.get(one), world.rows.get(other)];
    world.set(one, { email: b.email, username: b.username });
    world.set(other, { email: a.email, username: a.username });
    return world.note(`${one} and ${other} exchange addresses`, one, other);
  },
  /** Two exchange their addresses, and one of them leaves on that day. */
  swapAndLeave: ({ world, random, today }) => {
    const [one, other] = [world.pick('works'), world.pick('works')];
    if (!one || !other) {
      return undefined;
    }
    const [a, b] = [world.rows.get(one), world.rows.get(other)];
    world.set(one, {
      email: b.email,
      username: b.username,
      terminationdate: plusDays(today, random.oneOf([-1, -1, 0])),
    });
    world.set(other, { email: a.email, username: a.username });
    return world.note(`${one} and ${other} exchange addresses, and ${one} leaves`, one, other);
  },
  /** Somebody gets the old address of a person who is renamed the same day. */
  chain: ({ world, random }) => {
    const [one, other, third] = [world.pick('works'), world.pick('works'), world.pick('works')];
    if (!one || !other || !third) {
      return undefined;
    }
    const [a, b] = [world.rows.get(one), world.rows.get(other)];
    const n = Math.floor(random.between(0, 1e9));
    world.set(third, { email: b.email, username: b.username });
    world.set(other, { email: a.email, username: a.username });
    world.set(one, { email: `chain${n}@example.com`, username: '' });
    return world.note(`${other} gets the address of ${one}, ${third} that of ${other}`, one, other, third);
  },
  /** The address of one who has left is given to one who works. */
  inherit: ({ world }) => {
    const [one, other] = [world.pick('left'), world.pick('works')];
    if (!one || !other) {
      return undefined;
    }
    world.set(other, { email: world.rows.get(one).email });
    return world.note(`${other} gets the address of ${one}, who left`, one, other);
  },
  /** Gets another manager, who may be new today, or none. */
  newBoss: ({ world, random, today }) => {
    const key = world.pick('works');
    const { boss } = world.rows.get(key) ?? {};
    if (boss === undefined) {
      return undefined;
    }
    const roll = random.between(0, 1);
    if (roll < 0.2) {
      world.set(key, { boss: '' });
      return world.note(`${key} has no manager any more`, key);
    }
    const isNew = roll < 0.5;
    const next = isNew ? newPerson(world.next++, random, { hiredate: today }) : undefined;
    const other = next?.employeeid ?? random.oneOf([...world.rows.keys()]);
    world.set(key, { boss: other });
    return next === undefined
      ? world.note(`${key} gets ${other} as manager`, key)
      : world.put(next, `joins as the manager of ${key}`, key);
  },
  /** A manager leaves, and everybody gets another one. */
  bossLeaves: ({ world, random, today }) => {
    const [one, other] = [world.pick('manages'), world.pick('works')];
    if (!one || !other) {
      return undefined;
    }
    const people = [...world.rows.values()].filter(({ boss }) => boss === one);
    people.forEach(({ employeeid }) => world.set(employeeid, { boss: other === employeeid ? '' : other }));
    world.set(one, { terminationdate: plusDays(today, random.oneOf([-1, 0])) });
    return world.note(`${one} leaves, and ${people.length} get ${other} as manager`, one, other);
  },
  /** A manager gets another name, and the rows of many others with them. */
  bossMarries: ({ world, random }) =>
    world.change('manages', ({ givenname }) => {
      const surname = `Boss${Math.floor(random.between(0, 1e9))}`;
      return { surname, displayname: `${givenname} ${surname}` };
    }),
  goOnLeave: ({ world }) => world.change('works', () => ({ employmentstatus: 'Leave' })),
  comeBack: ({ world }) => world.change('leave', () => ({ employmentstatus: 'Active' })),
  rehire: ({ world, random, today }) =>
    world.change('left', () => ({
      hiredate: plusDays(today, random.oneOf([0, 0, 2])),
      employmentstatus: 'Active',
      ...(random.between(0, 1) < 0.5 ? { terminationdate: '' } : {}),
    })),
  /** Comes back under a new number with the old address; the old row goes or stays. */
  rehireNewNumber: ({ world, random, today }) => {
    const old = world.pick('left');
    if (!old) {
      return undefined;
    }
    const { email, username, givenname, surname, displayname } = world.rows.get(old);
    const person = newPerson(world.next++, random, {
      email,
      username,
      givenname,
      surname,
      displayname,
      hiredate: today,
    });
    if (random.between(0, 1) < 0.5) {
      world.dropped.add(old);
    }
    return world.put(person, `comes back, was ${old}`, old);
  },
  /** Works on under a new number and the old address from today on: the old row ends, yesterday or today. */
  newNumber: ({ world, random, today }) => {
    const old = world.pick('works');
    if (!old) {
      return undefined;
    }
    const person = newPerson(world.next++, random, { hiredate: today });
    world.set(old, { terminationdate: plusDays(today, random.oneOf([-1, -1, 0])) });
    const { email, username, givenname, surname, displayname } = world.rows.get(old);
    return world.put(
      { ...person, email, username, givenname, surname, displayname },
      `works on, was ${old}`,
      old,
    );
  },
  /** The start is moved, to today or by days. */
  startElsewhen: ({ world, random, today }) =>
    world.change('future', () => ({ hiredate: plusDays(today, random.oneOf([-1, 0, 0, 1, 4])) })),
  postpone: ({ world, random, today }) =>
    world.change('works', () => ({
      hiredate: plusDays(today, random.oneOf([1, 2, 4])),
      terminationdate: '',
    })),
  renewal: ({ world, random, today }) =>
    world.change('works', () => {
      const end = random.oneOf([-1, 0, 1]);
      return {
        terminationdate: plusDays(today, end),
        hiredate: plusDays(today, end + random.oneOf([1, 1, 3])),
      };
    }),
  withdraw: ({ world }) => world.drop('future'),
  vanish: ({ world }) => world.drop('works'),
  vanishLeft: ({ world }) => world.drop('left'),
  reappear: ({ world, random }) => {
    const key = random.oneOf([...world.dropped]);
    if (key === undefined) {
      return undefined;
    }
    world.dropped.delete(key);
    return world.note(`${key} is in the feed again`, key);
  },
  twins: ({ world }) => {
    const [one, other] = [world.pick('works'), world.pick('works')];
    if (!one || !other) {
      return undefined;
    }
    world.set(other, { email: world.rows.get(one).email });
    return world.note(`${other} has the address of ${one} as well`, one, other);
  },
  moveZone: ({ world, random }) => world.change('works', () => ({ zone: random.oneOf(Object.keys(ZONES)) })),
  unreadable: ({ world, random }) => {
    const key = world.pick('any');
    if (!key) {
      return undefined;
    }
    world.broken.set(
      key,
      random.oneOf([{ hiredate: '2026-02-30' }, { terminationdate: 'soon' }, { zone: 'Mars/Olympus' }]),
    );
    return world.note(`the row of ${key} cannot be read`, key);
  },
};

/** How likely each is; the rest is as likely as a tenth of these. */
export const WEIGHTS = {
  join: 5,
  joinLater: 3,
  leave: 5,
  leaveByStatus: 2,
  move: 5,
  promote: 4,
  protect: 0.5,
  marry: 3,
  marryNameOnly: 1,
  swap: 2,
  swapAndLeave: 1,
  chain: 2,
  inherit: 2,
  newBoss: 2,
  bossLeaves: 0.7,
  bossMarries: 0.7,
  goOnLeave: 2,
  comeBack: 2,
  rehire: 4,
  rehireNewNumber: 2,
  newNumber: 1,
  startElsewhen: 1,
  postpone: 1.5,
  renewal: 1.5,
  withdraw: 1,
  vanish: 2,
  vanishLeft: 1,
  reappear: 3,
  twins: 1,
  moveZone: 0.5,
  unreadable: 1,
  handDisable: 1.5,
  handEnable: 1.5,
  handErase: 1.5,
  handDrift: 1.5,
  handGroup: 2,
  handMade: 3,
  handStranger: 0.5,
};
