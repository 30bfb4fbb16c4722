import fc from 'fast-check';
import { createJsonLines } from './json-lines';
import { MAX_ROW_LENGTH, type RawRow } from './raw-row';

const read = (pieces: readonly string[]) => {
  const reader = createJsonLines();
  const raw: RawRow[] = [];
  let fatal: string | undefined;
  for (const piece of pieces) {
    fatal ??= reader.write(piece, raw);
  }
  fatal ??= reader.end(raw);
  return { raw, columns: reader.columns, fatal };
};

describe('rows of JSON Lines', () => {
  it('have the columns of all, and the lines of the file', () => {
    const { raw, columns, fatal } = read(['{"a":"1"}\r\n\r\n{"b":null,"a":"2"}\n']);

    expect(fatal).toBeUndefined();
    expect(columns).toEqual(['a', 'b']);
    expect(raw).toEqual([
      { line: 1, cells: ['1'] },
      { line: 3, cells: ['2', null] },
    ]);
  });

  it('are in error alone', () => {
    const { raw, fatal } = read(['{"a":1}\n{"a":}\n[1]\n{"a":1,"a":2}\n{"a":{"x":1,"x":":"}}\n{"a":3}\n']);

    expect(fatal).toBeUndefined();
    expect(raw.map(({ line, problem }) => [line, problem])).toEqual([
      [1, undefined],
      [2, 'is not valid JSON (at character 6)'],
      [3, 'is no JSON object'],
      [4, 'has the key "a" twice'],
      [5, 'has the key "x" twice'],
      [6, undefined],
    ]);
  });

  it('may have colons in their texts', () => {
    expect(read(['{"a":"\\":\\" :"}\n']).raw[0]).toEqual({ line: 1, cells: ['":" :'] });
  });

  it('end with a last line that is cut, and not with one that only has no end', () => {
    expect(read(['{"a":1}\n{"a":']).fatal).toMatch(/^Line 2: the last row is not valid JSON .* cut off/);
    expect(read(['{"a":1}\n{"a":2}'])).toMatchObject({ fatal: undefined, raw: [{}, { line: 2 }] });
  });

  it('are not longer than allowed', () => {
    expect(read(['{"a":1}\n', `{"a":"${'x'.repeat(MAX_ROW_LENGTH)}`]).fatal).toBe(
      'Line 2: the row is longer than 1 MiB.',
    );
  });

  it('are the same in whatever pieces they come', () => {
    const rows = fc.array(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer()), { maxKeys: 4 }));
    fc.assert(
      fc.property(rows, fc.array(fc.nat(), { maxLength: 8 }), (list, places) => {
        const text = list.map((row) => `${JSON.stringify(row)}\n`).join('');
        const at = places.map((place) => place % (text.length + 1)).sort((a, b) => a - b);
        const pieces = [0, ...at].map((from, index) => text.slice(from, at[index] ?? text.length));

        expect(read(pieces)).toEqual(read([text]));
      }),
      { seed: 12, numRuns: 300 },
    );
  });
});
