import fc from 'fast-check';
import { parseCommandLine } from './command-line';

// The same examples every time: a finding must not come and go.
fc.configureGlobal({ seed: 5, numRuns: 500 });

const name = fc.stringMatching(/^[a-zA-Z][a-zA-Z-]{0,10}$/);
const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string());

/** The ways of the documented syntax to write a value. */
const written = fc.oneof(
  anyText.map((value) => ({ value, text: `"${value.replace(/[\\"]/g, '\\$&')}"` })),
  anyText.filter((value) => !value.includes('`')).map((value) => ({ value, text: `\`${value}\`` })),
  fc.stringMatching(/^[a-z0-9@.]{1,12}$/).map((value) => ({ value, text: value })),
  fc.object({ maxDepth: 2 }).map((value) => ({ value: JSON.stringify(value), text: JSON.stringify(value) })),
);

describe('the command syntax', () => {
  it('reads back what is written in it', () => {
    fc.assert(
      fc.property(name, fc.array(fc.tuple(name, written), { maxLength: 4 }), (command, args) => {
        const text = [`!${command}`, ...args.map(([key, { text: value }]) => `${key}=${value}`)].join(' ');
        expect(parseCommandLine(text)).toEqual({
          ok: true,
          line: { command, args: args.map(([key, { value }]) => [key, value]) },
        });
      }),
    );
  });

  it('answers every text with a command or with a place and a reason', () => {
    const bits = fc.constantFrom(
      '!',
      'a',
      '=',
      '"',
      '`',
      '\\',
      '{',
      '}',
      '[',
      ']',
      ' ',
      '\n',
      '__proto__',
      '\ud800',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          fc.array(bits).map((all) => all.join('')),
          fc.array(bits).map((all) => `!x ${all.join('')}`),
        ),
        (text) => {
          const parsed = parseCommandLine(text);
          if (!parsed.ok) {
            expect(parsed.column).toBeGreaterThanOrEqual(1);
            expect(parsed.column).toBeLessThanOrEqual([...text].length + 1);
            expect(parsed.message).not.toBe('');
          }
        },
      ),
    );
  });
});
