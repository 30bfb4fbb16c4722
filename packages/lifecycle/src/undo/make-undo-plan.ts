import { nextStore } from '../database/store';
import { draftPlan, byBytes } from '../plan/file/plan-draft';
import {
  PLAN_FORMAT,
  type AppCounts,
  type GuardLine,
  type ItemLine,
  type PlanHead,
  type SkipLine,
} from '../plan/file/plan-line';
import { planId } from '../plan/file/plan-id';
import { countLine, countsOf, newSum } from '../plan/guards/app-counts';
import { stoppedApps } from '../plan/guards/guards';
import { recordPlan } from '../plan/recorded-plan';
import { givenUp } from '../plan/person/identifier-change';
import { numbered } from './numbered-items';
import { holdingThoseOut } from './out-since';
import { readRun } from './read-run';
import { planApp, type PlannedApp } from './undo-app';
import { judgeUndo } from './undo-guards';
import type { MadeUndo, UndoRequest } from './undo-request';

/**
 * Plans the way back from what a run did, from the ledger and from what each account is like now: the newest change first. Reads the
 * applications and writes a file; an account that was changed since is named in it and left alone.
 */
export const makeUndoPlan = async (request: UndoRequest): Promise<MadeUndo> => {
  const { database, run, config, made } = request;
  const read = await readRun(request);
  const apps = [...read].sort(([one], [other]) => byBytes(one, other));
  const names = apps.map(([name]) => name);
  const draft = await draftPlan(names, request.place);
  try {
    const planned = new Map<string, PlannedApp>();
    for (const [name, done] of apps) {
      planned.set(name, await planApp(request, name, done));
    }
    const back = [...planned.values()].flatMap((app) => app.items);
    const items = numbered(await holdingThoseOut(database, run.id, back));
    const guards = await judgeUndo(database, items, config.guards, ({ app, vendorId, change }) => {
      const owner = planned.get(app)?.owners.get(vendorId ?? '');
      return owner === undefined ? [] : givenUp(owner, change);
    });
    const stopped = stoppedApps(guards, names);
    const { id: ledger, serial } = await database.transaction(nextStore);
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
    await recordPlan(
      database,
      head,
      { path, sha256 },
      guards.every(({ ok }) => ok),
    );
    return {
      path,
      head,
      guards,
      apps: sums,
      sha256,
      exit: exitOfUndo(guards, items.length, Object.values(sums)),
    };
  } catch (thrown) {
    await draft.withdraw();
    throw thrown;
  } finally {
    await draft.discard();
  }
};

/** Else 0, which says that all is as it was, so it is 1 where something is not and stays so. */
const exitOfUndo = (
  guards: readonly GuardLine[],
  items: number,
  sums: readonly AppCounts[],
): MadeUndo['exit'] => {
  if (guards.some(({ ok }) => !ok)) {
    return 4;
  }
  if (items > 0) {
    return 3;
  }
  return sums.some(({ skipped }) => skipped > 0) ? 1 : 0;
};

const HOUR = 60 * 60 * 1000;

const REMARK =
  'The feed and the rules are what they were: the next plan wants the same again, unless they are corrected first.';

const orderOf = (line: ItemLine | SkipLine): number => (line.type === 'item' ? line.n : Infinity);
