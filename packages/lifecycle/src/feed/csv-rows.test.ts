import { createCsvRows } from './csv-rows';
import { findSeparator } from './csv-separator';
import { MAX_COLUMNS, MAX_ROW_LENGTH, type RawRow } from './raw-row';

const read = (text: string) => {
  const reader = createCsvRows(',');
  const rows: RawRow[] = [];
  const fatal = reader.write(text, rows) ?? reader.end(rows);
  return { columns: reader.columns, rows, fatal, remarks: reader.remarks() };
};

describe('rows of CSV', () => {
  it('have the trimmed names of the header', () => {
    expect(read('a , "b",\n1,2,3\n')).toMatchObject({
      columns: ['a', 'b', ''],
      rows: [{ line: 2, cells: ['1', '2', '3'] }],
    });
  });

  it('are in error when they have other cells than the header', () => {
    const { rows, fatal } = read('a,b\n1\n1,2,3\n1,2\n');

    expect(fatal).toBeUndefined();
    expect(rows.map(({ line, problem }) => [line, problem])).toEqual([
      [2, 'has 1 cell where the header has 2'],
      [3, 'has 3 cells where the header has 2'],
      [4, undefined],
    ]);
  });

  it('end when the last one is cut off', () => {
    expect(read('a,b\n1,2\n3').fatal).toBe(
      'Line 3: the last row has 1 of 2 cells and no end of line: the file is cut off.',
    );
  });

  it('may end without a line break, which is told', () => {
    expect(read('a,b\n1,2')).toMatchObject({
      fatal: undefined,
      rows: [{}],
      remarks: [expect.stringContaining('no end of line') as string],
    });
    expect(read('a,b\n1,2\n').remarks).toEqual([]);
  });

  it('count for nothing when nothing is in them', () => {
    expect(read('a,b\n,\n1,2\n " ", \n')).toMatchObject({
      rows: [{ line: 3 }],
      remarks: ['2 rows have nothing in any cell and count for nothing.'],
    });
  });

  it('need a header whose columns are told apart', () => {
    expect(read('a,b,a\n1,2,3\n').fatal).toContain('the column "a" twice');
    expect(read('a,,\n1,2,3\n').fatal).toBeUndefined();
    expect(read('a,"b"c\n').fatal).toContain('the header has text behind a closing quote');
  });

  it('do not have any number of columns', () => {
    expect(
      read(
        `${Array.from({ length: 1_000_000 }, (_, index) => index)
          .join(',')
          .slice(0, MAX_ROW_LENGTH - 1)}\n`,
      ).fatal,
    ).toBe(`Line 1: the header has more than ${MAX_COLUMNS} columns.`);
  });
});

describe('the separator', () => {
  it.each<[string, readonly string[], string]>([
    ['a,b\n', [], ','],
    ['a;b\n', [], ';'],
    ['a\tb\n', [], '\t'],
    ['a\n', [], ','],
    ['"x,y,z";b\n', [], ';'],
    ['a,b;c,d;e\n', ['b;c'], ','],
    ['a,b;c;d,e,f\n', ['a,b'], ';'],
    ['a;b', ['a'], ';'],
    ['a|b\n', [], '|'],
    ['a|b,c\n', ['a|b'], ','],
  ])('of %j with the columns %j is %j', (text, expected, separator) => {
    expect(findSeparator(text, expected, true)).toEqual({ separator });
  });

  it('is asked for where two are as likely', () => {
    expect(findSeparator('a,b;c\n', [], true)).toMatchObject({
      problem: expect.stringMatching(/comma and with semicolon|semicolon and with comma/) as string,
    });
  });

  it('is not looked for in half a header', () => {
    expect(findSeparator('a,b', [], false)).toBeUndefined();
    expect(findSeparator('"a\nb', [], false)).toBeUndefined();
  });
});
