// A made-up person, as the HR system has them.
import { ZONES } from './standing.mjs';

export const DEPARTMENTS = ['Engineering', 'IT', 'Sales', 'Contractors', 'People', 'R&D, "Labs"'];
export const TITLES = ['Engineer', 'Lead Engineer', 'Clerk', 'Lead', 'Analyst', 'VP, "EMEA"; Lead <R&D>'];
const GIVEN = ['Ann', 'Bob', 'Cem', 'Dora', 'Eva', 'Finn', 'Gül', 'Hugo', 'María José', 'D’Arcy', '莉'];
/** Names that people have, and that a query, a quoted text or a spreadsheet takes for something else. */
const SURNAMES = ["O'Sur", 'van der Sur', 'Sur, Jr. ', 'Null', '=Sur', 'Sur" or "1', 'Sur\\', '100% &amp; '];

export const newPerson = (n, random, more = {}) => {
  const key = keyOf(n);
  const name = `${random.oneOf(['p', 'p', 'p', "o'p", 'p+', 'p_'])}${n}`;
  const givenname = random.oneOf(GIVEN);
  const surname = `${random.between(0, 1) < 0.7 ? 'Sur' : random.oneOf(SURNAMES)}${n}`;
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
