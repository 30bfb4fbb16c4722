import { foldAccounts } from '../accounts/fold-accounts';
import { instantIn } from '../calendar/today';
import type { Session } from '../database/session';
import { nextStore } from '../database/store';
import { lockTransaction } from '../database/work-lock';
import { appsToPlan, isUnsettled, type AppToPlan } from './app-rules';
import { draftPlan, type AppLine, type PlanDraft } from './file/plan-draft';
import { planId } from './file/plan-id';
import { PLAN_FORMAT, type PlanHead } from './file/plan-line';
import { findClaims, findPeopleToLookAt, findSharedNames } from './find-people';
import { goneColumns } from './gone-columns';
import { countLine, countsOf, newSum, sumOf } from './guards/app-counts';
import { countError, fatalGuard, judgeGuards, newTally, stoppedApps } from './guards/guards';
import { judgeValues, newLostValues, valuesOf } from './guards/lost-values';
import { collectRecords } from './keep-records';
import { orderRenames } from './person/renames';
import { planPeople } from './plan-people';
import { exitOfPlan } from './plan-exit';
import type { MadePlan, PlanRequest } from './plan-request';
import { totalsOf } from './plan-totals';
import { readApplications, sayWhatWasNotRead } from './read-applications';
import { keepApplications, lastFeed, recordPlan } from './recorded-plan';
import { sharedNames } from './shared-names';
import type { FeedError } from '../feed/feed-row';
import { takeUnfinishedCreates } from './unfinished-creates';
import { takeUnfinishedWrites } from './unfinished-writes';
import { findUndecided } from './undecided-people';
import { stageFeed } from './stage-feed';
import { findStoredNames } from './stored-names';
import { addUnmanaged } from './unmanaged-accounts';

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
  } catch (thrown) {
    // The database knows no such plan.
    await draft.withdraw();
    throw thrown;
  } finally {
    await draft.discard();
  }
};

const planIn = async (session: Session, request: PlanRequest, draft: PlanDraft): Promise<MadePlan> => {
  const { config, feed, today, made, instances, unopened = new Map<string, string>(), onStep } = request;
  await lockTransaction(session, 'plan', request.madeBy);
  // Sorts and joins of all people; the server's default would put them on the disk many times over.
  await session.execute("set local work_mem = '64MB'");
  // Every row is fetched in the end: a plan that is quick with the first tenth is slow with all. Compiling costs more than it saves.
  await session.execute('set local cursor_tuple_fraction = 1');
  await session.execute('set local jit = off');
  // The tables were written or read a moment ago. At the price of a disk with a moving head, a few thousand people are found by reading a
  // million rows.
  await session.execute('set local random_page_cost = 1.1');
  const apps = await appsToPlan(session, config, instances, unopened);
  const tally = newTally(apps.map(({ name }) => name));
  const unread: FeedError[] = [];
  const staged = await stageFeed(
    session,
    feed,
    (line, row) => {
      unread.push(row);
      countError(tally, line.person ?? `line ${line.line}`);
      return draft.add(line);
    },
    (rows) => onStep?.({ tag: 'feed', rows }),
  );
  const last = await lastFeed(session);
  const previousRows = last?.rows ?? null;
  const values = valuesOf(staged.summary);
  const lost = newLostValues(last?.values, values);
  // Over a connection of its own: the begin of a run and a link raise the serial too, and must not wait for the end of this plan.
  const { id: ledger, serial } = await request.database.transaction(nextStore);
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
  const fatal = staged.fatal.length > 0 ? staged.fatal : goneColumns(staged.summary, last?.values, config);
  if (fatal.length > 0) {
    return stoppedByFeed(session, fatal, head(), apps, draft);
  }
  const { remarks: ofRules = [] } = config;
  for (const text of [...ofRules, ...staged.summary.remarks]) {
    await draft.add({ type: 'remark', text });
  }
  const unclear = await readApplications(session, request, apps, staged.summary.rows);
  const notRead = await sayWhatWasNotRead(request, apps, draft);
  await foldAccounts(session);
  await findSharedNames(session, staged.hasUserNames);
  const latest = today.tag === 'day' ? new Date(instantIn(today, 'UTC').getTime() + HALF_A_DAY) : today.at;
  const everybody = apps.some((app) => isUnsettled(app, request.refresh));
  const looked = await findPeopleToLookAt(session, { now: latest, everybody });
  await findStoredNames(session, apps);
  await findClaims(session);
  await takeUnfinishedCreates(session);
  await takeUnfinishedWrites(session);
  await findUndecided(session, unread);
  const totals = await totalsOf(session, apps);
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
    onPeople: (done) => onStep?.({ tag: 'people', done, of: looked }),
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
  const isStopped = guards.some(({ ok }) => !ok);
  const written = await together(
    draft.finish({ head: plan, guards, sums: counts, later }),
    isStopped ? kept.forget() : kept.keep(),
  );
  await recordPlan(session, plan, written, !isStopped);
  if (!isStopped) {
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
    remarks: [...ofRules, ...notRead],
    leftOut,
    exit: exitOfPlan({ guards, leftOut, apps: counts, head: plan }),
  };
};

/** Two that do not touch each other, the file and the server. Fails when one of them does, and not before both are over. */
const together = async <A>(one: Promise<A>, other: Promise<void>): Promise<A> => {
  const [, second] = await Promise.allSettled([one, other]);
  const first = await one;
  if (second.status === 'rejected') {
    throw second.reason;
  }
  return first;
};

const HOUR = 60 * 60 * 1000;
const HALF_A_DAY = 12 * HOUR;

/** A feed that cannot be used: a plan of its head and its guards, so that it can be seen why. */
const stoppedByFeed = async (
  session: Session,
  fatal: readonly string[],
  head: PlanHead,
  apps: readonly AppToPlan[],
  draft: PlanDraft,
): Promise<MadePlan> => {
  const guards = fatal.map(fatalGuard);
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
    remarks: [],
    leftOut: {},
    exit: 4,
  };
};
