import { keysOfPeople } from './people-of-plan';

const PEOPLE = new Map([
  ['E1', 'jane@example.com'],
  ['E2', 'twin@example.com'],
  ['E3', 'twin@example.com'],
]);

const keys = (...names: readonly string[]) => keysOfPeople(PEOPLE, names, (name) => `Nobody is ${name}.`);

it('knows people by the key and by the address', () => {
  expect(keys('E3', 'Jane@Example.com')).toEqual(['E3', 'E1']);
});

it('refuses a name that nobody has, or that does not say who is meant', () => {
  expect(() => keys('E1', 'E9')).toThrow('Nobody is E9.');
  expect(() => keys('twin@example.com')).toThrow('is the address of E2 and E3');
});
