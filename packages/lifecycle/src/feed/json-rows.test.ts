import fc from 'fast-check';
import { createJsonRows } from './json-rows';
import { MAX_COLUMNS, MAX_ROW_LENGTH, type RawRow } from './raw-row';

interface Read {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly problems: readonly (string | undefined)[];
  readonly lines: readonly number[];
  readonly fatal?: string;
}

const read = (pieces: readonly string[], rowsKey?: string): Read => {
  const reader = createJsonRows(rowsKey);
  const raw: RawRow[] = [];
  let fatal: string | undefined;
  for (const piece of pieces) {
    fatal ??= reader.write(piece, raw);
  }
  fatal ??= reader.end(raw);
  return {
    rows: raw.map(({ cells }) =>
      Object.fromEntries(
        reader.columns.flatMap((name, at) => (cells[at] === undefined ? [] : [[name, cells[at]] as const])),
      ),
    ),
    problems: raw.map(({ problem }) => problem),
    lines: raw.map(({ line }) => line),
    ...(fatal === undefined ? {} : { fatal }),
  };
};

const cut = (text: string, places: readonly number[]): readonly string[] => {
  const at = [...new Set(places.map((place) => place % (text.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((from, index) => text.slice(from, at[index] ?? text.length));
};

describe('rows of JSON', () => {
  it.each<[string, string | undefined, Read['rows']]>([
    ['[{"a":"1"},{"b":null}]', undefined, [{ a: '1' }, { b: null }]],
    ['{"Report_Entry":[{"a":"1"}]}', 'Report_Entry', [{ a: '1' }]],
    ['{"total":1,"x":{"y":[{"z":1}]},"rows":[{"a":"1"}],"next":null}', undefined, [{ a: '1' }]],
    ['{"other":[{"z":1}],"rows":[{"a":"1"}]}', 'rows', [{ a: '1' }]],
    [' [ { } ] ', undefined, [{}]],
    [
      '[{"a":{"b":[1,{"c":true}],"d":{}},"e":[]}]',
      undefined,
      [{ a: { b: ['1', { c: true }], d: {} }, e: [] }],
    ],
  ])('of %s under %p', (text, rowsKey, rows) => {
    const found = read([text], rowsKey);

    expect(found.fatal).toBeUndefined();
    expect(found.rows).toEqual(rows);
  });

  it('keep numbers as they are written', () => {
    expect(read(['[{"a":1.0,"b":1e3,"c":12345678901234567891,"d":-0,"e":4711}]']).rows).toEqual([
      { a: '1.0', b: '1e3', c: '12345678901234567891', d: '-0', e: '4711' },
    ]);
  });

  it.each([
    ['[{"a":1,"b":2,"a":3},{"a":4}]', 'has the key "a" twice'],
    ['[{"a":{"x":1,"x":2}},{"a":4}]', 'has the key "x" twice'],
    ['[{"a":null,"\\u0061":3},{"a":4}]', 'has the key "a" twice'],
    ['["x",{"a":4}]', 'is no JSON object'],
    ['[[{"a":1}],{"a":4}]', 'is no JSON object'],
    ['[null,{"a":4}]', 'is no JSON object'],
  ])('are in error alone: %s', (text, problem) => {
    const found = read([text]);

    expect(found.fatal).toBeUndefined();
    expect(found.problems).toEqual([problem, undefined]);
    expect(found.lines).toEqual([1, 2]);
    expect(found.rows[1]).toEqual({ a: '4' });
  });

  it.each<[string, string | undefined, string]>([
    ['[{"a":1},{"b"', undefined, 'cut off behind row 1'],
    ['[{"a":1}', undefined, 'cut off behind row 1'],
    ['{"rows":[{"a":1}]', undefined, 'cut off behind row 1'],
    ['[{"a":007}]', undefined, 'not valid JSON in or behind row 1'],
    ['[{"a":1},]', undefined, 'not valid JSON in or behind row 2'],
    ['[{"a":1}]]', undefined, 'not valid JSON in or behind row 2'],
    ['[{"a":1}] x', undefined, 'not valid JSON in or behind row 2'],
    ['[{"a" 1}]', undefined, 'not valid JSON'],
    ['[{"a":1]}', undefined, 'not valid JSON'],
    ['[{,}]', undefined, 'not valid JSON'],
    ['{"a":1}', undefined, 'without a list of people'],
    ['{}', undefined, 'without a list of people'],
    ['"x"', undefined, 'without a list of people'],
    ['{"Report_Entries":[]}', 'Report_Entry', 'did you mean "Report_Entries"?'],
    ['{"Report_Entry":null}', 'Report_Entry', '"Report_Entry" of the feed is no list'],
    ['{"Report_Entry":{"a":[]}}', 'Report_Entry', '"Report_Entry" of the feed is no list'],
    ['[{"a":1}]', 'Report_Entry', 'an object with "Report_Entry" is expected'],
    ['{"a":[{"x":1}],"b":[{"x":1}]}', undefined, 'several lists ("a", "b")'],
  ])('end at %s under %p', (text, rowsKey, fatal) => {
    expect(read([text], rowsKey).fatal).toContain(fatal);
  });

  it('do not nest without end', () => {
    expect(read([`[${'{"a":'.repeat(200)}`]).fatal).toContain('more than 100 levels');
  });

  it('are not longer than allowed', () => {
    const half = 'x'.repeat(MAX_ROW_LENGTH / 2 + 10);

    expect(read(['[{"a":"', half, half, half, '"}]']).fatal).toContain('Row 1 is longer than 1 MiB');
  });

  it('do not have any number of keys', () => {
    const row = Object.fromEntries(Array.from({ length: MAX_COLUMNS + 1 }, (_, index) => [`k${index}`, 'v']));

    expect(read([JSON.stringify([row])]).fatal).toContain(`more than ${MAX_COLUMNS} columns`);
  });

  it('have the keys of objects’ prototypes like any other', () => {
    const { rows } = read(['[{"__proto__":{"admin":"yes"},"constructor":"x"}]']);

    expect(Object.keys(rows[0] ?? {})).toEqual(['__proto__', 'constructor']);
    expect(({} as { admin?: string }).admin).toBeUndefined();
  });
});

const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'grapheme' }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.string({ unit: 'grapheme' }), tie('value'), { maxKeys: 3 }),
  ),
})).value;
const people = fc.array(fc.dictionary(fc.string({ unit: 'grapheme' }), value, { maxKeys: 5 }), {
  maxLength: 5,
});

describe('any list of objects', () => {
  it('is read as JSON.parse reads it, in whatever pieces it comes', () => {
    fc.assert(
      fc.property(people, fc.boolean(), fc.array(fc.nat(), { maxLength: 10 }), (list, pretty, places) => {
        const text = JSON.stringify(list, null, pretty ? 2 : 0);
        const found = read(cut(text, places));

        expect(found.fatal).toBeUndefined();
        expect(found.rows).toEqual(JSON.parse(text));
      }),
      { seed: 12, numRuns: 1000 },
    );
  });

  it('is refused exactly where JSON.parse refuses it', () => {
    const isJson = (text: string): boolean => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    const text = '[{"a":[1,-2.5e+10,true,null,"\\u00e9\\""],"b":{}}, {"c":"x"}]';
    for (let at = 1; at < text.length; at += 1) {
      const shorter = text.slice(0, at) + text.slice(at + 1);

      expect([shorter, read([shorter]).fatal === undefined]).toEqual([shorter, isJson(shorter)]);
    }
  });
});
