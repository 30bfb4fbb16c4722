import { openTestDatabase, type TestDatabase } from '../database/__fixtures__/test-database';
import { fillState } from '../database/__fixtures__/filled-state';
import { forgetValues, forgottenBefore } from './forget-values';
import { verifyChain } from './verify-chain';

let database: TestDatabase;

beforeEach(async () => {
  database = await openTestDatabase();
  await fillState(database);
  await database.execute(
    `update iam.item set state = 'stale', said = 'title is "Boss"', ended = '2026-11-26T15:41:00Z',
       line = '{"type": "item", "who": "e0", "profile": {"title": "x"}, "change": {"title": ["a", "b"]}}'`,
  );
});

afterEach(() => database.drop());

const values = () =>
  database.query(
    `select (select count(before)::int from iam.attempt) as attempts, (select line from iam.item) as line, (select said from iam.item) as said`,
  );

describe('forgetValues', () => {
  it('leaves what is not older as it is', async () => {
    expect(await forgetValues(database, new Date('2026-11-26T15:40:00Z'))).toBe(0);
    expect(await values()).toMatchObject([{ attempts: 3, line: { profile: { title: 'x' } } }]);
  });

  it('forgets values of people, once, and neither who was concerned nor the chain', async () => {
    const later = forgottenBefore(new Date('2027-02-26T00:00:00Z'));
    expect(await forgetValues(database, later)).toBe(4);
    expect(await values()).toEqual([
      {
        attempts: 0,
        line: { type: 'item', who: 'e0', change: {} },
        said: 'The account was not as the plan saw it.',
      },
    ]);
    expect(await verifyChain(database)).toBeUndefined();
    expect(await database.query('select before_hash from iam.attempt where before_hash is null')).toEqual([]);
    expect(await forgetValues(database, later)).toBe(0);
  });
});
