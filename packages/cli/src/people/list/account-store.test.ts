import * as fc from 'fast-check';
import { createAccountStore } from './account-store';
import { mergePeople, type Listed, type ListedPerson } from './merge-people';

const joined = (accounts: readonly Listed[]): readonly ListedPerson[] => {
  const store = createAccountStore({ chunkSize: 64 });
  accounts.forEach(store.add);
  const people = [...store.people()];
  store.close();
  return people;
};

const account = (
  application: number,
  id: string,
  employeeid: string | null,
  username: string | null,
): Listed => ({
  application,
  id,
  active: true,
  username,
  email: null,
  employeeid,
  name: null,
});

it('joins accounts however they came, in the order of the applications', () => {
  const people = joined([
    account(1, 'p1', '42', 'zoe'),
    account(0, 'b1', null, 'joe'),
    account(1, 'p2', null, 'joe'),
    account(0, 'b2', '42', 'zo'),
  ]);

  expect(people.map(({ accounts }) => accounts.map(({ id }) => id))).toEqual([
    ['b1', 'p2'],
    ['b2', 'p1'],
  ]);
});

it('joins as mergePeople does with all of them in memory', () => {
  const few = (name: string) => fc.option(fc.constantFrom(`${name}1`, `${name}2`, `${name}3`), { nil: null });
  const accounts = fc.array(
    fc.record({
      application: fc.nat(2),
      employeeid: few('k'),
      // A name may be an address, an employee id or in capitals.
      username: fc.oneof(few('n'), few('N'), few('e'), few('k')),
      email: few('e'),
    }),
    { maxLength: 14 },
  );
  const byFirst = (people: readonly ListedPerson[]) =>
    people
      .map((person) => ({ ids: person.accounts.map(({ id }) => id), notes: [...person.notes].sort() }))
      .sort((one, other) => Number(one.ids[0]) - Number(other.ids[0]));
  fc.assert(
    fc.property(accounts, (given) => {
      const all = given
        .sort((one, other) => one.application - other.application)
        .map((one, index): Listed => ({ ...one, id: String(index), active: true, name: null }));
      expect(byFirst(joined(all))).toEqual(byFirst(mergePeople(all)));
    }),
    { numRuns: 500 },
  );
});
