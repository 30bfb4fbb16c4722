import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withFaults, type AwsOptions, type Fault } from '@iam/sandbox';
import { openTestDatabase, type TestDatabase } from '../../database/__fixtures__/test-database';
import { createPgBossQueue } from '../../queue/pg-boss-queue';
import { applyPlan, type Applied, type ApplyRequest } from '../apply-plan';
import type { WorkMeans } from '../run/work-on-run';
import { applyRequest, done, workMeans } from './apply-for-test';
import { planOf, type ItemOver } from './plan-of';
import { startVendor, type VendorInProcess } from './vendor-in-process';

/** A database, a queue and a vendor, on which plans are applied as `iam apply` does. */
export interface ApplyBench {
  readonly database: TestDatabase;
  readonly vendor: VendorInProcess;
  /** Writes a plan of these items; the path of the file. */
  readonly plan: (items: readonly ItemOver[]) => Promise<string>;
  /** Applies it; throws when it is refused. `applications`: the rules that let groups be made. */
  readonly apply: (path: string, applications?: ApplyRequest['config']['applications']) => Promise<Applied>;
  readonly close: () => Promise<void>;
}

export const openBench = async (
  options: AwsOptions = {},
  faults: readonly Fault[] = [],
): Promise<ApplyBench> => {
  const folder = await mkdtemp(join(tmpdir(), 'iam-apply-'));
  const database = await openTestDatabase();
  const queue = await createPgBossQueue({ connectionString: database.url, onError: () => undefined });
  await queue.start();
  const vendor = await startVendor(options, (inner) => withFaults(inner, faults));
  return {
    database,
    vendor,
    plan: (items) => planOf(folder, database, items),
    apply: async (path, applications = []) => {
      const request = applyRequest(path, { config: { hash: 'rules', approval: 'none', applications } });
      const open: WorkMeans['open'] = (_app, limiter) => Promise.resolve(vendor.open(limiter));
      return done(await applyPlan(request, workMeans({ database, queue, open })));
    },
    close: async () => {
      await queue.stop();
      await vendor.close();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
};
