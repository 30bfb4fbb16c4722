import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workMeans } from '../../apply/__fixtures__/apply-for-test';
import { withFaults } from '@iam/sandbox';
import { startVendor, type VendorInProcess } from '../../apply/__fixtures__/vendor-in-process';
import type { LifecycleConfig } from '../../config/lifecycle-config';
import { openEmptyDatabase, type TestDatabase } from '../../database/__fixtures__/test-database';
import { connect, type Database } from '../../database/connect';
import { openMigrated } from '../../database/open-database';
import { openFeed } from '../../feed/open-feed';
import { configOf, HEADERS, person, type Row } from '../../plan/__fixtures__/company';
import { makePlan } from '../../plan/make-plan';
import { createPgBossQueue } from '../../queue/pg-boss-queue';
import type { Notification } from '../notification';
import type { WorkerEvent } from '../worker-event';
import type { WorkerMeans } from '../worker-means';

/** A company with a feed in a file, two applications, and any number of workers upon one database. */
export interface Firm {
  readonly database: TestDatabase;
  readonly folder: string;
  readonly vendors: Readonly<Record<AppName, VendorInProcess>>;
  /** Applications whose writes are refused with 401. */
  readonly refusing: Set<AppName>;
  /** Texts: a write that has one of them fails with 500. */
  readonly failing: Set<string>;
  readonly feed: (...rows: readonly Row[]) => void;
  readonly config: (section: Readonly<Record<string, unknown>>) => LifecycleConfig;
  /** A worker at a time of the day, with what it logs and tells. */
  readonly worker: (
    now: string,
    section: Readonly<Record<string, unknown>>,
    over?: Partial<WorkerMeans>,
  ) => WorkerForTest;
  readonly files: () => readonly string[];
  /** Emails of the accounts of an application. */
  readonly accounts: (app: AppName) => readonly string[];
  readonly close: () => Promise<void>;
}

export interface WorkerForTest extends WorkerMeans {
  readonly logged: WorkerEvent[];
  readonly notifications: Notification[];
}

export const APPS = ['One', 'Two'] as const;
export type AppName = (typeof APPS)[number];

export const someone = (key: string, more: Row = {}): Row =>
  person(key, {
    username: `${key.toLowerCase()}@example.com`,
    givenname: 'Ann',
    surname: `Surname${key}`,
    ...more,
  });

export const openFirm = async (): Promise<Firm> => {
  const database = await openEmptyDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'iam-worker-'));
  const refusing = new Set<AppName>();
  const failing = new Set<string>();
  const start = (app: AppName): Promise<VendorInProcess> =>
    startVendor({}, (vendor) => {
      const faulty = withFaults(vendor, [
        { method: 'POST', times: 'forever', fault: { status: 401, body: {} } },
        { method: 'PATCH', times: 'forever', fault: { status: 401, body: {} } },
      ]);
      return {
        ...vendor,
        handle: (request) =>
          request.method !== 'GET' && [...failing].some((text) => JSON.stringify(request).includes(text))
            ? Promise.resolve({ status: 500, headers: {}, body: {} })
            : (refusing.has(app) ? faulty : vendor).handle(request),
      };
    });
  const vendors = { One: await start('One'), Two: await start('Two') };
  const open = (): Promise<Database> => openMigrated(connect(database.url, 'embedded'));
  const config = (section: Readonly<Record<string, unknown>>): LifecycleConfig =>
    configOf({ feed: { from: 'hr.csv' }, ...section }, APPS);
  return {
    database,
    folder,
    vendors,
    refusing,
    failing,
    config,
    feed: (...rows) =>
      writeFileSync(
        join(folder, 'hr.csv'),
        [HEADERS.join(','), ...rows.map((row) => HEADERS.map((key) => row[key] ?? '').join(',')), ''].join(
          '\n',
        ),
      ),
    worker: (now, section, over = {}) => {
      const read = config(section);
      const logged: WorkerEvent[] = [];
      const notifications: Notification[] = [];
      const signal = over.signal ?? new AbortController().signal;
      const name = over.name ?? 'w-1';
      const clock = over.clock ?? { date: () => new Date(now), sleep: () => Promise.resolve() };
      return {
        config: read,
        openDatabase: open,
        plan: (upon, made, until) =>
          makePlan({
            database: upon,
            config: read,
            feed: openFeed(read.feed, { baseDir: folder, env: {} }),
            instances: new Map(APPS.map((app) => [app, vendors[app].open(undefined, app)])),
            today: { tag: 'instant', at: made },
            made,
            madeBy: 'iam-prod',
            core: '0.0.0',
            place: { folder },
            refresh: true,
            signal: until,
          }),
        withWork: async (upon, work) => {
          const queue = await createPgBossQueue({ connectionString: upon.url, onError: () => undefined });
          await queue.start();
          try {
            return await work(
              workMeans({
                database: upon,
                queue,
                open: (app, limiter) => Promise.resolve(vendors[app as AppName].open(limiter, app)),
                worker: name,
                actor: 'iam-prod',
                signal,
              }),
            );
          } finally {
            await queue.stop();
          }
        },
        timeOf: () => Promise.resolve(clock.date()),
        clock,
        log: (event) => logged.push(event),
        tell: (notification) => notifications.push(notification),
        name,
        actor: 'iam-prod',
        signal,
        once: true,
        logged,
        notifications,
        ...over,
      };
    },
    files: () => readdirSync(folder).filter((file) => file.startsWith('plan-')),
    accounts: (app) =>
      vendors[app].vendor
        .users()
        .map((user) => JSON.stringify(user).match(/[a-z0-9]+@example\.com/)?.[0] ?? '')
        .sort(),
    close: async () => {
      await vendors.One.close();
      await vendors.Two.close();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
