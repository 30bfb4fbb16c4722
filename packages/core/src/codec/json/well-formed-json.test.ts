import fc from 'fast-check';
import { wellFormedJson } from './well-formed-json';

const parsed = (text: string): unknown => JSON.parse(wellFormedJson(text));

describe('a text of JSON that can be kept anywhere', () => {
  it.each([
    ['"a\\u0000b"', 'a\ufffdb'],
    ['"\\u0000\\u0000"', '\ufffd\ufffd'],
    ['"cut \\ud83d"', 'cut \ufffd'],
    ['"cut \\uD83D, \\uDE42"', 'cut \ufffd, \ufffd'],
    ['"\\ud83d\\ud83d\\ude42"', '\ufffd🙂'],
    ['"\\ude42\\ud83d"', '\ufffd\ufffd'],
    ['{"a\\u0000": ["\\udfff"]}', { 'a\ufffd': ['\ufffd'] }],
  ])('%s', (text, value) => {
    expect(parsed(text)).toEqual(value);
  });

  it.each([
    '"\\ud83d\\ude42"',
    '"\\\\u0000"',
    '"\\\\ud83d"',
    '"\\\\\\"\\u0041"',
    '"Jörg 🙂"',
    '{"u0000":"\\t"}',
  ])('%s stays as it is', (text) => {
    expect(wellFormedJson(text)).toBe(text);
  });

  it('is that of the same value, with U+FFFD for what is no character', () => {
    const texts = fc.array(
      fc.constantFrom('\0', '\ud83d', '\ude42', '🙂', '\\', '"', 'u0000', 'ud83d', 'a', '\n', 'ü'),
    );
    fc.assert(
      fc.property(texts, (parts) => {
        const text = parts.join('');
        expect(parsed(JSON.stringify(text))).toBe(text.toWellFormed().replaceAll('\0', '\ufffd'));
      }),
    );
  });
});
