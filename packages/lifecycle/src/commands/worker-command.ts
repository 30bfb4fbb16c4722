import { mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { systemClock } from '@iam/core';
import type { Progress } from '../apply/run/progress';
import type { LifecycleConfig } from '../config/lifecycle-config';
import type { Database } from '../database/connect';
import { openDatabase } from '../database/open-database';
import { makePlan } from '../plan/make-plan';
import { runLine, type ProgressScreen } from '../screen/apply-progress';
import { createNotifier, notifyProblem } from '../worker/notifier';
import { work } from '../worker/worker';
import { workerLog, type WorkerEvent } from '../worker/worker-event';
import type { WorkerMeans } from '../worker/worker-means';
import { withWork } from './apply-command';
import { WrongCall, type CommandContext, type ExitCode } from './command-context';
import { feedOf } from './feed-command';
import { openApplications } from './open-applications';
import { lifecycleOf } from './with-config';

/**
 * `iam worker [--once]`: works on runs and makes plans at their times until it is told to end, which is exit code 0. Of one round: 1
 * something could not be done, 4 a guard stopped the plan.
 */
export const workerCommand =
  ({ once = false }: { readonly once?: boolean } = {}) =>
  async (context: CommandContext): Promise<ExitCode> => {
    const config = lifecycleOf(context);
    refuseWhatCannotGoWell(config, context);
    const log = workerLog(context, systemClock.date);
    const { folder, env, abort, signal } = context;
    const notifier = createNotifier({
      config: config.notify,
      folder,
      env,
      sleep: systemClock.sleep,
      log,
      abort,
    });
    const actor = context.user;
    const name = `${hostname()}/${process.pid}`;
    log({ event: 'started', text: `Works as ${actor} (${name}).` });
    try {
      const exit = await work({
        config,
        openDatabase: () => openDatabase({ env, onNotice: (text) => log({ event: 'database', text }) }),
        plan: planWith(context, config),
        withWork: (database, use) => withWork(context, database, use, loggedProgress(log)),
        timeOf: databaseTime,
        clock: systemClock,
        log,
        tell: notifier.tell,
        name,
        actor,
        signal,
        once,
      });
      log({ event: 'ended', text: 'Ended.' });
      return exit;
    } finally {
      await notifier.settled();
    }
  };

/** What would fail every time is said at once. */
const refuseWhatCannotGoWell = (
  { schedule, feed, notify }: LifecycleConfig,
  context: CommandContext,
): void => {
  const problem = notifyProblem(notify, context);
  const problems = [
    ...(schedule !== undefined && feed.from.tag === 'stdin'
      ? [
          'lifecycle.feed.from is standard input, which ends; name a file or an address for plans at their times.',
        ]
      : []),
    ...(problem === undefined ? [] : [`${problem}.`]),
  ];
  if (problems.length > 0) {
    throw new WrongCall(problems);
  }
};

const planWith =
  (context: CommandContext, config: LifecycleConfig): WorkerMeans['plan'] =>
  async (database, made, signal) => {
    const folder = resolve(context.folder, config.schedule?.folder ?? '.');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return makePlan({
      database,
      config,
      feed: feedOf(config.feed, undefined, { ...context, signal }),
      ...(await openApplications(context, config)),
      today: { tag: 'instant', at: made },
      made,
      madeBy: context.user,
      core: context.core,
      place: { folder },
      refresh: true,
      signal,
    });
  };

const databaseTime = async (database: Database): Promise<Date> => {
  const [row] = await database.query<{ readonly now: Date }>('select clock_timestamp() as now');
  return row?.now ?? systemClock.date();
};

const PROGRESS_MS = 60_000;

/** How far a run is, once a minute; the same trouble of the queue once in a row. */
const loggedProgress = (log: (event: WorkerEvent) => void): ProgressScreen => {
  let last = systemClock.now();
  let noted = '';
  return {
    show: (progress: Progress) => {
      if (systemClock.now() - last >= PROGRESS_MS) {
        last = systemClock.now();
        log({ event: 'progress', run: progress.run, text: runLine(progress, 0) });
      }
    },
    note: (text) => {
      if (text !== noted) {
        noted = text;
        log({ event: 'queue', text });
      }
    },
    end: () => undefined,
  };
};
