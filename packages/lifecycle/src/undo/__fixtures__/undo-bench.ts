import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Attributes, Instance } from '@iam/core';
import * as E from 'fp-ts/Either';
import { planOf, type ItemOver } from '../../apply/__fixtures__/plan-of';
import { applyRequest, done, workMeans } from '../../apply/__fixtures__/apply-for-test';
import { applyPlan, type Applied } from '../../apply/apply-plan';
import { runRecord } from '../../apply/run/run-state';
import { allGuards } from '../../config/__fixtures__/guard-limits';
import type { GuardLimits } from '../../config/lifecycle-config';
import { openTestDatabase, type TestDatabase } from '../../database/__fixtures__/test-database';
import { nextStore } from '../../database/store';
import type { PlanLine } from '../../plan/file/plan-line';
import { readPlan } from '../../plan/file/read-plan';
import { createPgBossQueue } from '../../queue/pg-boss-queue';
import { makeUndoPlan } from '../make-undo-plan';
import type { MadeUndo } from '../undo-request';

/** Plans, applies and undoes against applications, with a database of its own. */
export interface UndoBench {
  readonly database: TestDatabase;
  readonly plan: (items: readonly ItemOver[], app: string) => Promise<string>;
  readonly apply: (path: string) => Promise<Applied>;
  readonly undo: (run: number, people?: readonly string[]) => Promise<MadeUndo>;
  readonly linesOf: (path: string) => Promise<readonly PlanLine[]>;
  /** An update as a plan has it: what the instance says would change. */
  readonly update: (app: string, id: string, person: string, profile: Attributes) => Promise<ItemOver>;
  readonly close: () => Promise<void>;
}

export const GUARDS: GuardLimits = allGuards({ percent: 100, floor: 5 });

export const startBench = async (
  byName: (name: string) => Instance,
  guards: GuardLimits = GUARDS,
): Promise<UndoBench> => {
  const folder = await mkdtemp(join(tmpdir(), 'iam-undo-'));
  const database = await openTestDatabase();
  const queue = await createPgBossQueue({ connectionString: database.url, onError: () => undefined });
  await queue.start();
  return {
    database,
    // Made now, as undo plans are: a plan that is older than one that was applied is refused.
    plan: async (items, app) => {
      const { id, serial } = await database.transaction(nextStore);
      return planOf(folder, database, items, {
        app,
        head: { made: new Date().toISOString(), ledger: { id, serial } },
      });
    },
    apply: async (path) => {
      const open = (app: string): Promise<Instance> => Promise.resolve(byName(app));
      return done(await applyPlan(applyRequest(path), workMeans({ database, queue, open })));
    },
    undo: async (run, people = []) => {
      const record = await runRecord(database, run);
      if (record === undefined) {
        throw new Error(`no run ${run}`);
      }
      return makeUndoPlan({
        database,
        run: record,
        config: { hash: 'rules', planHours: 24 * 365 * 100, guards },
        open: (app) => Promise.resolve({ tag: 'open', instance: byName(app) }),
        people,
        made: new Date(),
        madeBy: 'jane',
        core: '0.1.0',
        place: { folder },
      });
    },
    linesOf: async (path) => {
      const lines: PlanLine[] = [];
      const read = await readPlan(path, (line) => void lines.push(line));
      if (E.isLeft(read)) {
        throw new Error(JSON.stringify(read.left));
      }
      return lines;
    },
    update: async (app, id, person, profile) => {
      const instance = byName(app);
      const found = await instance.run('iam-get-user', { 'user-profile': { id } });
      const { username, email, active, details } = found.vendor;
      const difference = instance.difference(
        { id, username, email, active, details: details as Attributes },
        { ...profile, id },
      );
      return {
        op: 'update',
        person,
        reason: 'mover',
        vendorId: id,
        pre: { hash: 'sha256:x', active },
        change: Object.fromEntries(
          Object.entries(difference).map(([path, { from, to }]) => [path, [from, to] as const]),
        ),
        profile,
      };
    },
    close: async () => {
      await queue.stop();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
};
