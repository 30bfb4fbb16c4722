import { openTestDatabase, type TestDatabase } from '../../database/__fixtures__/test-database';
import type { ItemLine } from '../../plan/file/plan-line';
import { claimItem } from './claim-item';
import type { Claim } from './claim';
import { cancelRun } from '../run/run-state';
import { settleItem, type AccountChange } from './settle-item';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});

afterAll(() => database.drop());

const line = (op: ItemLine['op']): ItemLine => ({
  type: 'item',
  n: 1,
  app: 'aws',
  person: 'E1',
  who: 'e1@example.com',
  op,
  reason: 'leaver',
  because: [],
  vendorId: 'v1',
  change: {},
  post: { active: op !== 'disable' },
  requests: 2,
});

beforeEach(async () => {
  await database.execute('delete from iam.item');
  await database.execute('delete from iam.run');
  await database.execute('delete from iam.account');
});

const begin = async (op: ItemLine['op'] = 'disable'): Promise<void> => {
  await database.execute(
    `insert into iam.run (plan_id, plan_sha256, head, state, started_by) values ('p', '', '{}', 'applying', 'jane')`,
  );
  await database.execute(
    `insert into iam.item (run, n, app, person, line) select id, 1, 'aws', 'E1', $1 from iam.run`,
    [JSON.stringify(line(op))],
  );
};

const claim = async (): Promise<Claim> => {
  const next = await claimItem(database, 'aws', 'E1');
  if (next.tag !== 'item') {
    throw new Error(next.tag);
  }
  return next.claim as Claim;
};

const item = async () => (await database.query('select state, said, attempts from iam.item'))[0];

const account = (active: boolean): AccountChange => ({
  tag: 'is',
  account: { vendorId: 'v1', username: 'e1', email: null, employeeId: null, active },
});

const attempt = (call: string, kind: string, over: { effect?: string; failure?: object } = {}) =>
  database.execute(
    `insert into iam.attempt (run, n, app, person, call, kind, worker, actor, command, effect, failure, writer, hash)
     select id, 1, 'aws', 'E1', $1, $2, 'w', 'jane', 'iam-disable-user', $3, $4, gen_random_uuid(), '' from iam.run`,
    [call, kind, over.effect ?? null, over.failure === undefined ? null : JSON.stringify(over.failure)],
  );

const CALL = '00000000-0000-4000-8000-000000000001';

describe('settleItem', () => {
  it.each([
    ['done', { tag: 'done', said: 'disabled' }],
    ['failed', { tag: 'failed', said: 'no' }],
    ['to be tried again', { tag: 'again', said: 'slow', inMs: 1000 }],
    ['left', { tag: 'leave', said: 'not ours' }],
    ['paused', { tag: 'pause', said: '401' }],
  ] as const)('does not let a worker that lost the item say it is %s', async (_what, verdict) => {
    await begin();
    const stopped = await claim();
    const next = await claim();
    expect(await settleItem(database, stopped, verdict, account(true))).toBe(false);
    expect(await item()).toEqual({ state: 'running', said: null, attempts: 2 });
    expect(await settleItem(database, next, { tag: 'done', said: 'disabled' }, account(false))).toBe(true);
    expect(await settleItem(database, stopped, verdict, account(true))).toBe(false);
    expect(await item()).toEqual({ state: 'done', said: 'disabled', attempts: 2 });
    expect(await database.query('select active from iam.account')).toEqual([{ active: false }]);
    expect(await database.query('select paused from iam.application')).toEqual([]);
  });

  it('says what was done, also when the run was cancelled while it was on its way', async () => {
    await begin();
    const own = await claim();
    await cancelRun(database, own.run, 'joe');
    expect(await settleItem(database, own, { tag: 'again', said: 'slow', inMs: 1 }, { tag: 'none' })).toBe(
      false,
    );
    expect(await settleItem(database, own, { tag: 'done', said: 'disabled' }, account(false))).toBe(true);
    expect(await item()).toMatchObject({ state: 'done', said: 'disabled' });
  });

  it.each([
    ['an attempt of ours may have done it', true],
    ['no attempt of ours was begun', false],
  ])('knows who has disabled an account that is so already: %s', async (_what, isOurs) => {
    await begin();
    const own = await claim();
    const unfinished = isOurs ? [{ command: 'iam-disable-user' }] : [];
    await settleItem(database, { ...own, unfinished }, { tag: 'done', said: 'already' }, account(false));
    expect(await database.query('select disabled_by from iam.account')).toEqual([
      { disabled_by: isOurs ? String(own.run) : 'before' },
    ]);
  });
});

describe('an item that is taken again', () => {
  it.each([
    ['the end is unknown', [['begun']], 1],
    ['it went well, and the process died before it said so', [['begun'], ['ended', { effect: 'none' }]], 1],
    [
      'what became of it is not known',
      [['begun'], ['ended', { effect: 'unknown', failure: { kind: 'timeout' } }]],
      1,
    ],
    ['it was refused', [['begun'], ['ended', { effect: 'none', failure: { kind: 'rate-limited' } }]], 0],
  ] as const)('has an unfinished write or none: %s', async (_what, attempts, count) => {
    await begin();
    await claim();
    for (const [kind, over] of attempts) {
      await attempt(CALL, kind, over);
    }
    expect((await claim()).unfinished).toHaveLength(count);
    await database.transaction(async (sql) => {
      await sql.execute('alter table iam.attempt disable trigger all');
      await sql.execute('delete from iam.attempt');
      await sql.execute('alter table iam.attempt enable trigger all');
    });
  });
});
