import fc from 'fast-check';

import { openTestDatabase, type TestDatabase } from './__fixtures__/test-database';
import { sessionOn } from './session';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.execute(
    'create table sample (n bigint, words text, flag boolean, bytes bytea, value jsonb, at timestamptz, day date)',
  );
});
afterAll(() => database.drop());
beforeEach(() => database.execute('truncate sample'));

const columns = ['n', 'words', 'flag', 'bytes', 'value', 'at', 'day'];
const at = new Date('2026-11-27T10:00:00.123Z');

describe('copyInto', () => {
  it('writes every kind of value, and reads them back', async () => {
    const rows = [
      [
        1,
        'tab\t, line\n\r, back\\slash, \\N, ünï',
        true,
        Buffer.from([0, 92, 255]),
        { a: ['\\n', '"'] },
        at,
        '2026-02-29',
      ],
      [2, null, undefined, null, null, null, null],
      [3n, '', false, new Uint8Array([7]), [1, 'x'], at, '2026-11-30'],
    ];
    rows[0]?.splice(6, 1, '2024-02-29');
    expect(await database.copyInto('public.sample', columns, rows)).toBe(3);
    expect(await database.query('select * from sample order by n')).toEqual([
      {
        n: 1,
        words: 'tab\t, line\n\r, back\\slash, \\N, ünï',
        flag: true,
        bytes: Buffer.from([0, 92, 255]),
        value: { a: ['\\n', '"'] },
        at,
        day: '2024-02-29',
      },
      { n: 2, words: null, flag: null, bytes: null, value: null, at: null, day: null },
      { n: 3, words: '', flag: false, bytes: Buffer.from([7]), value: [1, 'x'], at, day: '2026-11-30' },
    ]);
  });

  it('keeps any text and any JSON', async () => {
    // U+0000 is what PostgreSQL's text cannot hold.
    const text = fc.string({ unit: 'binary' }).map((value) => value.replaceAll('\u0000', ''));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, fc.dictionary(text, text)), { maxLength: 20 }),
        async (pairs) => {
          await database.execute('truncate sample');
          await database.copyInto(
            'sample',
            ['n', 'words', 'value'],
            pairs.map(([words, value], n) => [n, words, value]),
          );
          const back = await database.query<{ words: string; value: object }>(
            'select words, value from sample order by n',
          );
          expect(back.map(({ words, value }) => [words, { ...value }])).toEqual(
            pairs.map(([words, value]) => [words, { ...value }]),
          );
        },
      ),
      { numRuns: 50 },
    );
  });

  it('writes nothing when the rows end in an error, and the connection can be used again', async () => {
    function* broken(): Generator<unknown[]> {
      yield [1];
      throw new Error('the feed broke off');
    }
    await database.transaction(async (session) => {
      await session.execute('savepoint before');
      await expect(session.copyInto('sample', ['n'], broken())).rejects.toThrow('the feed broke off');
      await session.execute('rollback to savepoint before');
      await session.execute('insert into sample (n) values (2)');
    });
    expect(await database.query('select n from sample')).toEqual([{ n: 2 }]);
  });

  it('takes pages of rows, empty ones too', async () => {
    async function* pages(): AsyncGenerator<readonly (readonly unknown[])[]> {
      yield [];
      yield [
        [1, 'a'],
        [2, 'b'.repeat(100_000)],
      ];
      yield [[3, 'c']];
    }
    expect(await database.copyPagesInto('sample', ['n', 'words'], pages())).toBe(3);
    expect(
      await database.transaction((session) => session.copyPagesInto('sample', ['n', 'words'], pages())),
    ).toBe(3);
    expect(await database.query('select n, length(words) as length from sample order by n')).toEqual(
      [1, 1, 2, 2, 3, 3].map((n) => ({ n, length: n === 2 ? 100_000 : 1 })),
    );
  });

  it('takes rows that come one after the other', async () => {
    async function* rows(): AsyncGenerator<readonly unknown[]> {
      yield [1];
      yield [2];
    }
    expect(await database.copyInto('sample', ['n'], rows())).toBe(2);
  });

  it('says which value a column refuses', async () => {
    await expect(database.copyInto('sample', ['n'], [['many']])).rejects.toThrow('"many"');
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('cursor', () => {
  it('gives every row once, in batches', async () => {
    const found: number[] = [];
    for await (const { n } of database.cursor<{ n: number }>(
      'select generate_series(1, $1::int) as n',
      [25],
      10,
    )) {
      found.push(n);
    }
    expect(found).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
  });

  it('ends early without keeping its connection', async () => {
    for (let round = 0; round < 30; round += 1) {
      for await (const { n } of database.cursor<{ n: number }>(
        'select generate_series(1, 100000) as n',
        [],
        10,
      )) {
        if (n === 3) {
          break;
        }
      }
    }
    expect(database.pool.idleCount).toBe(database.pool.totalCount);
  });

  it('rejects with what is wrong in the statement', async () => {
    const rows = database.cursor('select nothing from nowhere');
    await expect(rows.next()).rejects.toThrow('"nowhere" does not exist');
  });
});

describe('a transaction', () => {
  it('does nothing when a part of it fails', async () => {
    await expect(
      database.transaction(async (session) => {
        await session.execute('insert into sample (n) values (1)');
        throw new Error('stop');
      }),
    ).rejects.toThrow('stop');
    expect(await database.query('select n from sample')).toEqual([]);
  });

  it('survives the end of its connection with a rejection, and the pool goes on', async () => {
    await expect(
      database.transaction(async (session) => {
        await session.query('select pg_terminate_backend(pg_backend_pid())');
      }),
    ).rejects.toThrow(/terminat/);
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }]);
  });
});

it('refuses a number that JavaScript cannot count with', async () => {
  await expect(database.query('select 9007199254740993 as n')).rejects.toThrow('too large');
});

it('asks a connection one thing at a time, whoever asks', async () => {
  let running = 0;
  let most = 0;
  const client = {
    query: async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return { rows: [], rowCount: 0 };
    },
  };
  const session = sessionOn(client as never);
  const asked = [session.query('select 1'), session.execute('select 2'), session.query('select 3')];
  await session.idle();

  expect([most, running]).toEqual([1, 0]);
  await Promise.all(asked);
});
