import { isBare, withoutNulls } from './without-nulls';

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

it.each([
  { type: 'work' },
  { primary: true },
  { display: 'Work' },
  { type: 'work', primary: false, display: '' },
])('leaves out an element of which only %j would remain', (label) => {
  const other = { type: 'home', value: 'h' };

  expect(withoutNulls({ list: [{ ...label, value: null }, other] })).toEqual({ list: [other] });
  expect(withoutNulls({ list: [{ ...label, value: null }] })).toEqual({});
  // It was so before: nothing was taken from it.
  expect(withoutNulls({ list: [label, other] })).toEqual({ list: [label, other] });
  expect([isBare(label), isBare({ ...label, value: '' })]).toEqual([true, false]);
});

it('keeps an element that says anything else, and what is no element', () => {
  const list = [{ type: 'work', value: null, note: 'n' }, 'a', null, 7, ['b', null], { a: { b: null } }];

  expect(withoutNulls({ list })).toEqual({ list: [{ type: 'work', note: 'n' }, 'a', 7, ['b']] });
});
