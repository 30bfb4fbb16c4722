import { readBoolean } from './boolean-text';

it.each([
  [true, true],
  [false, false],
  ['true', true],
  ['TRUE', true],
  [' Yes ', true],
  ['false', false],
  ['No', false],
  ['flase', undefined],
  ['', undefined],
  ['1', undefined],
  [1, undefined],
  [null, undefined],
  [undefined, undefined],
])('%p reads as %p', (value, expected) => {
  expect(readBoolean(value)).toBe(expected);
});
