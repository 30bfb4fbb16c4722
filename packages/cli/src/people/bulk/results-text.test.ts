import fc from 'fast-check';
import { csvLine } from './csv-line';
import { peopleIn } from './read-file';
import { refuseUnkept, resultsText } from './results-text';

const HOSTILE = fc.string({
  unit: fc.constantFrom(
    '"',
    "'",
    ',',
    ';',
    '\t',
    '\n',
    '\r',
    '=',
    '+',
    '-',
    '@',
    '{',
    ' ',
    'a',
    'é',
    '\u2028',
  ),
  maxLength: 8,
});

/** The entries of a text, written as a file of this name and read again. */
const again = async (text: string, named: string) => {
  const entries = await peopleIn(text, 'people');
  await refuseUnkept(named, entries);
  const written = resultsText(
    named,
    entries.map((entry) => ({ entry, why: '=why, "so"\n' })),
    entries,
  );
  return { entries, written, read: await peopleIn(written, named) };
};

const saidBy = ({ row, problem }: { readonly row?: object; readonly problem?: string }) => ({
  row: Object.fromEntries(Object.entries(row ?? {}).filter(([, value]) => value !== '')),
  isBad: problem !== undefined,
});

const NAMES = ['again.csv', 'again.jsonl', 'AGAIN.CSV', 'again'] as const;

const csvOf = (rows: readonly (readonly string[])[]): string =>
  [['person', 'title', 'note'], ...rows].map(csvLine).join('');

describe('a file of results', () => {
  it.each(NAMES)('%s gives back every row of CSV as it was, bad ones too', async (named) => {
    const rows = fc.array(fc.array(HOSTILE, { minLength: 1, maxLength: 5 }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(rows, async (cells) => {
        const { entries, read } = await again(csvOf(cells), named);

        expect(read.map(saidBy)).toEqual(entries.map(saidBy));
        const twice = await peopleIn(
          resultsText(
            named,
            read.map((entry) => ({ entry, why: 'again' })),
            read,
          ),
          named,
        );
        expect(twice.map(saidBy)).toEqual(entries.map(saidBy));
      }),
    );
  });

  it.each(NAMES)('%s gives back every row of JSON Lines as it was, or is refused', async (named) => {
    const row = fc.oneof(
      fc.record(
        { person: HOSTILE, title: fc.oneof(HOSTILE, fc.constant(null), fc.integer()), note: fc.jsonValue() },
        { requiredKeys: ['person'] },
      ),
      fc.record({ person: HOSTILE, constructor: HOSTILE, Title: HOSTILE }, { requiredKeys: ['person'] }),
      fc.jsonValue(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 4 }), async (values) => {
        const text = ['{"person":"first"}', ...values.map((value) => JSON.stringify(value)), 'nonsense'].join(
          '\n',
        );
        let result;
        try {
          result = await again(text, named);
        } catch (thrown) {
          expect((thrown as Error).message).toContain('Name a file that ends in .jsonl; nothing was sent.');
          expect(named).toMatch(/csv/i);
          return;
        }
        expect(result.read.map(saidBy)).toEqual(result.entries.map(saidBy));
      }),
    );
  });

  it('is CSV with the columns of the input where its name says so, and no formula', async () => {
    const { written } = await again('person;title\njane@example.com;=HYPERLINK("x")\njoe;a,b\n', 'again.csv');

    expect(written).toBe(
      [
        'person,title,iam_why\n',
        `jane@example.com,"'=HYPERLINK(""x"")","'=why, ""so""\n"\n`,
        `joe,"a,b","'=why, ""so""\n"\n`,
      ].join(''),
    );
  });

  it('keeps a row that has too few or too many cells from fitting the next time', async () => {
    const { read } = await again('person,title\njane\njoe,Boss,Sales\n', 'again.csv');

    expect(read.map(({ problem }) => problem)).toEqual([
      'has 4 cells instead of 3',
      'has 4 cells instead of 3',
    ]);
  });

  it('is refused as CSV for what CSV cannot say, by the place that says it', async () => {
    await expect(
      again('{"person":"a","title":"x"}\n{"person":"b","title":null}\n', 'again.csv'),
    ).rejects.toThrow(
      'again.csv cannot hold what is asked of people, line 2: CSV cannot say that a value is cleared or has blanks',
    );
    await expect(again('{"person":"a","title":" x"}\n', 'again.csv')).rejects.toThrow('people, line 1');
  });
});
