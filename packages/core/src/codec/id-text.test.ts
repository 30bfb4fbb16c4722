import { ExactNumber } from './exact-number';
import { idText } from './id-text';

it.each<[unknown, string | undefined]>([
  ['42', '42'],
  ['  ', undefined],
  [42, '42'],
  [0, '0'],
  // The digits are lost before the number can be read.
  [Number('9007199254740993'), undefined],
  [1.5, undefined],
  [new ExactNumber('9007199254740993'), '9007199254740993'],
  [new ExactNumber('1e3'), undefined],
  [new ExactNumber('-0'), undefined],
  [null, undefined],
  [{ value: '42' }, undefined],
])('%p as an id is %p', (value, id) => {
  expect(idText(value)).toBe(id);
});
