import fc from 'fast-check';
import { accountsOf } from './accounts';
import { inAddress } from './names';
import { people } from './people';

const many = people(5000);

describe('made-up people', () => {
  it('are the same every time, and the first of many are those of few', () => {
    expect(people(40)).toEqual(many.slice(0, 40));
    expect(people(0)).toEqual([]);
  });

  it('have employee ids in a row', () => {
    expect(many.slice(0, 2).map(({ employeeid }) => employeeid)).toEqual(['E0000001', 'E0000002']);
    expect(many.at(-1)?.employeeid).toBe('E0005000');
  });

  it('share no address, each short enough for a handle', () => {
    expect(new Set(many.map(({ email }) => email)).size).toBe(many.length);
    expect(many.filter(({ email }) => !/^[a-z0-9.]{3,20}@example\.com$/.test(email))).toEqual([]);
  });

  it('have names as companies have them', () => {
    const names = many.map(({ displayname }) => displayname).join('\n');
    expect(names).toMatch(/O'Connor/);
    expect(names).toMatch(/Ó Súilleabháin/);
    expect(names).toMatch(/Müller/);
    expect(names).toMatch(/İnönü/);
    expect(names).toMatch(/Шевченко/);
    expect(names).toMatch(/鈴木/);
  });

  it('report to a person who came before, to the first in the end', () => {
    const known = new Map(many.map((person) => [person.employeeid, person]));
    for (const person of many) {
      const manager = known.get(person.manageremployeeid);
      expect([person.managername, person.manageremailaddress]).toEqual([
        manager?.displayname ?? '',
        manager?.email ?? '',
      ]);
      expect(person.manageremployeeid < person.employeeid).toBe(true);
    }
    expect(many.filter(({ manageremployeeid }) => manageremployeeid === '')).toHaveLength(1);
  });

  it('are led by people of their own department', () => {
    const department = new Map(many.map((person) => [person.employeeid, person.department]));
    const others = many.filter(
      (person) =>
        department.get(person.manageremployeeid) !== person.department && person.employeeid > 'E0000013',
    );
    expect(others).toEqual([]);
  });

  it('were hired, and only contractors have a last day, which is far off', () => {
    expect(many.filter(({ hiredate }) => !/^20(0[5-9]|1\d|2[0-4])-\d\d-\d\d$/.test(hiredate))).toEqual([]);
    const ends = many.filter(({ usertype }) => usertype === 'Contractor').map((one) => one.terminationdate);
    expect(ends.length).toBeGreaterThan(0);
    expect(ends.filter((end) => !/^203[1-4]-\d\d-\d\d$/.test(end))).toEqual([]);
    expect(many.filter((one) => one.usertype !== 'Contractor' && one.terminationdate !== '')).toEqual([]);
  });

  it.each([-1, 1.5, Number.NaN, 10_000_000])('cannot be %p in number', (count) => {
    expect(() => people(count)).toThrow(RangeError);
  });
});

describe('a name in an address', () => {
  it.each([
    ["O'Connor", 'oconnor'],
    ['Łukasz', 'lukasz'],
    ['Müller', 'muller'],
    ['Groß', 'gross'],
    ['Işıl', 'isil'],
    ['İbrahim', 'ibrahim'],
    ['Đặng', 'dang'],
    ['Þór', 'thor'],
    ['Сергей', 'sergey'],
    ['Соловьёв', 'solovyov'],
    ['健太', 'kenta'],
    ['Ó Súilleabháin', 'osuilleabhain'],
  ])('%s is %s', (name, letters) => {
    expect(inAddress(name)).toBe(letters);
  });

  it('is never empty, and plain, for the names there are', () => {
    fc.assert(
      fc.property(fc.constantFrom(...many), ({ givenname, surname }) => {
        expect(inAddress(givenname) + inAddress(surname)).toMatch(/^[a-z]+$/);
        expect(Math.min(inAddress(givenname).length, inAddress(surname).length)).toBeGreaterThan(0);
      }),
    );
  });
});

describe('the accounts of made-up people', () => {
  it('are the same every time, in each application', () => {
    expect(accountsOf(people(20))).toEqual(accountsOf(people(20)));
    const few = accountsOf(people(3));
    expect(few.aws.users).toEqual(accountsOf(people(20)).aws.users.slice(0, 3));
  });

  it('share no name in Slack, which cuts them', () => {
    const names = accountsOf(many).slack.users.map(({ userName }) => userName);
    expect(new Set(names).size).toBe(many.length);
  });
});
