import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/Either';
import { profileOf } from '../__fixtures__/profile-of';
import { openTestDatabase, type TestDatabase } from '../database/__fixtures__/test-database';
import { unsignedApproval } from '../plan/file/approval';
import type { GuardLine } from '../plan/file/plan-line';
import { createPgBossQueue } from '../queue/pg-boss-queue';
import type { Queue } from '../queue/queue';
import { applyRequest, workMeans } from './__fixtures__/apply-for-test';
import { planOf, type PlanOver } from './__fixtures__/plan-of';
import { startVendor, type VendorInProcess } from './__fixtures__/vendor-in-process';
import { applyPlan, type Applied, type ApplyRefusal } from './apply-plan';
import { cancelRun } from './run/run-state';

// `--yes`: the call that applies a plan approves it too. The file of a plan that was refused holds no approval.

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

const NOW = new Date('2026-11-26T16:00:00Z');
const LATER: PlanOver = { head: { made: '2026-11-26T15:50:00.000Z', id: '01ZZZZZZZZZZZZZZZZZZZZZZZZ' } };
const STOPPED: GuardLine = {
  type: 'guard',
  app: '*',
  rule: 'leavers',
  value: 9,
  of: 10,
  limit: 'percent 2',
  ok: false,
  text: '9 of 10',
};

const plan = (person: string, over: PlanOver = {}): Promise<string> =>
  planOf(folder, database, [{ op: 'create', person, profile: profileOf(person) }], over);

const apply = (
  path: string,
  {
    mode = 'one-person' as const,
    signal = new AbortController().signal,
  }: { readonly mode?: 'none' | 'one-person'; readonly signal?: AbortSignal } = {},
): Promise<E.Either<ApplyRefusal, Applied>> =>
  applyPlan(
    applyRequest(path, {
      config: { hash: 'rules', approval: mode, applications: [] },
      now: NOW,
      approve: (found) => unsignedApproval(found, { by: 'jane', at: NOW }),
    }),
    workMeans({
      database,
      queue,
      open: (_app, limiter) => Promise.resolve(vendor.open(limiter)),
      signal,
    }),
  );

const approvalsIn = async (path: string): Promise<readonly string[]> =>
  (await readFile(path, 'utf8')).split('\n').filter((line) => line.includes('"type":"approval"'));

/** A run of another plan that was stopped before it did anything. */
const leftInTheMiddle = async (): Promise<string> => {
  const path = await plan('E9');
  const stop = new AbortController();
  stop.abort();
  await apply(path, { mode: 'none', signal: stop.signal });
  return path;
};

const openRunId = async (): Promise<number> =>
  (await database.query<{ readonly id: number }>(`select id from iam.run where state = 'applying'`))[0]?.id ??
  0;

const REFUSED: readonly (readonly [string, string, () => Promise<string>])[] = [
  [
    'whose run was cancelled',
    'cancelled',
    async () => {
      const path = await leftInTheMiddle();
      await cancelRun(database, await openRunId(), 'joe');
      return path;
    },
  ],
  [
    'while the run of another one is not over',
    'another-run',
    async () => {
      await leftInTheMiddle();
      return plan('E1');
    },
  ],
  [
    'that is older than one which was applied',
    'superseded',
    async () => {
      await apply(await plan('E2', LATER));
      return plan('E1');
    },
  ],
  ['whose time is over', 'plan', () => plan('E1', { head: { expires: '2026-11-26T15:59:00.000Z' } })],
  ['of another configuration', 'plan', () => plan('E1', { head: { config: { sha256: 'x', core: '0' } } })],
  ['of which a guard stops everything', 'stopped', () => plan('E1', { guards: [STOPPED] })],
];

it.each(REFUSED)('writes no approval to a plan %s', async (_which, tag, make) => {
  const path = await make();
  expect(await apply(path)).toMatchObject({ left: { tag } });
  expect(await approvalsIn(path)).toEqual([]);
});

it('writes it to the plan that is applied, once, and the run knows who approved', async () => {
  const path = await plan('E1');
  expect(await apply(path)).toMatchObject({ right: { progress: { apps: [{ done: 1 }] } } });
  expect(await apply(path)).toMatchObject({ right: { wasOver: true } });
  expect(await approvalsIn(path)).toHaveLength(1);
  expect(await database.query('select approved_by from iam.run')).toEqual([{ approved_by: 'jane' }]);
});

it('writes none where the configuration wants none', async () => {
  const path = await plan('E1');
  expect(await apply(path, { mode: 'none' })).toMatchObject({ right: { isNew: true } });
  expect(await approvalsIn(path)).toEqual([]);
});
