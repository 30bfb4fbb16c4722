import { openTestDatabase, type TestDatabase } from './__fixtures__/test-database';
import { fetchRows } from './fetch-rows';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

describe('fetchRows', () => {
  it('gives every row in order, and other statements run between them', async () => {
    const seen = await database.transaction(async (session) => {
      await session.execute('create temp table copied (n integer) on commit drop');
      const numbers: number[] = [];
      const wanted = 'select n from generate_series(1, $1::int) n order by n';
      for await (const { n } of fetchRows<{ readonly n: number }>(session, wanted, [250], 100)) {
        numbers.push(n);
        await session.copyInto('copied', ['n'], [[n]]);
      }
      const [row] = await session.query<{ readonly sum: number }>('select sum(n) as sum from copied');
      return { numbers, sum: row?.sum };
    });

    expect(seen.numbers).toEqual(Array.from({ length: 250 }, (_, n) => n + 1));
    expect(seen.sum).toBe(31_375);
  });

  it('is closed when it is left early, and two may be open', async () => {
    const open = await database.transaction(async (session) => {
      const one = fetchRows<{ readonly n: number }>(
        session,
        'select n from generate_series(1, 500) n',
        [],
        10,
      );
      const other = fetchRows<{ readonly n: number }>(
        session,
        'select -n as n from generate_series(1, 500) n',
        [],
        10,
      );
      expect([(await one.next()).value, (await other.next()).value]).toEqual([{ n: 1 }, { n: -1 }]);
      await other.return();
      await one.return();
      return session.query('select name from pg_cursors');
    });

    expect(open).toEqual([]);
  });

  it('throws what the statement failed with', async () => {
    const failing = database.transaction(async (session) => {
      const rows = fetchRows(session, 'select 1 / (5 - n) from generate_series(1, 9) n', [], 2);
      while ((await rows.next()).done !== true) {
        // The fifth row fails.
      }
    });

    await expect(failing).rejects.toThrow('division by zero');
  });
});
