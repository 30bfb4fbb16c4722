import { PgBoss } from 'pg-boss';

import { openTestDatabase, type TestDatabase } from './__fixtures__/test-database';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

// What the engine stands on, on whichever PostgreSQL the tests run.
it('the queue lives in this database, beside the tables of the state', async () => {
  const boss = new PgBoss({ connectionString: database.url, schema: 'pgboss' });
  const errors: unknown[] = [];
  boss.on('error', (error) => errors.push(error));
  await boss.start();
  await boss.createQueue('app.aws', { policy: 'exclusive' });
  const first = await boss.send('app.aws', { person: 'E1' }, { singletonKey: 'E1' });
  expect(first).toEqual(expect.any(String));
  expect(await boss.send('app.aws', { person: 'E1' }, { singletonKey: 'E1' })).toBeNull();
  const [job] = await boss.fetch('app.aws');
  expect(job).toMatchObject({ id: first, data: { person: 'E1' } });
  await boss.complete('app.aws', first ?? '');
  await boss.stop({ graceful: false });
  expect(errors).toEqual([]);
  expect(await database.query(`select count(*) as n from pgboss.job where name = 'app.aws'`)).toEqual([
    { n: 1 },
  ]);
});
