import { ExactNumber } from '../exact-number';
import { holdsNumber, withNumbersAsTexts } from './number-texts';

it('every number becomes its text, and nothing else changes', () => {
  expect(
    withNumbersAsTexts({
      a: 4711,
      b: new ExactNumber('1.50'),
      c: [{ d: -1.5, e: true }, null, '7'],
      f: undefined,
    }),
  ).toEqual({ a: '4711', b: '1.50', c: [{ d: '-1.5', e: true }, null, '7'], f: undefined });
});

it('what was given is not changed, and a key `__proto__` stays a key', () => {
  const given: unknown = JSON.parse('{"__proto__":{"b":1},"a":{"c":2}}');
  const read = withNumbersAsTexts(given);

  expect(JSON.stringify(read)).toBe('{"__proto__":{"b":"1"},"a":{"c":"2"}}');
  expect(JSON.stringify(given)).toBe('{"__proto__":{"b":1},"a":{"c":2}}');
});

it.each<[string, unknown, boolean]>([
  ['a text', '7', false],
  ['a number', 7, true],
  ['a number beyond what numbers hold', new ExactNumber('12345678901234567891'), true],
  ['a record of texts', { a: ['7', null, { b: true, c: undefined }] }, false],
  ['a number deep in a record', { a: ['7', null, { b: { c: [[0]] } }] }, true],
])('%s: whether there is a number in it', (_what, value, holds) => {
  expect(holdsNumber(value)).toBe(holds);
});
