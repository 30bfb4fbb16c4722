import { basename } from 'node:path';
import type { Database } from '../database/connect';
import { refuseMoved } from '../database/moved-away';
import { codeOf, DatabaseError, isPassing, messageOf } from '../database/database-error';
import { applyUnattended } from './apply-unattended';
import { keepHeartbeat } from './heartbeat';
import { helpWithRun, tellChanges, tellEndedRuns } from './help-with-run';
import { guardWords, planNotification } from './notification';
import { keepRetention } from './retention';
import { makeScheduledPlan } from './scheduled-plan';
import { courseOf } from './unattended';
import type { MadePlan } from '../plan/plan-request';
import { nothingToDo } from '../screen/nothing-to-do';
import type { WorkerMeans } from './worker-means';

/** 0 all is well, 1 something could not be done, 4 a guard stopped the plan; of one round, or 0 when a worker was told to end. */
export type WorkerExit = 0 | 1 | 4;

/** How often a worker looks for a run to join. */
const LOOK_MS = 5_000;
/** After something that did not go well: the first pause, and the longest. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Works on runs, makes plans at their times and applies those that need no person, together with any number of other workers upon the same
 * database, until the signal. A database that is away is waited for. With `once` it does one round, and rejects where it cannot.
 */
export const work = async (means: WorkerMeans): Promise<WorkerExit> => {
  const { signal, clock, log, once } = means;
  const forget = keepRetention(means);
  let trouble: Trouble | undefined;
  while (!signal.aborted) {
    try {
      return await withDatabase(means, async (database) => {
        for (;;) {
          const round = await oneRound(database, means);
          await forget(database);
          if (trouble !== undefined) {
            log({
              event: 'well-again',
              text: `${trouble.isDatabase ? 'The database is back' : 'It goes well again'}.`,
            });
            trouble = undefined;
          }
          if (once || signal.aborted) {
            return once ? round.exit : 0;
          }
          await clock.sleep(pauseFor(round.inMs), signal).catch(() => undefined);
          if (signal.aborted) {
            return 0;
          }
        }
      });
    } catch (thrown) {
      if (signal.aborted) {
        break;
      }
      if (once) {
        throw thrown;
      }
      trouble = said(thrown, trouble, means);
      await clock.sleep(trouble.pauseMs, signal).catch(() => undefined);
    }
  }
  return 0;
};

interface Trouble {
  readonly text: string;
  readonly isDatabase: boolean;
  readonly pauseMs: number;
}

/** The database or its user is not there (classes of SQLSTATE), as while it is moved or restored. */
const isNotLetIn = (thrown: unknown): boolean => /^(3D|28)/.test(codeOf(thrown) ?? '');

/** The same trouble is said once, however often it is met. */
const said = (thrown: unknown, before: Trouble | undefined, { log }: WorkerMeans): Trouble => {
  const isDatabase = thrown instanceof DatabaseError || isPassing(thrown) || isNotLetIn(thrown);
  const text = messageOf(thrown);
  if (before === undefined || before.isDatabase !== isDatabase || (!isDatabase && before.text !== text)) {
    log({
      event: isDatabase ? 'database-away' : 'trouble',
      text: isDatabase
        ? `The database cannot be used, and is waited for: ${text}`
        : `This could not be done, and is tried again: ${text}`,
    });
  }
  return {
    text,
    isDatabase,
    pauseMs: before === undefined ? FIRST_PAUSE_MS : Math.min(LONGEST_PAUSE_MS, before.pauseMs * 2),
  };
};

const withDatabase = async <A>(
  { openDatabase, name, actor }: WorkerMeans,
  use: (database: Database) => Promise<A>,
): Promise<A> => {
  const database = await openDatabase();
  try {
    const heartbeat = await keepHeartbeat(database, { name, actor });
    try {
      return await use(database);
    } finally {
      await heartbeat.stop();
    }
  } finally {
    await database.close();
  }
};

/** A worker looks again after a while, and not later than the next plan is due. */
const pauseFor = (inMs: number | undefined): number => Math.min(LOOK_MS, inMs ?? LOOK_MS);

interface Round {
  readonly exit: WorkerExit;
  /** In how many milliseconds the next plan is due, as far as it is known. */
  readonly inMs: number | undefined;
}

const oneRound = async (database: Database, means: WorkerMeans): Promise<Round> => {
  const { signal, log, tell, clock } = means;
  // It was open before the state was moved away.
  await refuseMoved(database);
  await tellEndedRuns(database, means);
  await helpWithRun(database, means);
  if (signal.aborted) {
    return { exit: 0, inMs: undefined };
  }
  const scheduled = await makeScheduledPlan(database, means);
  switch (scheduled.tag) {
    case 'none':
      return { exit: 0, inMs: scheduled.inMs };
    case 'failed': {
      const text = `No plan could be made: ${scheduled.why}`;
      log({ event: 'plan-failed', text });
      tell({ event: 'plan-failed', at: clock.date().toISOString(), text });
      return { exit: 1, inMs: undefined };
    }
    case 'made':
      return { exit: await follow(database, scheduled.plan, means), inMs: undefined };
  }
};

/** What a plan leads to. */
const follow = async (database: Database, plan: MadePlan, means: WorkerMeans): Promise<WorkerExit> => {
  const { config, log, tell, clock } = means;
  const file = basename(plan.path);
  const here = { plan: plan.head.id };
  if (!plan.guards.some(({ ok, rule }) => rule === 'feed' && !ok)) {
    // Otherwise no application was read.
    await tellChanges(database, 'reads', Object.keys(plan.apps), plan.leftOut, means);
  }
  const people = config.notify?.people === true;
  switch (courseOf(plan, config)) {
    case 'nothing':
      log({ ...here, event: 'plan', text: nothingToDo(plan, file) });
      return plan.exit === 1 ? 1 : 0;
    case 'stopped': {
      const why = plan.guards.filter(({ ok }) => !ok).map(guardWords);
      log({
        ...here,
        event: 'plan-stopped',
        text: `${file} is stopped, and nothing of it is applied: ${why.join('; ')}. Why, and who: iam show ${file}.`,
      });
      tell(planNotification('plan-stopped', plan, clock.date(), people));
      return 4;
    }
    case 'wait':
      log({ ...here, event: 'plan-ready', text: `${file} waits for a person: iam show ${file}.` });
      tell(planNotification('plan-ready', plan, clock.date(), people));
      return 0;
    case 'apply': {
      const applied = await applyUnattended(database, plan, means);
      if (applied.tag === 'applied') {
        return applied.isWhole ? 0 : 1;
      }
      const text = `${file} was not applied: ${applied.why}`;
      log({ ...here, event: 'not-applied', text });
      tell({
        event: 'not-applied',
        at: clock.date().toISOString(),
        text,
        plan: { id: plan.head.id, file, exit: plan.exit },
        applications: plan.apps,
      });
      return 1;
    }
  }
};
