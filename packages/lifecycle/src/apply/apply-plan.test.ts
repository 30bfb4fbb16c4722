import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instance } from '@iam/core';
import { withFaults, type AwsOptions, type Fault } from '@iam/sandbox';
import * as E from 'fp-ts/Either';
import { profileOf } from '../__fixtures__/profile-of';
import { openTestDatabase, type TestDatabase } from '../database/__fixtures__/test-database';
import { takeLock, type WorkLock } from '../database/work-lock';
import { verifyChain } from '../ledger/verify-chain';
import { createPgBossQueue } from '../queue/pg-boss-queue';
import type { Queue } from '../queue/queue';
import { applyPlan, type Applied, type ApplyRefusal } from './apply-plan';
import type { WorkMeans } from './run/work-on-run';
import { cancelRun, retryRefusal } from './run/run-state';
import { applyRequest, done, workMeans } from './__fixtures__/apply-for-test';
import { planOf, type ItemOver, type PlanOver } from './__fixtures__/plan-of';
import { APP, startVendor, type VendorInProcess } from './__fixtures__/vendor-in-process';

let database: TestDatabase;
let queue: Queue;
let vendor: VendorInProcess;
let folder: string;
let faults: readonly Fault[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iam-apply-'));
  database = await openTestDatabase();
  queue = await createPgBossQueue({ connectionString: database.url, onError: () => undefined });
  await queue.start();
  faults = [];
});

afterEach(async () => {
  await queue.stop();
  await vendor?.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

const start = async (options: AwsOptions = {}): Promise<VendorInProcess> => {
  vendor = await startVendor(options, (inner) => withFaults(inner, faults));
  return vendor;
};

const plan = (items: readonly ItemOver[], over: PlanOver = {}): Promise<string> =>
  planOf(folder, database, items, over);

const apply = (
  path: string,
  over: Partial<Parameters<typeof applyPlan>[0]> = {},
  means: Partial<WorkMeans> = {},
): Promise<E.Either<ApplyRefusal, Applied>> =>
  applyPlan(
    applyRequest(path, over),
    workMeans({
      database,
      queue,
      open: (_app, limiter) => Promise.resolve(vendor.open(limiter)),
      ...means,
    }),
  );

const items = () =>
  database.query<{ readonly person: string; readonly state: string; readonly said: string | null }>(
    'select person, state, said from iam.item order by n',
  );

const writes = () =>
  vendor
    .requests()
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path.replace(/.*\/scim\/v2/, '')}`);

/** Accounts that are there before the plan, as a refresh has found them. */
const there = async (...people: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const instance = vendor.open();
  const ids = new Map<string, string>();
  for (const person of people) {
    const made = await instance.run('iam-create-user', { 'user-profile': profileOf(person) });
    if (made.vendor.id === null) {
      throw new Error(JSON.stringify(made));
    }
    ids.set(person, made.vendor.id);
    await database.execute(
      `insert into iam.account (app, vendor_id, person, active, record, record_hash, seen) values ($1, $2, $3, true, $4, '', now())`,
      [APP, made.vendor.id, person, JSON.stringify(made.vendor.details)],
    );
  }
  return ids;
};

const idOf = (ids: ReadonlyMap<string, string>, person: string): string => ids.get(person) ?? '';

/** An update as a plan has it: what the instance says would change. */
const update = async (instance: Instance, id: string, person: string, over: object): Promise<ItemOver> => {
  const found = await instance.run('iam-get-user', { 'user-profile': { id } });
  const wanted = { ...profileOf(person, over), id };
  const difference = instance.difference(
    {
      id,
      username: found.vendor.username,
      email: found.vendor.email,
      active: found.vendor.active,
      details: found.vendor.details as Record<string, unknown>,
    },
    wanted,
  );
  return {
    op: 'update',
    person,
    reason: 'mover',
    vendorId: id,
    pre: { hash: 'sha256:x', active: found.vendor.active },
    change: Object.fromEntries(
      Object.entries(difference).map(([key, { from, to }]) => [key, [from, to] as const]),
    ),
    profile: profileOf(person, over),
  };
};

const userOf = (person: string) =>
  vendor.vendor.users().find(({ userName }) => userName === `${person.toLowerCase()}@example.com`);

describe('applyPlan', () => {
  it('makes accounts, records begun and ended of each, and sends nothing when it is applied again', async () => {
    await start();
    const people = Array.from({ length: 12 }, (_, index) => `E${index}`);
    const path = await plan(people.map((person) => ({ op: 'create', person, profile: profileOf(person) })));
    const { run, progress } = done(await apply(path));
    expect(run.state).toBe('done');
    expect(progress.apps).toMatchObject([{ app: APP, done: 12, failed: 0, open: 0 }]);
    expect(vendor.vendor.users()).toHaveLength(12);
    const accounts = await database.query(
      'select person, active, linked_by from iam.account order by person',
    );
    expect(accounts).toHaveLength(12);
    expect(accounts[0]).toEqual({ person: 'E0', active: true, linked_by: 'created' });
    const attempts = await database.query(
      'select kind, outcome, count(*)::int as count from iam.attempt group by kind, outcome order by kind',
    );
    expect(attempts).toEqual([
      { kind: 'begun', outcome: null, count: 12 },
      { kind: 'ended', outcome: 'created', count: 12 },
    ]);
    expect(await verifyChain(database)).toBeUndefined();
    const sent = vendor.requests().length;
    expect(done(await apply(path))).toMatchObject({ wasOver: true, isNew: false });
    expect(vendor.requests()).toHaveLength(sent);
  });

  it('changes, disables and enables exactly whom the plan names, by the id', async () => {
    await start();
    const ids = await there('E1', 'E2', 'E3', 'E4');
    const instance = vendor.open();
    await instance.run('iam-disable-user', { 'user-profile': { id: idOf(ids, 'E3') } });
    const path = await plan([
      await update(instance, idOf(ids, 'E1'), 'E1', { title: 'Senior' }),
      { op: 'disable', person: 'E2', vendorId: idOf(ids, 'E2'), pre: { hash: 'x', active: true } },
      {
        op: 'enable',
        person: 'E3',
        vendorId: idOf(ids, 'E3'),
        pre: { hash: 'x', active: false },
        profile: profileOf('E3', { title: 'Back' }),
        change: { title: [null, 'Back'] },
      },
      { op: 'adopt', person: 'E4', vendorId: idOf(ids, 'E4'), pre: { hash: 'x', active: true } },
    ]);
    const { run } = done(await apply(path));
    expect(await items()).toEqual([
      { person: 'E1', state: 'done', said: 'updated' },
      { person: 'E2', state: 'done', said: 'disabled' },
      { person: 'E3', state: 'done', said: 'enabled' },
      { person: 'E4', state: 'done', said: 'adopted' },
    ]);
    expect(userOf('E1')).toMatchObject({ title: 'Senior', active: true });
    expect(userOf('E2')).toMatchObject({ active: false });
    expect(userOf('E3')).toMatchObject({ title: 'Back', active: true });
    const [disabled] = await database.query('select active, disabled_by from iam.account where person = $1', [
      'E2',
    ]);
    expect(disabled).toEqual({ active: false, disabled_by: String(run.id) });
  });

  it('skips who is not as the plan saw it, names why, and goes on with the rest', async () => {
    await start();
    const ids = await there('E1', 'E2', 'E3', 'E4', 'E5');
    const instance = vendor.open();
    const items5 = [
      await update(instance, idOf(ids, 'E1'), 'E1', { title: 'Senior' }),
      await update(instance, idOf(ids, 'E2'), 'E2', { title: 'Senior' }),
      await update(instance, idOf(ids, 'E3'), 'E3', { title: 'Senior' }),
      { op: 'create', person: 'E9', profile: profileOf('E5', { employeeid: 'E9' }) } as const,
      { op: 'disable', person: 'E4', vendorId: idOf(ids, 'E4'), pre: { hash: 'x', active: true } } as const,
    ];
    await instance.run('iam-update-user', { 'user-profile': { id: idOf(ids, 'E1'), title: 'Boss' } });
    await instance.run('iam-disable-user', { 'user-profile': { id: idOf(ids, 'E2') } });
    await instance.run('iam-update-user', { 'user-profile': { id: idOf(ids, 'E4'), title: 'Other' } });
    const path = await plan(items5);
    done(await apply(path));
    const found = await items();
    expect(found.map(({ person, state }) => [person, state])).toEqual([
      ['E1', 'stale'],
      ['E2', 'stale'],
      ['E3', 'done'],
      ['E9', 'stale'],
      ['E4', 'done'],
    ]);
    expect(found[0]?.said).toContain('title is "Boss"');
    expect(found[1]?.said).toContain('somebody has disabled it');
    expect(userOf('E1')).toMatchObject({ title: 'Boss' });
    expect(userOf('E2')).toMatchObject({ active: false });
    expect(userOf('E3')).toMatchObject({ title: 'Senior' });
    expect(userOf('E4')).toMatchObject({ active: false });
    expect(vendor.vendor.users()).toHaveLength(5);
  });

  it('takes an account that is gone for what it is: stale for a change, done for a leaver', async () => {
    await start();
    const path = await plan([
      {
        op: 'update',
        person: 'E1',
        vendorId: 'gone-1',
        change: { title: [null, 'x'] },
        profile: profileOf('E1', { title: 'x' }),
      },
      { op: 'disable', person: 'E2', vendorId: 'gone-2' },
    ]);
    done(await apply(path));
    expect((await items()).map(({ state, said }) => [state, said])).toEqual([
      ['stale', expect.stringContaining('')],
      ['done', 'not-found'],
    ]);
    expect(vendor.vendor.users()).toHaveLength(0);
  });

  it('goes on after lost replies without creating a second account', async () => {
    faults = [
      { method: 'POST', path: '**', nth: 1, times: 3, fault: 'lost' },
      { method: 'PATCH', path: '**', nth: 1, times: 2, fault: { status: 503, body: {} } },
    ];
    await start();
    const people = ['E1', 'E2', 'E3', 'E4', 'E5'];
    const path = await plan(people.map((person) => ({ op: 'create', person, profile: profileOf(person) })));
    const { progress } = done(await apply(path));
    expect(progress.apps).toMatchObject([{ done: 5, failed: 0, stale: 0, open: 0 }]);
    expect(vendor.vendor.users()).toHaveLength(5);
  });

  it('waits as long as the vendor asks for, and everybody with it', async () => {
    faults = [{ method: 'POST', nth: 2, times: 2, fault: { status: 429, headers: { 'Retry-After': '1' } } }];
    await start();
    const path = await plan(
      ['E1', 'E2', 'E3'].map((person) => ({ op: 'create', person, profile: profileOf(person) })),
    );
    const { progress } = done(await apply(path));
    expect(progress.apps).toMatchObject([{ done: 3, failed: 0, open: 0 }]);
    expect(vendor.vendor.users()).toHaveLength(3);
  });

  it('pauses an application that refuses the credentials, and goes on when it takes them', async () => {
    faults = [{ path: '**', nth: 3, times: 8, fault: { status: 401, body: {} } }];
    await start();
    const people = Array.from({ length: 6 }, (_, index) => `E${index}`);
    const path = await plan(people.map((person) => ({ op: 'create', person, profile: profileOf(person) })));
    const first = done(await apply(path));
    expect(first.run.state).toBe('applying');
    expect(first.progress.apps).toMatchObject([{ failed: 0, paused: expect.stringContaining('') }]);
    expect(first.progress.apps[0]?.open).toBeGreaterThan(0);
    const sent = vendor.requests().length;
    expect(sent).toBeLessThan(20);
    let last = first;
    for (let round = 0; round < 10 && last.run.state !== 'done'; round += 1) {
      last = done(await apply(path));
    }
    expect(last.progress.apps).toMatchObject([{ done: 6, failed: 0, open: 0, paused: null }]);
    expect(vendor.vendor.users()).toHaveLength(6);
  });

  it('puts people into groups and takes them out, after their accounts, many in one request', async () => {
    await start({ groups: [{ displayName: 'Engineers' }] });
    const ids = await there('E0');
    const instance = vendor.open();
    const group = await instance.run('iam-get-group', { scim: { displayName: 'Engineers' } });
    await instance.run('iam-update-group', {
      scim: { id: group.group.id ?? '' },
      memberIdsToAdd: [idOf(ids, 'E0')],
    });
    const people = Array.from({ length: 7 }, (_, index) => `E${index + 1}`);
    const path = await plan([
      { op: 'groups', person: 'E0', vendorId: idOf(ids, 'E0'), groups: { add: [], remove: ['Engineers'] } },
      ...people.map((person) => ({
        op: 'create' as const,
        person,
        profile: profileOf(person),
        groups: { add: ['Engineers', ...(person === 'E1' ? ['Nowhere'] : [])], remove: [] },
      })),
    ]);
    const { progress } = done(await apply(path));
    expect(progress.apps).toMatchObject([{ done: 9, failed: 1, open: 0 }]);
    const members = vendor.vendor.groups()[0]?.members ?? [];
    expect(members).toHaveLength(7);
    expect(members).not.toContain(idOf(ids, 'E0'));
    expect(writes().filter((write) => write.startsWith('PATCH /Groups'))).toHaveLength(3);
    const [missing] = await database.query<{ readonly said: string }>(
      `select said from iam.item where person = 'group:Nowhere'`,
    );
    expect(missing?.said).toBe('There is no group "Nowhere". Make it, or let the rule have "create": true.');
  });

  it('puts the account that a person has now into a group, not one that is gone', async () => {
    await start({ groups: [{ displayName: 'Engineers' }] });
    const ids = await there('E1', 'E2');
    await database.execute(
      `insert into iam.account (app, vendor_id, person, active, record, record_hash, gone_at, seen)
       values ($1, 'gone-1', 'E1', true, '{}', '', now(), now()), ($1, 'gone-2', 'E3', true, '{}', '', now(), now())`,
      [APP],
    );
    const group = { vendorId: idOf(ids, 'E1'), groups: { add: ['Engineers'], remove: [] } };
    const path = await plan([
      { op: 'groups', person: 'E1', ...group },
      { op: 'disable', person: 'E3', vendorId: 'gone-2', groups: { add: [], remove: ['Engineers'] } },
    ]);
    const { progress } = done(await apply(path));
    expect(progress.apps).toMatchObject([{ done: 3, failed: 0, open: 0 }]);
    expect(vendor.vendor.groups()[0]?.members).toEqual([idOf(ids, 'E1')]);
  });

  it('puts nobody into a group whose account is not as the plan saw it, and takes them out all the same', async () => {
    await start({ groups: [{ displayName: 'Engineers' }, { displayName: 'Sales' }] });
    const ids = await there('E1', 'E2');
    const instance = vendor.open();
    const moved = await update(instance, idOf(ids, 'E1'), 'E1', { title: 'Senior' });
    await instance.run('iam-update-user', { 'user-profile': { id: idOf(ids, 'E1'), title: 'Boss' } });
    const sales = await instance.run('iam-get-group', { scim: { displayName: 'Sales' } });
    await instance.run('iam-update-group', {
      scim: { id: sales.group.id ?? '' },
      memberIdsToAdd: [idOf(ids, 'E1')],
    });
    const path = await plan([
      { ...moved, groups: { add: ['Engineers'], remove: ['Sales'] } },
      { op: 'groups', person: 'E2', vendorId: idOf(ids, 'E2'), groups: { add: ['Engineers'], remove: [] } },
    ]);
    done(await apply(path));
    expect(vendor.vendor.groups().map(({ displayName, members }) => [displayName, members])).toEqual([
      ['Engineers', [idOf(ids, 'E2')]],
      ['Sales', []],
    ]);
    expect((await items()).slice(2)).toEqual([
      {
        person: 'group:Engineers',
        state: 'failed',
        said: '1 of the people could not be put in, because their account is not there, or not as the plan saw it: E1. The others are in.',
      },
      { person: 'group:Sales', state: 'done', said: '0 in, 1 out' },
    ]);
  });

  it('applies for the people asked for, and for the others when it is asked for them', async () => {
    await start();
    const path = await plan(
      ['E1', 'E2', 'E3'].map((person) => ({ op: 'create', person, profile: profileOf(person) })),
    );
    const first = done(await apply(path, { selection: { people: ['E2'], apps: [] } }));
    expect(first.run.state).toBe('applying');
    expect(first.progress.apps).toMatchObject([{ done: 1, waiting: 2, open: 0 }]);
    expect(vendor.vendor.users()).toMatchObject([{ userName: 'e2@example.com' }]);
    const all = done(await apply(path));
    expect(all.run.state).toBe('done');
    expect(vendor.vendor.users()).toHaveLength(3);
  });

  it('holds what waits for a person, and what a guard has stopped', async () => {
    await start();
    const held = await plan([
      { op: 'create', person: 'E1', profile: profileOf('E1') },
      { op: 'create', person: 'E2', profile: profileOf('E2'), hold: 'missing from the feed' },
    ]);
    done(await apply(held));
    expect((await items()).map(({ state, said }) => [state, said])).toEqual([
      ['done', 'created'],
      ['held', 'missing from the feed'],
    ]);
    const guard = {
      type: 'guard',
      app: APP,
      rule: 'leavers',
      value: 9,
      of: 10,
      limit: '2 %',
      ok: false,
      text: '',
    } as const;
    const stopped = await plan([{ op: 'disable', person: 'E1', vendorId: 'x' }], { guards: [guard] });
    expect(await apply(stopped)).toMatchObject({ left: { tag: 'stopped' } });
  });

  it.each([
    ['an expired plan', { expires: '2026-11-26T15:59:59.000Z' }, { refusal: { tag: 'expired' } }],
    [
      'rules that changed',
      { config: { sha256: 'others', core: '' } },
      { refusal: { tag: 'other-configuration' } },
    ],
    ['another database', { ledger: { id: 'other', serial: 0 } }, { refusal: { tag: 'other-database' } }],
    ['a plan without values', { redacted: true as const }, { refusal: { tag: 'redacted' } }],
  ])('refuses %s and sends nothing', async (_what, over, left) => {
    await start();
    const path = await plan([{ op: 'create', person: 'E1', profile: profileOf('E1') }], { head: over });
    expect(await apply(path)).toMatchObject({ left });
    expect(vendor.requests()).toEqual([]);
  });

  it('has everybody whom it is about looked at by the next plan, whatever was kept of the plan', async () => {
    await start();
    await database.execute(
      `insert into iam.person (key, profile, profile_hash, zone, state, because, since, settled)
       select key, '{}', '', 'UTC', 'active', '[]', now(), true from unnest(array['E1', 'E2']) key`,
    );
    done(await apply(await plan([{ op: 'create', person: 'E1', profile: profileOf('E1') }])));
    expect(await database.query('select key, settled from iam.person order by key')).toEqual([
      { key: 'E1', settled: false },
      { key: 'E2', settled: true },
    ]);
  });

  it('holds all steps of an exchange of names unless all are released: nobody is left with a temporary name', async () => {
    await start();
    const ids = await there('E1', 'E2');
    const step = (n: number, person: string, email: string, more: Partial<ItemOver> = {}): ItemOver => ({
      op: 'update',
      n,
      person,
      vendorId: idOf(ids, person),
      profile: { employeeid: person, email, username: email },
      ...more,
    });
    const hold = { hold: 'it was there before it was planned for (adopt: hold)' };
    const ring = (of1: object, of2: object) => [
      step(1, 'E1', 'e2@example.com', { after: [3], ...of1 }),
      step(2, 'E2', 'e1@example.com', { after: [1, 3], ...of2 }),
      step(3, 'E2', 'e2+iam-1@example.com', { temporary: true, ...of2 }),
    ];
    for (const items3 of [ring({}, hold), ring(hold, {})]) {
      done(await apply(await plan(items3)));
    }
    expect((await items()).map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => 'held'));
    expect((await items()).map(({ said }) => said)).toContain(
      'It comes after the change of e2@example.com, which is held: release that person too.',
    );
    expect(writes().filter((write) => write.startsWith('PATCH'))).toEqual([]);
  });

  it('keeps the database from being moved, and is refused while it is moved', async () => {
    await start();
    const path = await plan([{ op: 'create', person: 'E1', profile: profileOf('E1') }]);
    const locks: WorkLock[] = [];
    const moving = await takeLock(database, 'move', 'joe');
    await expect(apply(path)).rejects.toThrow(/^joe has been moving this database to another since/);
    expect(moving.tag === 'held' && (await moving.release())).toBeUndefined();
    await apply(
      path,
      {},
      {
        open: async (_app, limiter) => {
          locks.push(await takeLock(database, 'move', 'joe'));
          return vendor.open(limiter);
        },
      },
    );

    expect(locks).toMatchObject([
      { tag: 'busy', sentence: expect.stringMatching(/^jane has been applying a plan with this database/) },
    ]);
    expect(await items()).toMatchObject([{ state: 'done' }]);
  });

  it('lets two who apply one plan at once help each other', async () => {
    await start();
    const people = Array.from({ length: 20 }, (_, index) => `E${index}`);
    const path = await plan(people.map((person) => ({ op: 'create', person, profile: profileOf(person) })));
    const both = await Promise.all([apply(path), apply(path, {}, { worker: 'w-2', actor: 'joe' })]);
    both.map(done).forEach(({ progress }) => expect(progress.apps).toMatchObject([{ done: 20, failed: 0 }]));
    expect(vendor.vendor.users()).toHaveLength(20);
    expect(writes()).toHaveLength(20);
  });

  it('refuses another plan while one is in the middle, and applies it when that one is cancelled', async () => {
    await start();
    const stop = new AbortController();
    stop.abort();
    const one = await plan([{ op: 'create', person: 'E1', profile: profileOf('E1') }]);
    const other = await plan([{ op: 'create', person: 'E2', profile: profileOf('E2') }]);
    const begun = done(await apply(one, {}, { signal: stop.signal }));
    expect(begun.run.state).toBe('applying');
    expect(await apply(other)).toMatchObject({ left: { tag: 'another-run', run: { id: begun.run.id } } });
    expect(await cancelRun(database, begun.run.id, 'joe')).toEqual({ open: 1, held: 0 });
    expect(await apply(one)).toMatchObject({ left: { tag: 'cancelled' } });
    done(await apply(other));
    expect(vendor.vendor.users()).toMatchObject([{ userName: 'e2@example.com' }]);
  });
});

const MADE_LATER = '2026-11-26T15:50:00.000Z';

test('a plan is refused once a plan that was made later was applied: its decisions are outdated', async () => {
  await start();
  const older = await plan([{ op: 'create', person: 'E1', profile: profileOf('E1') }]);
  const newer = await plan([{ op: 'create', person: 'E2', profile: profileOf('E2') }], {
    head: { made: MADE_LATER, id: '01ZZZZZZZZZZZZZZZZZZZZZZZZ' },
  });
  expect(await apply(newer)).toMatchObject({ right: { isNew: true } });
  expect(await apply(older)).toMatchObject({ left: { tag: 'superseded' } });
  expect(writes()).toHaveLength(1);
});

test('failed items are not tried again after a later plan was applied, nor after the time of theirs', async () => {
  await start();
  const older = await plan([{ op: 'create', person: 'E1', profile: profileOf('E1') }], {
    head: { expires: '2026-11-27T15:40:00.000Z' },
  });
  const first = await apply(older);
  const run = E.isRight(first) ? first.right.run.id : 0;
  expect(await retryRefusal(database, run, new Date('2026-11-27T15:39:00Z'))).toBeUndefined();
  expect(await retryRefusal(database, run, new Date('2026-11-27T15:41:00Z'))).toMatchObject({
    tag: 'expired',
  });
  await apply(
    await plan([{ op: 'create', person: 'E2', profile: profileOf('E2') }], {
      head: { made: MADE_LATER, id: '01ZZZZZZZZZZZZZZZZZZZZZZZZ' },
    }),
  );
  expect(await retryRefusal(database, run, new Date('2026-11-27T15:39:00Z'))).toMatchObject({
    tag: 'superseded',
  });
});

test('a plan enables no leaver whom a later plan found, although that one had nothing to do', async () => {
  await start();
  const older = await plan([{ op: 'create', person: 'E1', profile: profileOf('E1') }]);
  await database.execute(
    `insert into iam.plan (id, made, sha256, file, head, allowed) values ('later', $1, '', 'later', $2, true)`,
    [MADE_LATER, JSON.stringify({ made: MADE_LATER, ledger: { serial: 0 } })],
  );
  await database.execute(
    `insert into iam.person (key, profile, profile_hash, zone, state, since) values ('E1', '{}', '', 'UTC', 'left', now())`,
  );
  await apply(older);
  expect(await items()).toEqual([
    {
      person: 'E1',
      state: 'held',
      said: 'A plan that was made later found e1@example.com to have left; nobody is let in by an older one.',
    },
  ]);
  expect(writes()).toEqual([]);
});
