import { fillState } from '../__fixtures__/filled-state';
import { openTestDatabase, type TestDatabase } from '../__fixtures__/test-database';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
  await fillState(database);
});
afterEach(() => database.drop());

describe('the ledger', () => {
  it.each([
    ['update iam.attempt set actor = $1', ['joe']],
    ['update iam.attempt set before = $1', ['{"a": 2}']],
    ['update iam.attempt set after = $1', ['{"a": 2}']],
    ['update iam.attempt set before = null, hash = $1', [Buffer.from('x')]],
    ['delete from iam.attempt where $1::int = 1', [1]],
    ['truncate iam.attempt', []],
  ])('refuses: %s', async (statement, values) => {
    await expect(database.execute(statement, values)).rejects.toThrow('append-only');
  });

  it('forgets the values of people', async () => {
    expect(await database.execute('update iam.attempt set before = null, changes = null, after = null')).toBe(
      3,
    );
  });
});

it.each([
  [`update iam.run set state = 'perhaps'`],
  [`update iam.item set state = 'perhaps'`],
  [`update iam.person set state = 'perhaps'`],
  [`insert into iam.store default values`],
])('refuses a word that nobody knows: %s', async (statement) => {
  await expect(database.execute(statement)).rejects.toThrow(/constraint/);
});

it('lets one run go on at a time', async () => {
  const insert = `insert into iam.run (plan_id, plan_sha256, head, state, started_by) values ($1, '', '{}', $2, 'jane')`;
  await database.execute(insert, ['p1', 'applying']);
  await database.execute(insert, ['p2', 'done']);
  await expect(database.execute(insert, ['p3', 'paused'])).rejects.toThrow('run_applying');
  await expect(database.execute(insert, ['p1', 'done'])).rejects.toThrow('plan_id');
});
