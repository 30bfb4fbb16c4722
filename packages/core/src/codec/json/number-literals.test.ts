import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { unicodeText } from '../../__fixtures__/unicode-text';
import { ExactNumber } from '../exact-number';
import { parseJson } from './json';
import { jsonText } from './json-text';

// The same examples every time: a finding must not come and go.
fc.configureGlobal({ seed: 5, numRuns: 200 });

const parsed = (text: string, literals?: 'value' | 'text'): unknown =>
  E.getOrElse((): unknown => 'broken')(parseJson(text, literals));

describe('numbers of a JSON text', () => {
  it.each([
    '12345678901234567891',
    '-12345678901234567891',
    '9007199254740993',
    // Has neighbours that are the same number.
    '9007199254740992',
    '12345678e9',
    '9007199254740991.4',
    '1.2345678901234567891',
    '1e400',
    '1e999999999999999999',
  ])('%s keeps its digits', (literal) => {
    expect(parsed(literal)).toEqual(new ExactNumber(literal));
    expect(parsed(`{"a":[{"b": ${literal}}]}`)).toEqual({ a: [{ b: new ExactNumber(literal) }] });
  });

  it.each([
    '42',
    '0',
    '-7',
    '1.5',
    '1.50',
    '1.0',
    '1e3',
    '-0',
    '0.30000000000000004',
    '9007199254740991',
    '1.5E-7',
  ])('%s is an ordinary number where values count', (literal) => {
    expect(parsed(`[${literal}]`)).toEqual([JSON.parse(literal)]);
  });

  it.each(['1.50', '1.0', '1e3', '1E3', '-0', '0.0', '100e-1', '12345678901234567891'])(
    '%s keeps its text where that counts',
    (literal) => {
      expect(parsed(`{"a":${literal}}`, 'text')).toEqual({ a: new ExactNumber(literal) });
    },
  );

  it.each(['42', '-7', '1.5', '0', '0.25'])('%s is its own text', (literal) => {
    expect(parsed(`{"a":${literal}}`, 'text')).toEqual({ a: JSON.parse(literal) });
  });

  it('are distinguished from texts that look like them', () => {
    const text = '{"a":"12345678901234567891","b\\"c":": 1e3, \\\\","12345678901234567891":[",1e400"]}';

    expect(parsed(text, 'text')).toEqual(JSON.parse(text));
  });

  it('are written as they came, beside any text', () => {
    fc.assert(
      fc.property(
        fc.bigInt(),
        unicodeText(),
        fc.constantFrom('1e400', '1.10', '-0'),
        (integer, label, literal) => {
          const text = `{"label":${JSON.stringify(label)},"numbers":[${integer},${literal},${integer}]}`;
          expect(jsonText(parsed(text, 'text'))).toBe(text);
        },
      ),
    );
  });

  it('are read as text by what cannot write them', () => {
    expect(JSON.stringify(parsed('{"a":12345678901234567891}'))).toBe('{"a":"12345678901234567891"}');
    expect(String(parsed('12345678901234567891'))).toBe('12345678901234567891');
  });

  it('leave an ordinary key called __proto__ one', () => {
    expect(Object.keys(parsed('{"__proto__":12345678901234567891}') as object)).toEqual(['__proto__']);
  });

  it('take no longer for a long text', () => {
    const long = `[${'"1e5 \\\\",1e400,'.repeat(50_000)}0]`;

    expect(parsed(long)).toHaveLength(100_001);
  });
});

it('a broken text is reported as before', () => {
  expect(parseJson('{"a":12345678901234567891 "b"}')).toEqual(
    E.left({ what: 'broken', position: expect.any(Number) as number }),
  );
});
