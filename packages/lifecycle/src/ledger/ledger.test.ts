import { randomUUID } from 'node:crypto';
import { openTestDatabase, type TestDatabase } from '../database/__fixtures__/test-database';
import type { AttemptRecord } from './attempt';
import { createLedger } from './ledger';
import { verifyChain } from './verify-chain';

let database: TestDatabase;

beforeEach(async () => {
  database = await openTestDatabase();
});

afterEach(() => database.drop());

const record = (n: number, over: Partial<AttemptRecord> = {}): AttemptRecord => ({
  run: 1,
  n,
  app: 'aws',
  person: `E${n}`,
  call: randomUUID(),
  kind: 'begun',
  worker: 'w-1',
  actor: 'jane',
  vendorId: `v-${n}`,
  command: 'iam-update-user',
  before: { title: 'Engineer' },
  changes: { title: { from: 'Engineer', to: 'Senior' } },
  ...over,
});

const withoutTriggers = (text: string) =>
  database.transaction(async (sql) => {
    await sql.execute('alter table iam.attempt disable trigger all');
    await sql.execute(text);
    await sql.execute('alter table iam.attempt enable trigger all');
  });

const fill = async (): Promise<void> => {
  const ledgers = [1, 2].map(() => createLedger(database, () => new Date('2026-11-26T15:40:00.123Z')));
  await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      ledgers[n % 2]?.append(record(n, n % 3 === 0 ? { after: { n } } : {})),
    ),
  );
};

describe('the ledger', () => {
  it('writes what is appended together in its order, each chained to the one before it', async () => {
    await fill();
    const rows = await database.query<{ readonly n: number; readonly writer: string }>(
      'select n, writer from iam.attempt order by id',
    );
    const writers = [...new Set(rows.map(({ writer }) => writer))];
    expect(writers).toHaveLength(2);
    writers.forEach((writer) => {
      const own = rows.filter((row) => row.writer === writer).map(({ n }) => n);
      expect(own).toEqual([...own].sort((a, b) => a - b));
    });
    expect(await verifyChain(database)).toBeUndefined();
  });

  it('stays whole when values of people are forgotten', async () => {
    await fill();
    await database.execute('update iam.attempt set before = null, changes = null, after = null');
    expect(await verifyChain(database)).toBeUndefined();
  });

  it.each([
    ['changed', `update iam.attempt set actor = 'nobody' where n = 6`, 'changed'],
    ['taken out', 'delete from iam.attempt where n = 6', 'row before it'],
    ['emptied of its hash of the record', `update iam.attempt set before_hash = null where n = 6`, 'changed'],
  ])('shows a row that was %s', async (_what, statement, problem) => {
    await fill();
    await withoutTriggers(statement);
    expect((await verifyChain(database))?.problem).toContain(problem);
  });

  it('rejects what could not be written, and begins a new chain', async () => {
    let isAway = false;
    const ledger = createLedger(
      {
        query: (text, values) =>
          isAway ? Promise.reject(new Error('the database is away')) : database.query(text, values),
      },
      () => new Date(),
    );
    await ledger.append(record(1));
    isAway = true;
    await expect(ledger.append(record(2))).rejects.toThrow('the database is away');
    isAway = false;
    await ledger.append(record(3));
    const rows = await database.query<{ readonly n: number; readonly previous: Buffer | null }>(
      'select n, previous from iam.attempt order by id',
    );
    expect(rows).toEqual([
      { n: 1, previous: null },
      { n: 3, previous: null },
    ]);
    expect(await verifyChain(database)).toBeUndefined();
  });
});
