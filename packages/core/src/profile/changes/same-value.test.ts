import { ExactNumber } from '../../codec/exact-number';
import { comparable, isSameValue } from './same-value';

it.each<[string, unknown, unknown, boolean]>([
  ['title', 'Boss', 'Boss', true],
  ['title', 'Boss', 'boss', false],
  ['title', 'Boss', 'Bos', false],
  ['userName', 'Ann', 'ann', true],
  ['emails', 'Ann@Example.com', 'ann@example.com', true],
  ['email', 'ann@example.com', 'anne@example.com', false],
  ['title', 'u\u0308ber', 'über', true],
  ['phone', '+49 (30) 12', 'tel:+49-30-12', true],
  ['mobile', '+49 30 12', '+493013', false],
  ['title', '+49 30 12', '+493012', false],
  ['title', 7, '7', true],
  ['title', '7', 7, true],
  ['title', 7, '8', false],
  ['title', new ExactNumber('12345678901234567891'), '12345678901234567891', true],
  ['title', new ExactNumber('12345678901234567891'), '12345678901234567892', false],
  // A vendor that keeps numbers shows another text of the same one.
  ['rate', 1.5, '1.50', true],
  ['rate', 15, '15.0', true],
  ['rate', 1234.5, '1234.50', true],
  ['rate', 150, '1.5e2', true],
  ['rate', 150, '15E+1', true],
  ['rate', -7, '-7.0', true],
  ['rate', 7, '+7', true],
  ['rate', 7, ' 7', false],
  ['rate', 7, '7 ', false],
  ['rate', 16, '0x10', false],
  ['rate', 0, '', false],
  ['rate', 1.5, '1.51', false],
  // Texts are compared as texts: a number with zeros in front is another one.
  ['employeeNumber', '7', '007', false],
  ['employeeNumber', '1.5', '1.50', false],
  ['flag', true, 'true', true],
  ['flag', 'True', true, true],
  ['flag', true, false, false],
  ['flag', true, 'maybe', false],
  ['flag', 'maybe', true, false],
  ['flag', undefined, false, false],
  ['flag', null, false, false],
  ['title', undefined, undefined, true],
  ['title', null, null, true],
  ['title', null, undefined, false],
  ['title', null, '', false],
  ['title', undefined, 'x', false],
  ['title', '', '', true],
  ['manager', { value: '7', $ref: 'r' }, '7', true],
  ['manager', { value: '8' }, '7', false],
  ['manager', { id: '7' }, '7', false],
  ['manager', { value: '7', $ref: 'r' }, { value: '7' }, true],
  ['manager', { value: '7' }, { value: '7', $ref: 'r' }, false],
  ['manager', '7', { value: '7' }, false],
  ['name', { email: 'A@B.C' }, { email: 'a@b.c' }, true],
  ['name', { first: 'A' }, { first: 'a' }, false],
  ['name', { first: 'J', last: 'D' }, { first: 'J', last: 'X' }, false],
  ['name', {}, {}, true],
  ['list', ['a', 'b'], ['a', 'b'], true],
  ['list', ['a', 'b'], ['a', 'c'], false],
  ['list', ['a', 'b'], ['c', 'b'], false],
  ['list', ['a', 'b'], ['a'], false],
  ['list', ['a'], ['a', 'b'], false],
  ['list', [], [], true],
  ['list', 'a', ['a'], false],
  ['emails', ['A@B.C'], ['a@b.c'], true],
  ['list', [{ a: '1', b: '2' }], [{ a: '1' }], true],
])('%s: %j is the same as %j: %p', (attribute, present, wanted, is) => {
  expect(isSameValue(attribute, present, wanted)).toBe(is);
});

it.each(['phone', 'phoneNumbers', 'mobilePhone', 'MOBILE', 'faxNumber', 'workPhone'])(
  '%s is compared by its digits',
  (attribute) => {
    expect(comparable(attribute, 'tel:+49 30-12')).toBe(comparable(attribute, '+493012'));
    expect(comparable(attribute, 'no number')).not.toBe(comparable(attribute, 'number'));
  },
);
