import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { createCsvRecords, type CsvRecord } from './csv-records';

const read = (pieces: readonly string[], separator = ','): { records: CsvRecord[]; problem?: string } => {
  const reader = createCsvRecords(separator, 10_000);
  const records: CsvRecord[] = [];
  for (const piece of pieces) {
    const problem = reader.write(piece, records);
    if (problem !== undefined) {
      return { records, problem };
    }
  }
  const problem = reader.end(records);
  return problem === undefined ? { records } : { records, problem };
};

const cellsIn = (text: string, separator = ','): readonly (readonly string[])[] =>
  read([text], separator).records.map(({ cells }) => cells);

/** The text in pieces at the given places. */
const cut = (text: string, places: readonly number[]): readonly string[] => {
  const at = [...new Set(places.map((place) => place % (text.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((from, index) => text.slice(from, at[index] ?? text.length));
};

describe('records of CSV', () => {
  it.each<[string, readonly (readonly string[])[]]>([
    [
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\r1,2\r',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['a,,\n', [['a', '', '']]],
    ['"a ""b""",c\n', [['a "b"', 'c']]],
    ['"a\r\nb",c\n', [['a\r\nb', 'c']]],
    ['a, "b, c" ,d\n', [['a', 'b, c', 'd']]],
    ['"",""\n', [['', '']]],
    ['\n\na\n\n\nb\n', [['a'], ['b']]],
    ['6" pipe,Jane "JJ" Doe\n', [['6" pipe', 'Jane "JJ" Doe']]],
    ['=1+1,"=cmd|x"\n', [['=1+1', '=cmd|x']]],
    ['"a","b"', [['a', 'b']]],
    ['a,', [['a', '']]],
  ])('of %j', (text, cells) => {
    expect(cellsIn(text)).toEqual(cells);
  });

  it('keep a mistake with quotes in its row', () => {
    const { records, problem } = read(['E1,"Jane "JJ" Doe",x\nE2,y,z\n']);

    expect(problem).toBeUndefined();
    expect(records).toEqual([
      {
        line: 1,
        cells: ['E1', '"Jane "JJ" Doe"', 'x'],
        problem: expect.stringContaining('closing quote') as string,
      },
      { line: 2, cells: ['E2', 'y', 'z'] },
    ]);
  });

  it('end where a quote may have swallowed rows', () => {
    const { records, problem } = read(['E1,x\nE2,"Jane\nE3,"John"\n']);

    expect(records).toEqual([{ line: 1, cells: ['E1', 'x'] }]);
    expect(problem).toContain('Line 2: a cell');
    expect(problem).toContain('cannot be told where rows end');
  });

  it('end with a quote that is never closed', () => {
    expect(read(['a\n"b,\nc']).problem).toMatch(/^Line 2: a quote is opened .* never closed/);
  });

  it('are not longer than allowed', () => {
    const { problem } = read(['a\n', `"${'x'.repeat(6_000)}`, 'y'.repeat(6_000)]);

    expect(problem).toMatch(/^Line 2: the row that begins here is too long/);
  });
});

const cell = fc.string({
  unit: fc.constantFrom('a', 'é', '😀', ' ', ',', ';', '\t', '"', '\n', '\r', '\r\n', '=', "'", '0'),
  maxLength: 6,
});
const dialect = fc.record({
  separator: fc.constantFrom(',', ';', '\t', '|'),
  lineBreak: fc.constantFrom('\n', '\r\n', '\r'),
  always: fc.boolean(),
  last: fc.boolean(),
});
const table = fc
  .integer({ min: 2, max: 5 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
  );

type Dialect = { separator: string; lineBreak: string; always: boolean; last: boolean };

const written = (
  rows: readonly (readonly string[])[],
  { separator, lineBreak, always, last }: Dialect,
): string => {
  const needsQuotes = (text: string): boolean =>
    always || /["\r\n]|^\s|\s$/.test(text) || text.includes(separator);
  const lines = rows.map((row) =>
    row.map((text) => (needsQuotes(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(separator),
  );
  return lines.join(lineBreak) + (last ? lineBreak : '');
};

describe('a table in any dialect', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(table, dialect, (rows, how) => {
        expect(cellsIn(written(rows, how), how.separator)).toEqual(rows);
      }),
      { seed: 12, numRuns: 1000 },
    );
  });

  it('is read as csv-parse reads it', () => {
    fc.assert(
      fc.property(table, dialect, (rows, how) => {
        const text = written(rows, how);
        const theirs: unknown = parse(text, {
          delimiter: how.separator,
          record_delimiter: ['\r\n', '\n', '\r'],
          relax_column_count: true,
          relax_quotes: true,
        });

        expect(cellsIn(text, how.separator)).toEqual(theirs);
      }),
      { seed: 13, numRuns: 500 },
    );
  });

  it('is the same in whatever pieces it comes', () => {
    fc.assert(
      fc.property(table, dialect, fc.array(fc.nat(), { maxLength: 12 }), (rows, how, places) => {
        const text = written(rows, how);

        expect(read(cut(text, places), how.separator)).toEqual(read([text], how.separator));
      }),
      { seed: 14, numRuns: 1000 },
    );
  });

  it('has its rows in the lines where they begin', () => {
    fc.assert(
      fc.property(table, dialect, (rows, how) => {
        const lines = rows.map((_, index) => {
          const before = written(rows.slice(0, index), { ...how, last: index > 0 });
          return 1 + (before.match(/\r\n|\n|\r/g) ?? []).length;
        });

        expect(read([written(rows, how)], how.separator).records.map(({ line }) => line)).toEqual(lines);
      }),
      { seed: 15, numRuns: 1000 },
    );
  });

  it('never takes one text for rows and a mistake, depending on the pieces', () => {
    const noise = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' '), maxLength: 30 });
    fc.assert(
      fc.property(noise, fc.array(fc.nat(), { maxLength: 8 }), (text, places) => {
        expect(read(cut(text, places))).toEqual(read([text]));
      }),
      { seed: 16, numRuns: 3000 },
    );
  });
});
