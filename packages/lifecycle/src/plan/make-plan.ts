import { printable, type Instance } from '@iam/core';
import { askPeople, type Unclear } from '../accounts/ask-people';
import { foldAccounts } from '../accounts/fold-accounts';
import { refreshAccounts, type Refreshed } from '../accounts/refresh';
import { refreshGroups } from '../accounts/refresh-groups';
import { instantIn, type Today } from '../calendar/today';
import type { LifecycleConfig } from '../config/lifecycle-config';
import type { Database } from '../database/connect';
import { fetchRows } from '../database/fetch-rows';
import type { Session } from '../database/session';
import { readStore } from '../database/store';
import { lockTransaction } from '../database/work-lock';
import type { Feed } from '../feed/feed-row';
import { appsToPlan, type AppToPlan } from './app-rules';
import { countLine, countsOf, newSum, type AppSum } from './guards/app-counts';
import { findClaims, findPeopleToLookAt, findSharedNames } from './find-people';
import { fatalGuard, judgeGuards, newTally, countError, stoppedApps, type AppTotals } from './guards/guards';
import { collectRecords, keepRecords } from './keep-records';
import { draftPlan, type AppLine, type PlanDraft } from './file/plan-draft';
import { judgeValues, newLostValues, valuesOf } from './guards/lost-values';
import { planId } from './file/plan-id';
import {
  PLAN_FORMAT,
  type AppCounts,
  type FeedValues,
  type GuardLine,
  type PlanHead,
  type UnmanagedLine,
} from './file/plan-line';
import { planPeople } from './plan-people';
import { orderRenames } from './person/renames';
import { sharedNames } from './shared-names';
import { findStoredNames } from './stored-names';
import { stageFeed, type Staged } from './stage-feed';

/** What a plan is made of. */
export interface PlanRequest {
  readonly database: Database;
  readonly config: LifecycleConfig;
  readonly feed: Feed;
  /** By the names that the configuration uses. */
  readonly instances: ReadonlyMap<string, Instance>;
  /** Instances that could not be opened, and why: the plan leaves them out. */
  readonly unopened?: ReadonlyMap<string, string>;
  /** What the decisions hold for. */
  readonly today: Today;
  readonly made: Date;
  readonly madeBy: string;
  /** The version of core. */
  readonly core: string;
  readonly place: { readonly folder: string; readonly out?: string };
  /** Whether the applications are read first; else what is known of them counts. */
  readonly refresh: boolean;
  /** Requests per second of each application, for estimates. */
  readonly rates?: Readonly<Record<string, number>>;
  readonly signal?: AbortSignal;
}

/** A plan that was written. */
export interface MadePlan {
  readonly path: string;
  readonly head: PlanHead;
  readonly guards: readonly GuardLine[];
  readonly apps: Readonly<Record<string, AppCounts>>;
  readonly sha256: string;
  /** People who were looked at. */
  readonly looked: number;
  /** Applications that the plan leaves out, and why. */
  readonly leftOut: Readonly<Record<string, string>>;
  /** 0 nothing to do, 1 an application is left out, 3 changes, 4 stopped by a guard. */
  readonly exit: 0 | 1 | 3 | 4;
}

/**
 * Makes a plan: reads the feed and the applications, decides about everybody who needs a look, judges the guards on the whole of it and
 * writes the file. What is known of people changes only when no guard stopped the plan. Nothing is written to an application.
 */
export const makePlan = async (request: PlanRequest): Promise<MadePlan> => {
  const { config, place } = request;
  const names = config.applications.map(({ instance }) => instance);
  const draft = await draftPlan(names, place);
  try {
    return await request.database.transaction((session) => planIn(session, request, draft));
  } finally {
    await draft.discard();
  }
};

const planIn = async (session: Session, request: PlanRequest, draft: PlanDraft): Promise<MadePlan> => {
  const { config, feed, today, made, instances, unopened = new Map<string, string>() } = request;
  await lockTransaction(session, 'plan', request.madeBy);
  // Sorts and joins of all people; the server's default would put them on the disk many times over.
  await session.execute("set local work_mem = '64MB'");
  // Every row is fetched in the end: a plan that is quick with the first tenth is slow with all. Compiling costs more than it saves.
  await session.execute('set local cursor_tuple_fraction = 1');
  await session.execute('set local jit = off');
  const apps = await appsToPlan(session, config, instances, unopened);
  const tally = newTally(apps.map(({ name }) => name));
  const staged = await stageFeed(session, feed, (line) => {
    countError(tally, line.person ?? `line ${line.line}`);
    return draft.add(line);
  });
  const last = await lastFeed(session);
  const previousRows = last?.rows ?? null;
  const values = valuesOf(staged.summary);
  const lost = newLostValues(last?.values, values);
  const { id: ledger, serial } = await readStore(session);
  const head = (): PlanHead => ({
    type: 'plan',
    format: PLAN_FORMAT,
    id: planId(made),
    made: made.toISOString(),
    madeBy: request.madeBy,
    today: instantIn(today, config.feed.zone).toISOString(),
    feed: {
      uri: staged.summary.uri,
      sha256: staged.summary.sha256,
      rows: staged.summary.rows,
      errors: staged.summary.errors,
      previousRows,
      values,
    },
    config: { sha256: config.hash, core: request.core },
    ledger: { id: ledger, serial },
    expires: new Date(made.getTime() + config.planHours * HOUR).toISOString(),
    refreshed: Object.fromEntries(apps.map(({ name, refreshed }) => [name, refreshed])),
  });
  if (staged.fatal.length > 0) {
    return stoppedByFeed(session, staged, head(), apps, draft);
  }
  for (const text of [...(config.remarks ?? []), ...staged.summary.remarks]) {
    await draft.add({ type: 'remark', text });
  }
  const unclear = await readApplications(session, request, apps);
  await sayWhatWasNotRead(request, apps, draft);
  await foldAccounts(session);
  await findSharedNames(session);
  const latest = today.tag === 'day' ? new Date(instantIn(today, 'UTC').getTime() + HALF_A_DAY) : today.at;
  const everybody = apps.some((app) => app.unsettled);
  const looked = await findPeopleToLookAt(session, { now: latest, everybody });
  await findStoredNames(session, apps);
  await findClaims(session);
  const sums = new Map(apps.map(({ name }) => [name, newSum()]));
  const kept = await collectRecords(session);
  const { taking, giving, lastNumber } = await planPeople(session, {
    config,
    today,
    apps,
    draft,
    tally,
    sums,
    kept,
    unclear,
    lost,
    disputed: await sharedNames(session, config, today),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  });
  await kept.flush();
  let number = lastNumber;
  const later: Record<string, readonly (readonly AppLine[])[]> = {};
  for (const app of apps) {
    const lines = orderRenames(
      taking.get(app.name) ?? [],
      giving.get(app.name) ?? new Map(),
      app.words,
      () => {
        number += 1;
        return number;
      },
    );
    later[app.name] = lines;
    lines.flat().forEach((line) => countLine(sumOf(sums, app.name), line));
  }
  await addUnmanaged(session, apps, draft, sums);
  const totals = await totalsOf(session, apps);
  const guards = [
    ...judgeValues(lost, config.guards.values),
    ...judgeGuards(tally, { ...totals, rows: staged.summary.rows, previousRows }, config.guards),
  ];
  const stopped = stoppedApps(
    guards,
    apps.map(({ name }) => name),
  );
  const counts = Object.fromEntries(
    apps.map(({ name }) => [name, countsOf(sumOf(sums, name), stopped.has(name), request.rates?.[name])]),
  );
  const plan = head();
  const written = await draft.finish({ head: plan, guards, sums: counts, later });
  const isStopped = guards.some(({ ok }) => !ok);
  await recordPlan(session, plan, written, !isStopped);
  if (!isStopped) {
    await keepRecords(session);
    await keepApplications(session, apps, sums, totals.apps, config, made);
  }
  const leftOut = Object.fromEntries(
    apps.flatMap(({ name, leftOut: why }) => (why === undefined ? [] : [[name, why]])),
  );
  return {
    path: written.path,
    head: plan,
    guards,
    apps: counts,
    sha256: written.sha256,
    looked,
    leftOut,
    exit: isStopped
      ? 4
      : Object.keys(leftOut).length > 0
        ? 1
        : Object.values(counts).some(({ ops }) => Object.keys(ops).length > 0)
          ? 3
          : 0,
  };
};

const HOUR = 60 * 60 * 1000;
const HALF_A_DAY = 12 * HOUR;

const sumOf = (sums: ReadonlyMap<string, AppSum>, app: string): AppSum => sums.get(app) ?? newSum();

/** A feed that cannot be used: a plan of its head and its guards, so that it can be seen why. */
const stoppedByFeed = async (
  session: Session,
  staged: Staged,
  head: PlanHead,
  apps: readonly AppToPlan[],
  draft: PlanDraft,
): Promise<MadePlan> => {
  const guards = staged.fatal.map(fatalGuard);
  const counts = Object.fromEntries(apps.map(({ name }) => [name, countsOf(newSum(), true)]));
  const written = await draft.finish({ head, guards, sums: counts, headOnly: true });
  await recordPlan(session, head, written, false);
  return {
    path: written.path,
    head,
    guards,
    apps: counts,
    sha256: written.sha256,
    looked: 0,
    leftOut: {},
    exit: 4,
  };
};

/** Reads the applications: those that list at the same time, the others one after the other. */
const readApplications = async (
  session: Session,
  request: PlanRequest,
  apps: readonly AppToPlan[],
): Promise<ReadonlyMap<string, Unclear>> => {
  const { database, refresh, made, signal } = request;
  const unclear = new Map<string, Unclear>();
  if (!refresh) {
    return unclear;
  }
  const abort = signal === undefined ? {} : { signal };
  const take = (app: AppToPlan, result: Refreshed): void => {
    if (result.tag === 'failed') {
      app.leftOut = result.why;
    } else {
      app.refreshed = result.at;
    }
  };
  const listing = apps.filter(({ instance }) => instance?.lists.includes('users') === true);
  for (let first = 0; first < listing.length; first += APPS_AT_ONCE) {
    await Promise.all(
      listing.slice(first, first + APPS_AT_ONCE).map(async (app) => {
        if (app.instance !== undefined) {
          const inputs = { database, app: app.name, instance: app.instance, ...abort };
          take(app, await refreshAccounts({ ...inputs, at: made }));
        }
      }),
    );
  }
  // Each takes over what it read in a transaction of its own; what is asked person by person does so in the plan's, and comes last,
  // because the others would wait for it.
  for (const app of apps) {
    await readGroups(app, request);
  }
  for (const app of apps) {
    const { instance, name } = app;
    if (instance !== undefined && app.leftOut === undefined && !listing.includes(app)) {
      const asked = await askPeople(session, { app: name, instance, at: made, ...abort });
      take(app, asked);
      unclear.set(name, asked.unclear);
    }
  }
  return unclear;
};

const readGroups = async (app: AppToPlan, { database, config, signal }: PlanRequest): Promise<void> => {
  const { instance, name, leftOut } = app;
  const rules = config.applications.find((one) => one.instance === name)?.groups ?? [];
  if (instance === undefined || rules.length === 0 || leftOut !== undefined) {
    return;
  }
  const groups = await refreshGroups({
    database,
    app: name,
    instance,
    names: [...new Set(rules.map((rule) => rule.name))],
    ...(signal === undefined ? {} : { signal }),
  });
  if (groups.tag === 'failed') {
    app.leftOut = groups.why;
    return;
  }
  const lacking = groups.missing.filter((group) => !rules.some((rule) => rule.name === group && rule.create));
  [...lacking, ...groups.ambiguous].forEach((group) => app.noGroups.add(group));
};

const APPS_AT_ONCE = 4;

const sayWhatWasNotRead = async (
  { refresh }: PlanRequest,
  apps: readonly AppToPlan[],
  draft: PlanDraft,
): Promise<void> => {
  for (const { name, instance, leftOut, refreshed, noGroups } of apps) {
    const say = (text: string) => draft.app(name).add({ type: 'remark', app: name, text });
    if (leftOut !== undefined) {
      await say(`${printable(name)} is left out of this plan: ${leftOut}`);
    } else if (!refresh) {
      await say(
        refreshed === null
          ? `${printable(name)} was never read: what is there already is not known.`
          : `${printable(name)} was not read; what is known of it is from ${refreshed}.`,
      );
    } else if (instance?.lists.includes('users') === false) {
      await say(
        `${printable(name)} does not list its users: it was asked for every person of the feed, and accounts of nobody are not known.`,
      );
    }
    for (const group of noGroups) {
      await say(
        `There is no group ${JSON.stringify(group)} in ${printable(name)}, or several of that name: its rule does nothing. Make it, or set "create": true.`,
      );
    }
  }
};

/** The feed of the last plan that counts. */
interface LastFeed {
  readonly rows: number;
  readonly values: FeedValues | undefined;
}

const lastFeed = async (session: Session): Promise<LastFeed | undefined> => {
  const [row] = await session.query<LastFeed>(
    // A plan that a guard stopped counts once a person allowed what it says and it was applied.
    `select (head -> 'feed' ->> 'rows')::int as rows, head -> 'feed' -> 'values' as values from iam.plan p
     where (allowed or exists (select from iam.run r where r.plan_id = p.id)) and not p.head ? 'undoOf'
     order by made desc, id desc limit 1`,
  );
  return row === undefined ? undefined : { rows: row.rows, values: row.values ?? undefined };
};

/** Accounts that no person of the feed has, and that fit none. */
const addUnmanaged = async (
  session: Session,
  apps: readonly AppToPlan[],
  draft: PlanDraft,
  sums: ReadonlyMap<string, AppSum>,
): Promise<void> => {
  const rows = fetchRows<Omit<UnmanagedLine, 'type' | 'vendorId'> & { readonly vendor_id: string }>(
    session,
    `select a.app, a.vendor_id, a.username, a.email, a.active from iam.account a
     where a.person is null and a.gone_at is null and a.app = any($1)
       and not exists (select from claim c where c.app = a.app and c.vendor_id = a.vendor_id)
     order by a.app, a.vendor_id`,
    [apps.filter(({ leftOut }) => leftOut === undefined).map(({ name }) => name)],
  );
  for await (const { app, vendor_id, username, email, active } of rows) {
    const line: UnmanagedLine = { type: 'unmanaged', app, vendorId: vendor_id, username, email, active };
    countLine(sumOf(sums, app), line);
    await draft.app(app).add(line);
  }
};

const totalsOf = async (
  session: Session,
  apps: readonly AppToPlan[],
): Promise<{ readonly people: number; readonly apps: Readonly<Record<string, AppTotals>> }> => {
  const [people] = await session.query<{ readonly known: number; readonly rows: number }>(
    `select (select count(*)::int from iam.person where state in ('active', 'leave', 'missing')) as known,
       (select count(*)::int from stage) as rows`,
  );
  const accounts = await session.query<{ readonly app: string; readonly count: number }>(
    `select a.app, count(*)::int as count from iam.account a
     where a.gone_at is null
       and (a.person is not null or exists (select from claim c where c.app = a.app and c.vendor_id = a.vendor_id))
     group by a.app`,
  );
  const members = await session.query<{
    readonly app: string;
    readonly group_name: string;
    readonly count: number;
  }>(`select m.app, m.group_name, count(*)::int as count from iam.membership m group by m.app, m.group_name`);
  const known = people?.known ?? 0;
  return {
    people: known === 0 ? (people?.rows ?? 0) : known,
    apps: Object.fromEntries(
      apps.map(({ name, complete }) => [
        name,
        {
          accounts: accounts.find(({ app }) => app === name)?.count ?? 0,
          complete,
          members: Object.fromEntries(
            members.filter(({ app }) => app === name).map(({ group_name, count }) => [group_name, count]),
          ),
        },
      ]),
    ),
  };
};

const recordPlan = async (
  session: Session,
  head: PlanHead,
  { path, sha256 }: { readonly path: string; readonly sha256: string },
  allowed: boolean,
): Promise<void> => {
  await session.execute(
    `insert into iam.plan (id, made, sha256, file, head, allowed) values ($1, $2, $3, $4, $5, $6)`,
    [head.id, head.made, sha256, path, JSON.stringify(head), allowed],
  );
};

/** From the first plan on that has no more to make than a guard would let through, creations are judged. */
const keepApplications = async (
  session: Session,
  apps: readonly AppToPlan[],
  sums: ReadonlyMap<string, AppSum>,
  totals: Readonly<Record<string, AppTotals>>,
  config: LifecycleConfig,
  made: Date,
): Promise<void> => {
  const { percent, floor } = config.guards.creations;
  for (const { name, rulesHash, leftOut } of apps) {
    if (leftOut !== undefined) {
      continue;
    }
    const accounts = totals[name]?.accounts ?? 0;
    const isComplete =
      accounts > 0 && sumOf(sums, name).creations <= Math.max(floor, (accounts * percent) / 100);
    await session.execute(
      `insert into iam.application as a (name, rules_hash, complete_since) values ($1, $2, $3)
       on conflict (name) do update set rules_hash = excluded.rules_hash,
         complete_since = coalesce(a.complete_since, excluded.complete_since)`,
      [name, Buffer.from(rulesHash, 'utf8'), isComplete ? made : null],
    );
  }
};
