import { mkdtempSync, rmSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalHash, type Instance, type UserResult } from '@iam/core';
import * as E from 'fp-ts/Either';
import { allGuards } from '../../config/__fixtures__/guard-limits';
import { decodeLifecycle } from '../../config/decode-lifecycle';
import type { LifecycleConfig } from '../../config/lifecycle-config';
import { readToday, type Today } from '../../calendar/today';
import { openTestDatabase, type TestDatabase } from '../../database/__fixtures__/test-database';
import { openFeed } from '../../feed/open-feed';
import { makePlan } from '../make-plan';
import type { MadePlan, PlanRequest } from '../plan-request';
import type { ItemLine, PlanLine } from '../file/plan-line';

/** A row of the feed, by its headers. */
export type Row = Readonly<Record<string, string>>;

export interface Company {
  readonly database: TestDatabase;
  readonly folder: string;
  /** Makes a plan of these rows on that day. */
  readonly plan: (
    rows: readonly Row[],
    /** `text` is the feed instead of the rows as CSV. */
    more?: Partial<PlanRequest> & { readonly day?: string; readonly text?: string },
  ) => Promise<Planned>;
  /** Carries out what a plan says and is not held, as applying it does. */
  readonly apply: (planned: Planned, released?: readonly string[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface Planned extends MadePlan {
  readonly lines: readonly PlanLine[];
  readonly items: readonly ItemLine[];
  /** `E1 AWS create joiner`, with `held` where it waits. */
  readonly said: readonly string[];
}

export const HEADERS = [
  'employeeid',
  'email',
  'username',
  'givenname',
  'surname',
  'title',
  'department',
  'hiredate',
  'terminationdate',
  'employmentstatus',
] as const;

/** A person who has worked for years. */
export const person = (key: string, more: Row = {}): Row => ({
  employeeid: key,
  email: `${key.toLowerCase()}@example.com`,
  title: 'Engineer',
  department: 'Sales',
  hiredate: '2020-01-01',
  ...more,
});

const csv = (rows: readonly Row[]): string =>
  [HEADERS.join(','), ...rows.map((row) => HEADERS.map((header) => row[header] ?? '').join(','))].join('\n') +
  '\n';

export const WIDE = { percent: 100, floor: 1000 };
export const WIDE_GUARDS = allGuards(WIDE);

export const configOf = (
  section: Readonly<Record<string, unknown>>,
  instances: readonly string[],
): LifecycleConfig => {
  const read = decodeLifecycle(
    {
      feed: { from: '-', key: 'employeeid', dates: 'yyyy-MM-dd', zone: 'UTC' },
      people: {
        joins: { date: 'hiredate', daysBefore: 0 },
        leaves: { date: 'terminationdate', at: 'end-of-day', daysAfter: 0 },
        left: 'employmentstatus == "Terminated"',
        onLeave: 'employmentstatus == "Leave"',
        whileOnLeave: 'keep',
        missing: 'hold',
      },
      applications: instances.map((instance) => ({ instance, who: 'true', whenLeaving: 'disable' })),
      guards: WIDE_GUARDS,
      ...section,
    },
    { instances },
  );
  if (E.isLeft(read)) {
    throw new Error(read.left.join('\n'));
  }
  return read.right;
};

export const openCompany = async (
  instances: readonly Instance[],
  section: Readonly<Record<string, unknown>> = {},
): Promise<Company> => {
  const database = await openTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'iam-plans-'));
  const byName = new Map(instances.map((instance) => [instance.name, instance]));
  const config = configOf(section, [...byName.keys()]);
  let second = 0;
  return {
    database,
    folder,
    plan: async (rows, { day = '2026-06-01', text = csv(rows), ...more } = {}) => {
      second += 1;
      const made = await makePlan({
        database,
        config,
        feed: openFeed(config.feed, { baseDir: folder, stdin: textStream(text), env: {} }),
        instances: byName,
        today: readToday(day) as Today,
        made: new Date(Date.parse(`${day.slice(0, 10)}T12:00:00Z`) + second * 1000),
        madeBy: 'tester',
        core: '0.0.0',
        place: { folder },
        refresh: true,
        ...more,
      });
      return plannedOf(made);
    },
    apply: (planned, released = []) => applyForTest(database, byName, planned, new Set(released)),
    close: async () => {
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

async function* textStream(text: string): AsyncGenerator<string> {
  yield text;
}

const plannedOf = (made: MadePlan): Planned => {
  const lines = readFileSync(made.path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as PlanLine);
  const items = lines.filter((line) => line.type === 'item');
  return {
    ...made,
    lines,
    items,
    said: lines.flatMap((line) =>
      line.type === 'item'
        ? [`${line.person} ${line.app} ${line.op} ${line.reason}${line.hold === undefined ? '' : ' held'}`]
        : line.type === 'skip'
          ? [`${line.person} ${line.app} skip ${line.would} ${line.reason.split(':')[0] ?? ''}`]
          : [],
    ),
  };
};

/** What applying does, in short: the item's command in order, then what is known of the account. */
const applyForTest = async (
  database: TestDatabase,
  instances: ReadonlyMap<string, Instance>,
  { items }: Planned,
  released: ReadonlySet<string>,
): Promise<void> => {
  const pending = items.filter(({ hold, person: key }) => hold === undefined || released.has(key));
  const done = new Set<number>();
  while (pending.length > 0) {
    const at = pending.findIndex(({ after = [] }) => after.every((n) => done.has(n)));
    const [item] = pending.splice(at, 1);
    if (at === -1 || item === undefined) {
      throw new Error('the items wait for each other');
    }
    await carryOut(database, instances, item);
    done.add(item.n);
  }
};

const carryOut = async (
  database: TestDatabase,
  instances: ReadonlyMap<string, Instance>,
  item: ItemLine,
): Promise<void> => {
  const instance = instances.get(item.app);
  if (instance === undefined) {
    throw new Error(`no ${item.app}`);
  }
  const profile = item.op === 'create' ? (item.profile ?? {}) : { ...item.profile, id: item.vendorId ?? '' };
  const command =
    item.op === 'create'
      ? 'iam-create-user'
      : item.op === 'disable'
        ? 'iam-disable-user'
        : item.op === 'update' || item.op === 'enable'
          ? 'iam-update-user'
          : undefined;
  let id = item.vendorId ?? null;
  let shown: UserResult['vendor'] | undefined;
  if (command !== undefined) {
    const result = (await instance.runByName(
      command,
      {
        'user-profile': command === 'iam-disable-user' ? { id: item.vendorId } : profile,
        ...(command === 'iam-update-user' ? { 'allow-enable': item.op === 'enable' } : {}),
      },
      command === 'iam-create-user' ? { ifExists: 'fail' } : {},
    )) as UserResult;
    if (result.status === 'failed') {
      throw new Error(`${item.person} ${item.op}: ${result.failure.message}`);
    }
    id = result.vendor.id;
    shown = result.vendor;
  }
  await database.execute(
    `insert into iam.account as a (app, vendor_id, person, record, record_hash, seen, active, desired_hash, disabled_by, username, email)
     values ($1, $2, $3, coalesce($7::jsonb, '{}'), coalesce($8::bytea, ''), now(), $4, $5, $6, $9, $10)
     on conflict (app, vendor_id) do update set person = excluded.person, active = coalesce(excluded.active, a.active),
       desired_hash = coalesce(excluded.desired_hash, a.desired_hash), disabled_by = excluded.disabled_by, seen = now(),
       record = coalesce($7::jsonb, a.record), record_hash = coalesce($8::bytea, a.record_hash),
       username = coalesce($9, a.username), email = coalesce($10, a.email)`,
    [
      item.app,
      id,
      item.person,
      item.post.active,
      item.post.hash === undefined ? null : Buffer.from(item.post.hash),
      item.op === 'disable' ? '42' : null,
      shown === undefined ? null : JSON.stringify(shown.details),
      shown === undefined ? null : Buffer.from(canonicalHash(shown.details), 'utf8'),
      shown?.username ?? null,
      shown?.email ?? null,
    ],
  );
  for (const [group, change] of [
    ...(item.groups?.add ?? []).map((group) => [group, { memberIdsToAdd: [id] }] as const),
    ...(item.groups?.remove ?? []).map((group) => [group, { memberIdsToDelete: [id] }] as const),
  ]) {
    await instance.runByName('iam-update-group', { scim: { id: `g-${group}` }, ...change });
    await database.execute(
      `insert into iam.membership (app, group_name, group_id, vendor_id, ours) values ($1, $2, $3, $4, true) on conflict do nothing`,
      [item.app, group, `g-${group}`, id],
    );
  }
};
