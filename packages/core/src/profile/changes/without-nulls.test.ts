import { withoutNulls } from './without-nulls';

it.each<[string, object, object]>([
  ['a null', { a: null, b: 1 }, { b: 1 }],
  ['a null inside', { name: { givenName: 'J', middleName: null } }, { name: { givenName: 'J' } }],
  ['an object that holds nothing else', { name: { middleName: null } }, {}],
  [
    'a null in the elements of a list',
    { emails: [{ value: 'a', type: null }] },
    { emails: [{ value: 'a' }] },
  ],
  ['a list that holds nothing else', { emails: [null] }, {}],
  ['undefined', { a: undefined }, {}],
  [
    'but no empty text, list or object',
    { a: '', b: [], c: {}, d: false, e: 0 },
    { a: '', b: [], c: {}, d: false, e: 0 },
  ],
])('leaves out %s', (_, data, expected) => {
  expect(withoutNulls(data as never)).toEqual(expected);
});
