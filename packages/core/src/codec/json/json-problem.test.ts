import fc from 'fast-check';
import { findJsonProblem } from './json-problem';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('findJsonProblem', () => {
  it.each([
    ['', 1, 1],
    ['{"a": x}', 1, 7],
    ['{"a": 1,}', 1, 9],
    ['{"a" 1}', 1, 6],
    ['{a: 1}', 1, 2],
    ["{'a': 1}", 1, 2],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
    ['[1, 2', 1, 6],
    ['[1 2]', 1, 4],
    ['[1,]', 1, 4],
    ['{"a": 01}', 1, 7],
    ['{"a": 1}}', 1, 9],
    ['{"a": "b', 1, 7],
    ['{"a": "\\x"}', 1, 7],
    ['{"a": "\t"}', 1, 7],
    ['{"🎉": ?}', 1, 7],
    ['// comment\n{}', 1, 1],
    ['[1}', 1, 3],
    ['tru', 1, 1],
  ])('%j: line %i, column %i', (text, line, column) => {
    expect(isJson(text)).toBe(false);
    expect(findJsonProblem(text)).toMatchObject({ line, column });
  });

  it.each<[string, object | undefined]>([
    ['[1, 2', { what: '[', line: 1, column: 1 }],
    ['{"a": [\n {"b": 1},\n', { what: '[', line: 1, column: 7 }],
    ['{"a": "b', { what: '"', line: 1, column: 7 }],
    ['{"a": "b\\"', { what: '"', line: 1, column: 7 }],
    ['{"a": b}', undefined],
    ['{"a": "b\n"}', undefined],
    ['', undefined],
  ])('says what %j leaves open', (text, unclosed) => {
    expect(findJsonProblem(text)?.unclosed).toEqual(unclosed);
  });

  it.each([
    '{}',
    ' [ ] ',
    '{"a": {"b": [1, -2.5e+10, true, false, null, "\\u00e9\\n\\""]}}',
    '"text"',
    '0',
    '{"__proto__": 1}',
  ])('finds nothing in %s', (text) => {
    expect(isJson(text)).toBe(true);
    expect(findJsonProblem(text)).toBeUndefined();
  });

  it('agrees with JSON.parse on every text with one character left out', () => {
    const text = '{"a": {"b": [1, -2.5e+10, true, null, "\\u00e9\\""]}, "c": []}';
    for (let at = 0; at < text.length; at += 1) {
      const shorter = text.slice(0, at) + text.slice(at + 1);

      expect([shorter, findJsonProblem(shorter) === undefined]).toEqual([shorter, isJson(shorter)]);
    }
  });

  it('does not mind nesting', () => {
    expect(findJsonProblem('['.repeat(100_000))).toMatchObject({ line: 1, column: 100_001 });
  });

  it('agrees with JSON.parse on every text that is nearly JSON', () => {
    const pieces = ['{', '}', '[', ']', ':', ',', '"', '"a"', '0', '1', '-', '.', 'e', '+', 'true', 'null'];
    const others = [
      ' ',
      '\n',
      '\t',
      '\r',
      '\\',
      '\\u00e',
      '\u0000',
      '\u007f',
      '\u00a0',
      '\u2028',
      '\ufeff',
      '/',
      '//',
      '/**/',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces, ...others), { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        expect([text, findJsonProblem(text) === undefined]).toEqual([text, isJson(text)]);
      }),
      { seed: 5, numRuns: 5000 },
    );
  });
});
