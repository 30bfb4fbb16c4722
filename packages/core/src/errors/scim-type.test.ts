import { readScimType } from './scim-type';

it.each<[unknown, string | undefined]>([
  ['noTarget', 'noTarget'],
  [' NOTARGET ', 'noTarget'],
  ['uniqueness', 'uniqueness'],
  ['t0ken-of-somebody', undefined],
  [1, undefined],
  [undefined, undefined],
])('the word %p is %p: only those of SCIM, because a vendor may send back a secret', (given, type) => {
  expect(readScimType(given)).toBe(type);
});
