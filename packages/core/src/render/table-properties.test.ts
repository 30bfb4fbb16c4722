import fc from 'fast-check';
import { unicodeText } from '../__fixtures__/unicode-text';
import { printable } from './printable';
import { tableToMarkdown } from './table';

// The same examples every time: a finding must not come and go.
fc.configureGlobal({ seed: 5, numRuns: 500 });

/** What ends a cell, starts code, moves a cursor or hides text. */
const hostile = fc.constantFrom(
  '|',
  '\\',
  '`',
  '\n',
  '\r',
  '\u001b[2J',
  '\u202e',
  '\u2028',
  '\ud800',
  '<br>',
  '\\|',
  'a',
);
const text = fc.oneof(
  fc.array(hostile).map((parts) => parts.join('')),
  unicodeText(),
  fc.string(),
);
const cell = fc.oneof(text, fc.jsonValue(), fc.array(text), fc.dictionary(text, text));
const rows = fc.array(fc.record({ id: cell, name: cell, details: cell }), { minLength: 1, maxLength: 4 });

/** Cells of a row as a GFM reader cuts them (section 4.10): a back-slash takes the meaning of the character after it. */
const cellsOf = (line: string): number => line.replace(/\\[^]/g, '').split('|').length - 2;

describe('a table of whatever vendors send', () => {
  it('has as many lines as rows and as many cells as columns', () => {
    fc.assert(
      fc.property(text, rows, (title, data) => {
        const lines = tableToMarkdown(title, data, { headers: ['id', 'name', 'details'] }).split('\n');
        const heading = title === '' ? 0 : 1;
        expect(lines.length).toBe(heading + 2 + data.length + 1);
        for (const line of lines.slice(heading, -1)) {
          expect(cellsOf(line)).toBe(3);
        }
      }),
    );
  });

  it('opens no code and sends no control character to the terminal', () => {
    fc.assert(
      fc.property(rows, (data) => {
        const table = tableToMarkdown('Users', data);
        expect(table.replace(/\\[^]/g, '')).not.toContain('`');
        expect(table).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});

it('printable text stays as it is when it is made printable again', () => {
  fc.assert(
    fc.property(unicodeText(), (value) => expect(printable(printable(value))).toBe(printable(value))),
  );
});
