import { ExactNumber } from '../exact-number';
import { withNumbersAsTexts } from './number-texts';

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
