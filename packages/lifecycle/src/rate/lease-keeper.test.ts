import type { Database } from '../database/connect';
import { openTestDatabase, type TestDatabase } from '../database/__fixtures__/test-database';
import { keepLease } from './lease-keeper';

const LIMITS = [{ requests: 5, per: 'second' as const }];
const KIND = { name: 'all', limits: ['all'], method: 'GET' as const, path: '/Users' };

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});

afterAll(() => database.drop());

describe('a share of the rate', () => {
  it('ends with its lease when the database does not answer any more', async () => {
    let now = 0;
    const clock = { now: () => now, sleep: () => new Promise<void>(() => undefined) };
    let isSilent = false;
    const silent: Pick<Database, 'transaction' | 'execute' | 'within'> = {
      execute: database.execute,
      transaction: (work) => (isSilent ? new Promise(() => undefined) : database.transaction(work)),
      within: () => silent as Database,
    };
    const lease = keepLease(silent, 'aws', LIMITS, clock);
    await lease.start();
    isSilent = true;
    const entered: number[] = [];
    const ask = async (): Promise<void> => {
      (await lease.limiter.acquire(KIND))?.();
      entered.push(now);
    };
    await ask();
    now = 3400;
    await ask();
    now = 3600;
    void ask();
    await new Promise((resolve) => setImmediate(resolve));
    expect(entered).toEqual([0, 3400]);
  });
});
