import { perObject } from './per-object';

it('asks about each object once, and about equal ones apart', () => {
  const asked: object[] = [];
  const nameOf = perObject((object: { readonly name: string }) => {
    asked.push(object);
    return object.name;
  });
  const [one, other] = [{ name: 'a' }, { name: 'a' }];

  expect([nameOf(one), nameOf(one), nameOf(other), nameOf({ name: '' })]).toEqual(['a', 'a', 'a', '']);
  expect(asked).toEqual([one, other, { name: '' }]);
  expect(asked[1]).toBe(other);
});
