import * as fc from 'fast-check';
import { mergePeople, type Listed } from './merge-people';

const account = (given: Partial<Listed> & Pick<Listed, 'id' | 'application'>): Listed => ({
  active: true,
  username: null,
  email: null,
  employeeid: null,
  name: null,
  ...given,
});

const idsOf = (accounts: readonly Listed[]) =>
  mergePeople(accounts).map((person) => person.accounts.map(({ id }) => id));

describe('the accounts of one person', () => {
  it('belong together by employee id, then user name, then address', () => {
    expect(
      idsOf([
        account({
          application: 0,
          id: 'a',
          employeeid: '42',
          username: 'jane@example.com',
          email: 'jane@example.com',
        }),
        account({ application: 1, id: 'b', employeeid: '42', username: 'jdoe' }),
        account({ application: 2, id: 'c', username: 'JDOE' }),
        account({ application: 3, id: 'd', username: 'other', email: 'jane@example.com' }),
        account({ application: 3, id: 'e', username: 'stranger' }),
      ]),
    ).toEqual([['a', 'b', 'c', 'd'], ['e']]);
  });

  it('stay two people where that is not certain, with the reason', () => {
    const people = mergePeople([
      account({ application: 0, id: 'a', employeeid: '42', username: 'jdoe', email: 'jane@example.com' }),
      account({ application: 1, id: 'b', employeeid: '77', username: 'jdoe' }),
      account({ application: 2, id: 'c', username: 'jdoe' }),
      account({ application: 0, id: 'd', username: 'x', email: 'jane@example.com' }),
    ]);

    expect(people.map(({ accounts }) => accounts.map(({ id }) => id))).toEqual([['a'], ['b'], ['c'], ['d']]);
    expect(people[2]?.notes[0]).toContain('jdoe may be one of 2 people of that name');
    expect(people[3]?.notes[0]).toContain('same person as another account of this application');
    expect(people[0]?.notes[0]).toContain('employee ids 42 and 77');
  });

  it('are never lost, doubled, or joined across two employee ids', () => {
    const few = (name: string) =>
      fc.option(fc.constantFrom(`${name}1`, `${name}2`, `${name}3`), { nil: null });
    const accounts = fc.array(
      fc.record({ application: fc.nat(2), employeeid: few('k'), username: few('n'), email: few('e') }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(accounts, (given) => {
        const all = given.map((one, index) => account({ ...one, id: String(index) }));
        const people = mergePeople(all);
        expect(people.flatMap((person) => person.accounts.map(({ id }) => id)).sort()).toEqual(
          all.map(({ id }) => id).sort(),
        );
        for (const { accounts: own } of people) {
          const keys = own.flatMap(({ employeeid }) => employeeid ?? []);
          expect(new Set(keys).size).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
