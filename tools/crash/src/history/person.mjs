// A made-up person, as the HR system has them.
import { ZONES } from './standing.mjs';

export const DEPARTMENTS = ['Engineering', 'IT', 'Sales', 'Contractors', 'People'];
export const TITLES = ['Engineer', 'Lead Engineer', 'Clerk', 'Lead', 'Analyst'];
const GIVEN = ['Ann', 'Bob', 'Cem', 'Dora', 'Eva', 'Finn', 'Gül', 'Hugo'];

export const newPerson = (n, random, more = {}) => {
  const key = keyOf(n);
  const name = `p${n}`;
  const givenname = random.oneOf(GIVEN);
  const surname = `Sur${n}`;
  return {
    employeeid: key,
    email: `${name}@example.com`,
    username: random.between(0, 1) < 0.3 ? `${name}.login@corp.example` : '',
    givenname,
    surname,
    displayname: `${givenname} ${surname}`,
    title: random.oneOf(TITLES),
    department: random.oneOf(DEPARTMENTS),
    hiredate: '2024-01-15',
    terminationdate: '',
    employmentstatus: 'Active',
    zone: random.oneOf(['', '', ...Object.keys(ZONES)]),
    boss: bossOf(n, random),
    ...more,
  };
};

export const keyOf = (n) => `E${String(n).padStart(5, '0')}`;

/** The key of the manager: mostly one of the first, who have many; nobody of some. */
const bossOf = (n, random) => {
  const roll = random.between(0, 1);
  const among = roll < 0.6 ? Math.min(n - 1, 12) : n - 1;
  return roll < 0.1 || among < 1 ? '' : keyOf(1 + Math.floor(random.between(0, among)));
};

/** A row as the HR system exports it: with the name that the manager has now. `rows`: by key. */
export const exported = ({ boss, ...row }, rows) => ({
  ...row,
  managername: rows.get(boss)?.displayname ?? '',
});
