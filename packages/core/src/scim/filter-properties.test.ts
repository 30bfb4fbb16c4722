import fc from 'fast-check';
import { unicodeText } from '../__fixtures__/unicode-text';
import { equals } from './filter';

// The same examples every time: a finding must not come and go.
fc.configureGlobal({ seed: 5, numRuns: 500 });

/** One comparison and nothing after it: RFC 7644 section 3.4.2.2, compValue is a JSON string. */
const COMPARISON = /^(\w+) eq ("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-f]{4}))*")$/u;

it('a filter is one comparison with the value it was given, whatever that holds', () => {
  fc.assert(
    fc.property(
      fc.oneof(unicodeText(), fc.string(), fc.constantFrom('" or 1 eq 1 or a eq "', '\\', '\\"', '\u2028')),
      (value) => {
        const [, attribute, literal = ''] =
          COMPARISON.exec(equals('userName', value).replace(/\p{Cs}/gu, '\ufffd')) ?? [];
        expect(attribute).toBe('userName');
        expect(JSON.parse(equals('userName', value).slice('userName eq '.length))).toBe(value);
        expect(literal).not.toBe('');
      },
    ),
  );
});
