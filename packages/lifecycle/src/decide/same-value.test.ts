import fc from 'fast-check';
import { changedKeys } from './changed';
import { isNothing, sameValue } from './same-value';

const NOTHING = [undefined, null, '', [], {}, { a: null }, { a: { b: [] } }];

it('takes everything that has no value for the same, and for nothing else', () => {
  for (const one of NOTHING) {
    expect(isNothing(one)).toBe(true);
    NOTHING.forEach((other) => expect(sameValue(one, other)).toBe(true));
    [0, false, 'x', [null], { a: 0 }].forEach((other) => {
      expect(isNothing(other)).toBe(false);
      expect(sameValue(one, other)).toBe(false);
      expect(sameValue(other, one)).toBe(false);
    });
  }
});

it.each<[unknown, unknown, boolean]>([
  [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
  [{ a: 1, b: '' }, { a: 1 }, true],
  [[{ value: 'x', type: null }], [{ value: 'x' }], true],
  [['a', 'b'], ['b', 'a'], false],
  [['a'], { 0: 'a' }, false],
  [1, '1', false],
  [{ a: { b: 1 } }, { a: { b: 2 } }, false],
  [['a'], ['a', 'b'], false],
])('%j and %j: %s', (one, other, same) => {
  expect(sameValue(one, other)).toBe(same);
  expect(sameValue(other, one)).toBe(same);
  expect(changedKeys({ key: one }, { key: other })).toEqual(same ? [] : ['key']);
});

it('finds a value the same as its copy, and the same both ways round', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      expect(sameValue(one, JSON.parse(JSON.stringify(one)))).toBe(true);
      expect(sameValue(one, other)).toBe(sameValue(other, one));
    }),
  );
});
