import fc from 'fast-check';
import { csvCell, withFormula, withoutFormula } from './csv-cell';

it.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
])('a cell %j is written %j', (text, cell) => {
  expect(csvCell(text)).toBe(cell);
});

it.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx', "'=1"])('%j is no formula behind an apostrophe', (text) => {
  expect(withoutFormula(text)).toBe(`'${text}`);
});

it('every text is what it was afterwards', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', 'a') }), (text) => {
      expect(withFormula(withoutFormula(text))).toBe(text);
      expect(withoutFormula(text)).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
});
