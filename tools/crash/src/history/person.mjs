// A made-up person, as the HR system has them.
import { ZONES } from './standing.mjs';

export const DEPARTMENTS = ['Engineering', 'IT', 'Sales', 'Contractors', 'People'];
export const TITLES = ['Engineer', 'Lead Engineer', 'Clerk', 'Lead', 'Analyst'];
const GIVEN = ['Ann', 'Bob', 'Cem', 'Dora', 'Eva', 'Finn', 'Gül', 'Hugo'];

export const newPerson = (n, random, more = {}) => {
  const key = `E${String(n).padStart(5, '0')}`;
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
    ...more,
  };
};
