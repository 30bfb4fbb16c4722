import { printable, type Instance } from '@iam/core';
import { isDisabledByRun } from '../accounts/account';
import type { RunRecord } from '../apply/run/run-state';
import { GROUP_KEY } from '../apply/item/group-line';
import type { LifecycleConfig } from '../config/lifecycle-config';
import type { Database } from '../database/connect';
import { readStore } from '../database/store';
import { callsOfRun, type ItemCalls } from '../ledger/calls-of-run';
import { countLine, countsOf, newSum } from '../plan/guards/app-counts';
import { stoppedApps } from '../plan/guards/guards';
import { givenUp } from '../plan/person/identifier-change';
import { byBytes, draftPlan } from '../plan/file/plan-draft';
import { planId } from '../plan/file/plan-id';
import {
  PLAN_FORMAT,
  type AppCounts,
  type GuardLine,
  type ItemLine,
  type PlanHead,
  type SkipLine,
} from '../plan/file/plan-line';
import { ownersOf, type AccountOwner } from './account-owner';
import { inverseOf, inverseUnder, type Inverse } from './inverse';
import { inverseMembers, type InverseMembers, type MemberChanges } from './member-changes';
import { sideBySide } from './side-by-side';
import { judgeUndo } from './undo-guards';
import { whatWasDone, type AccountChanged } from './what-was-done';

export interface UndoRequest {
  readonly database: Database;
  readonly run: RunRecord;
  readonly config: Pick<LifecycleConfig, 'hash' | 'planHours' | 'guards'>;
  /** Opens an application; undefined with the reason when it cannot be. */
  readonly open: (
    app: string,
  ) => Promise<
    { readonly tag: 'open'; readonly instance: Instance } | { readonly tag: 'broken'; readonly why: string }
  >;
  /** Keys or addresses; empty for everybody. */
  readonly people: readonly string[];
  readonly made: Date;
  readonly madeBy: string;
  readonly core: string;
  readonly place: { readonly folder: string; readonly out?: string };
  readonly signal?: AbortSignal;
}

/** A plan that takes a run back; nothing is done before it is applied. */
export interface MadeUndo {
  readonly path: string;
  readonly head: PlanHead;
  readonly guards: readonly GuardLine[];
  readonly apps: Readonly<Record<string, AppCounts>>;
  readonly sha256: string;
  /** 0 nothing to undo, 3 changes, 4 stopped by a guard. */
  readonly exit: 0 | 3 | 4;
}

/** Accounts that are read side by side; the application's rate is kept by its instance. */
const AT_ONCE = 8;

/**
 * Plans the way back from what a run did, from the ledger and from what each account is like now: the newest change first. Reads the
 * applications and writes a file; an account that was changed since is named in it and left alone.
 */
export const makeUndoPlan = async (request: UndoRequest): Promise<MadeUndo> => {
  const { database, run, config, made } = request;
  const read = await readRun(request);
  const names = [...read.keys()].sort(byBytes);
  const draft = await draftPlan(names, request.place);
  try {
    const planned = new Map<string, PlannedApp>();
    for (const name of names) {
      planned.set(name, await planApp(request, name, read.get(name) ?? newApp()));
    }
    const items = numbered([...planned.values()].flatMap((app) => app.items));
    const guards = await judgeUndo(database, items, config.guards, ({ app, vendorId, change }) => {
      const owner = planned.get(app)?.owners.get(vendorId ?? '');
      return owner === undefined ? [] : givenUp(owner, change);
    });
    const stopped = stoppedApps(guards, names);
    const { id: ledger, serial } = await readStore(database);
    await draft.add({ type: 'remark', text: REMARK });
    const sums: Record<string, AppCounts> = {};
    for (const name of names) {
      const sum = newSum();
      const lines = [...items.filter(({ app }) => app === name), ...(planned.get(name)?.skips ?? [])].sort(
        (one, other) => byBytes(one.person, other.person) || orderOf(one) - orderOf(other),
      );
      for (const line of lines) {
        countLine(sum, line);
        await draft.app(name).add(line);
      }
      sums[name] = countsOf(sum, stopped.has(name));
    }
    const head: PlanHead = {
      type: 'plan',
      format: PLAN_FORMAT,
      id: planId(made),
      made: made.toISOString(),
      madeBy: request.madeBy,
      today: made.toISOString(),
      feed: run.head.feed,
      config: { sha256: config.hash, core: request.core },
      ledger: { id: ledger, serial },
      expires: new Date(made.getTime() + config.planHours * HOUR).toISOString(),
      refreshed: Object.fromEntries(names.map((name) => [name, made.toISOString()])),
      undoOf: run.id,
    };
    const { path, sha256 } = await draft.finish({ head, guards, sums });
    // So that a report finds its guards; it is no plan of a feed, and none is compared with it.
    await database.execute(
      'insert into iam.plan (id, made, sha256, file, head, allowed) values ($1, $2, $3, $4, $5, $6)',
      [head.id, head.made, sha256, path, JSON.stringify(head), guards.every(({ ok }) => ok)],
    );
    return {
      path,
      head,
      guards,
      apps: sums,
      sha256,
      exit: guards.some(({ ok }) => !ok) ? 4 : items.length > 0 ? 3 : 0,
    };
  } finally {
    await draft.discard();
  }
};

const HOUR = 60 * 60 * 1000;

const REMARK =
  'The feed and the rules are what they were: the next plan wants the same again, unless they are corrected first.';

const orderOf = (line: ItemLine | SkipLine): number => (line.type === 'item' ? line.n : Infinity);

/** What a run did in one application. */
interface RunInApp {
  readonly items: ItemCalls[];
  readonly members: InverseMembers;
}

const newApp = (): RunInApp => ({ items: [], members: inverseMembers() });

const readRun = async ({ database, run, people }: UndoRequest): Promise<ReadonlyMap<string, RunInApp>> => {
  const apps = new Map<string, RunInApp>();
  const isAsked = ({ person, who }: ItemCalls): boolean => concerns(people, person, who);
  for await (const item of callsOfRun(database, run.id)) {
    const app = apps.get(item.app) ?? newApp();
    apps.set(item.app, app);
    if (item.person.startsWith(GROUP_KEY)) {
      app.members.take(item);
    } else if (isAsked(item)) {
      app.items.push(item);
    }
  }
  return apps;
};

const concerns = (people: readonly string[], person: string, who: string): boolean =>
  people.length === 0 || people.some((name) => name === person || name.toLowerCase() === who.toLowerCase());

/** An item before it has its number. */
type Unnumbered = Omit<ItemLine, 'n' | 'after'> & {
  /** The item of the run that it takes back, and those that had to come before that one. */
  readonly of?: { readonly n: number; readonly after: readonly number[] };
};

interface PlannedApp {
  readonly items: readonly Unnumbered[];
  readonly skips: readonly SkipLine[];
  readonly owners: ReadonlyMap<string, AccountOwner>;
}

const planApp = async (request: UndoRequest, app: string, read: RunInApp): Promise<PlannedApp> => {
  const { database, open, run, signal } = request;
  // The newest change first. A person's items follow each other, whatever became of others in between.
  const found = [...read.items]
    .sort((one, other) => byBytes(endOf(other), endOf(one)) || other.n - one.n)
    .map((item) => ({ item, done: whatWasDone(item) }));
  const members = read.members.apps.get(app) ?? new Map<string, MemberChanges>();
  const ids = [
    ...found.flatMap(({ done }) => ('vendorId' in done && done.vendorId !== null ? [done.vendorId] : [])),
    ...members.keys(),
  ];
  const owners = await ownersOf(database, app, [...new Set(ids)]);
  const opened = await open(app);
  const latest = new Set<string>();
  const works = found.map(({ item, done }) => {
    const isLatest = done.tag !== 'changed' || !latest.has(done.vendorId);
    if (done.tag === 'changed') {
      latest.add(done.vendorId);
    }
    return { item, done, isLatest };
  });
  /** Accounts whose newest change is not undone: the older ones stay with it. */
  const kept = new Set<string>();
  const newest = await sideBySide(
    works.filter(({ isLatest }) => isLatest),
    AT_ONCE,
    async ({ item, done }) => {
      signal?.throwIfAborted();
      if (done.tag === 'nothing') {
        return { item, inverse: NONE };
      }
      if (done.tag === 'final') {
        return { item, inverse: reasonOnly(item, `not undone: ${done.why}`) };
      }
      const otherwise = reasonToLeave(done, item, owners.get(done.vendorId), run.id);
      if (otherwise !== undefined || opened.tag === 'broken') {
        return {
          item,
          inverse: reasonOnly(
            item,
            otherwise ??
              `not known: the application cannot be asked: ${opened.tag === 'broken' ? printable(opened.why) : ''}`,
          ),
          vendorId: done.vendorId,
        };
      }
      return { item, inverse: await inverseOf(done, opened.instance, signal), vendorId: done.vendorId };
    },
  );
  newest.forEach(({ inverse, vendorId }) => {
    if (vendorId !== undefined && inverse.items.length === 0 && inverse.skips.length > 0) {
      kept.add(vendorId);
    }
  });
  const older = works
    .filter(({ isLatest }) => !isLatest)
    .flatMap(({ item, done }) =>
      done.tag !== 'changed' || opened.tag === 'broken' || kept.has(done.vendorId)
        ? []
        : [{ item, inverse: inverseUnder(done, opened.instance) }],
    );
  const changes = [...newest, ...older].map(({ item, inverse }) => ({ item, inverse }));
  const accounts = works.flatMap(({ done }) => (done.tag === 'changed' ? [done.vendorId] : []));
  const repeated = new Set(accounts.filter((id, index) => accounts.indexOf(id) !== index));
  const items = changes.flatMap(({ item, inverse }) =>
    inverse.items.map((line): Unnumbered => ({
      type: 'item',
      app,
      person: item.person,
      who: item.who,
      reason: 'undo',
      because: [`undo of run ${run.id}`],
      ...line,
      of: { n: item.n, after: item.after },
      ...(repeated.has(line.vendorId ?? '') && item !== works.findLast(isOf(line.vendorId))?.item
        ? { temporary: true as const }
        : {}),
    })),
  );
  const skips = changes.flatMap(({ item, inverse }) =>
    inverse.skips.map((one): SkipLine => ({ type: 'skip', app, person: item.person, who: item.who, ...one })),
  );
  const unknown = read.members.unknown.map(({ group }): SkipLine => ({
    type: 'skip',
    app,
    person: `${GROUP_KEY}${group}`,
    who: group,
    would: 'groups',
    reason: 'not known: the end of an attempt to change the members is not known; look at the group',
  }));
  return {
    ...withMembers(request, app, { items, skips: [...skips, ...unknown] }, members, owners),
    owners,
  };
};

const isOf =
  (vendorId: string | undefined) =>
  ({ done }: { readonly done: { readonly tag: string; readonly vendorId?: string | null } }): boolean =>
    done.tag === 'changed' && done.vendorId === vendorId;

const NONE: Inverse = { items: [], skips: [] };

const endOf = ({ calls }: ItemCalls): string => {
  const last = calls.at(-1);
  return last?.ended?.at ?? last?.begun.at(-1)?.at ?? '';
};

const reasonOnly = ({ op }: ItemCalls, reason: string): Inverse => ({
  items: [],
  skips: [
    {
      would: op === 'create' || op === 'enable' ? 'disable' : op === 'disable' ? 'enable' : 'update',
      reason,
    },
  ],
});

/** Why an account is not even looked at; undefined when it is. */
const reasonToLeave = (
  { activity, isUncertain }: AccountChanged,
  { person }: ItemCalls,
  owner: AccountOwner | undefined,
  run: number,
): string | undefined => {
  if (owner?.person !== undefined && owner.person !== null && owner.person !== person) {
    return `changed since: the account is that of ${printable(owner.person)} now`;
  }
  const disabledBy = owner?.disabledBy ?? null;
  return activity === 'shut' && !isUncertain && disabledBy !== null && disabledBy !== String(run)
    ? `changed since: ${isDisabledByRun({ disabledBy }) ? `run ${disabledBy} has disabled the account again` : 'the account was disabled again, and not by a plan'}`
    : undefined;
};

/** Puts the memberships to the items of their people; who has none gets one. */
const withMembers = (
  { run, people }: UndoRequest,
  app: string,
  { items, skips }: Pick<PlannedApp, 'items' | 'skips'>,
  members: ReadonlyMap<string, MemberChanges>,
  owners: ReadonlyMap<string, AccountOwner>,
): Pick<PlannedApp, 'items' | 'skips'> => {
  const all = [...items];
  const left: SkipLine[] = [];
  for (const [vendorId, { add, remove }] of members) {
    const owner = owners.get(vendorId);
    // Who was taken out and put in again by one run is where they were.
    const groups = {
      add: [...add].filter((group) => !remove.has(group)).sort(byBytes),
      remove: [...remove].filter((group) => !add.has(group)).sort(byBytes),
    };
    const who = owner?.email ?? owner?.username ?? owner?.person ?? vendorId;
    if (groups.add.length + groups.remove.length === 0 || !concerns(people, owner?.person ?? '', who)) {
      continue;
    }
    if (owner?.person === undefined || owner.person === null) {
      left.push({
        type: 'skip',
        app,
        person: vendorId,
        who,
        would: 'groups',
        reason: 'changed since: the account belongs to nobody now, and memberships are those of people',
      });
      continue;
    }
    const at = all.findIndex((item) => item.vendorId === vendorId && item.hold === undefined);
    const item = all[at];
    if (item === undefined) {
      all.push({
        type: 'item',
        app,
        person: owner.person,
        who,
        op: 'groups',
        reason: 'undo',
        because: [`undo of run ${run.id}`],
        vendorId,
        change: {},
        groups,
        post: { active: owner.active },
        requests: groups.add.length + groups.remove.length,
      });
    } else {
      all[at] = { ...item, groups, requests: item.requests + groups.add.length + groups.remove.length };
    }
  }
  return { items: all, skips: [...skips, ...left] };
};

/**
 * Numbers in the order in which the items are carried out. An item that had to wait for another one of the run is undone before it:
 * a name that was freed and taken is given back before it is taken back.
 */
const numbered = (items: readonly Unnumbered[]): readonly ItemLine[] => {
  const numbers = new Map<string, number[]>();
  const keyOf = (app: string, n: number): string => JSON.stringify([app, n]);
  items.forEach(({ app, of }, index) => {
    if (of !== undefined) {
      const key = keyOf(app, of.n);
      numbers.set(key, [...(numbers.get(key) ?? []), index + 1]);
    }
  });
  const waits = new Map<number, number[]>();
  items.forEach(({ app, of }, index) => {
    of?.after
      .flatMap((n) => numbers.get(keyOf(app, n)) ?? [])
      .forEach((n) => waits.set(n, [...(waits.get(n) ?? []), index + 1]));
  });
  return items.map(({ of: _of, ...item }, index) => {
    const after = waits.get(index + 1);
    return { ...item, n: index + 1, ...(after === undefined ? {} : { after }) };
  });
};
