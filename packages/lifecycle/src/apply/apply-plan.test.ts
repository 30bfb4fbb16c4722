import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@iam/core';
import * as E from 'fp-ts/Either';
import { openTestDatabase, type TestDatabase } from '../database/__fixtures__/test-database';
import { readStore } from '../database/store';
import { verifyChain } from '../ledger/verify-chain';
import { createPgBossQueue } from '../queue/pg-boss-queue';
import type { Queue } from '../queue/queue';
import { applyPlan, type Applied, type ApplyRefusal } from './apply-plan';
import { planOf, type ItemOver, type PlanOver } from './__fixtures__/plan-of';
import { APP, startVendor, type VendorInProcess } from './__fixtures__/vendor-in-process';

let database: TestDatabase;
let queue: Queue;
let vendor: VendorInProcess;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iam-apply-'));
  database = await openTestDatabase();
  queue = await createPgBossQueue({ connectionString: database.url, onError: () => undefined });
  await queue.start();
  vendor = await startVendor();
});

afterEach(async () => {
  await queue.stop();
  await vendor.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

const plan = async (items: readonly ItemOver[], over: PlanOver = {}): Promise<string> =>
  planOf(folder, (await readStore(database)).id, items, over);

const apply = (
  path: string,
  over: Partial<Parameters<typeof applyPlan>[0]> = {},
): Promise<E.Either<ApplyRefusal, Applied>> =>
  applyPlan(
    {
      path,
      config: { hash: 'rules', approval: 'none' },
      approvers: {},
      selection: { people: [], apps: [] },
      now: new Date('2026-11-26T16:00:00Z'),
      ...over,
    },
    {
      database,
      queue,
      open: (_app, limiter) => Promise.resolve(vendor.open(limiter)),
      clock: systemClock,
      worker: 'w-1',
      actor: 'jane',
      signal: new AbortController().signal,
      abort: new AbortController().signal,
      onProgress: () => undefined,
    },
  );

const items = () =>
  database.query<{ readonly person: string; readonly state: string; readonly said: string | null }>(
    'select person, state, said from iam.item order by n',
  );

const profile = (person: string, over: object = {}) => ({
  employeeid: person,
  username: `${person.toLowerCase()}@example.com`,
  email: `${person.toLowerCase()}@example.com`,
  givenname: 'Ann',
  surname: person,
  displayname: `Ann ${person}`,
  ...over,
});

const writes = () => vendor.requests().filter(({ method }) => method !== 'GET');

const done = (applied: E.Either<ApplyRefusal, Applied>): Applied => {
  if (E.isLeft(applied)) {
    throw new Error(JSON.stringify(applied.left));
  }
  return applied.right;
};

describe('applyPlan', () => {
  it('makes accounts, records begun and ended of each, and sends nothing when it is applied again', async () => {
    const people = Array.from({ length: 12 }, (_, index) => `E${index}`);
    const path = await plan(people.map((person) => ({ op: 'create', person, profile: profile(person) })));
    const { run, progress } = done(await apply(path));
    expect(run.state).toBe('done');
    expect(progress.apps).toMatchObject([{ app: APP, done: 12, failed: 0, open: 0 }]);
    expect(vendor.vendor.users()).toHaveLength(12);
    const accounts = await database.query('select person, active, linked_by from iam.account order by person');
    expect(accounts).toHaveLength(12);
    expect(accounts[0]).toEqual({ person: 'E0', active: true, linked_by: 'created' });
    const attempts = await database.query<{ readonly kind: string; readonly outcome: string | null }>(
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
});
