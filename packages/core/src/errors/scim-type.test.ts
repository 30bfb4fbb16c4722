import { scimTypeOf } from './scim-type';

it.each<[unknown, string | undefined]>([
  [{ scimType: 'noTarget' }, 'noTarget'],
  [{ scimType: ' NOTARGET ' }, 'noTarget'],
  [{ scimType: 'uniqueness', detail: 'x' }, 'uniqueness'],
  [{ scimType: 't0ken-of-somebody' }, undefined],
  [{ scimType: 1 }, undefined],
  [{}, undefined],
  ['noTarget', undefined],
  [undefined, undefined],
])('the word in %p is %p: only those of SCIM, because a vendor may send back a secret', (body, type) => {
  expect(scimTypeOf(body)).toBe(type);
});
