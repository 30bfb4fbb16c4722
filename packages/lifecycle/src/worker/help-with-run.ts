import { printable } from '@iam/core';
import { isOver, progressOf, type Progress } from '../apply/run/progress';
import { closeRun, openRun, runById, type Run } from '../apply/run/run-state';
import { whileApplying } from '../apply/run/while-applying';
import { workOnRun, type WorkMeans } from '../apply/run/work-on-run';
import type { Database } from '../database/connect';
import { leavingForNextPlan } from './leave-for-next-plan';
import { runNotification, runWords } from './notification';
import { takeEndedRuns, takePausedChanges, type Paused } from './schedule-state';
import type { WorkerMeans } from './worker-means';

/** Works on the run that is under way, whichever process began it; nothing where there is none, or where all that is left is paused. */
export const helpWithRun = async (database: Database, means: WorkerMeans): Promise<void> => {
  const run = await openRun(database);
  if (run?.state !== 'applying') {
    return;
  }
  if (isOver(await progressOf(database, run.id))) {
    // The worker that did the last item may have died before it recorded that.
    await closeRun(database, run.id);
    return;
  }
  means.log({
    event: 'run',
    run: run.id,
    plan: run.planId,
    text: `Works on run ${run.id}, which ${printable(run.startedBy)} began.`,
  });
  await means.withWork(database, (work) =>
    whileApplying(work, (own) => workOnRun(run.id, asWorker(database, means, own))),
  );
  await afterWork(database, run, means);
};

/** Says what became of a run that this worker worked on. */
export const afterWork = async (database: Database, run: Run, means: WorkerMeans): Promise<void> => {
  const progress = await progressOf(database, run.id);
  await tellPauses(database, progress, means);
  const state = (await runById(database, run.id))?.state;
  if (state !== 'done') {
    means.log({
      event: 'run-left',
      run: run.id,
      plan: run.planId,
      text: `Run ${run.id} is ${state === 'cancelled' ? 'cancelled' : 'not over'}: ${runWords(progress.apps)}.`,
    });
  }
  await tellEndedRuns(database, means);
};

/** Sends notices of runs that are over, whichever worker worked on them; one notice per run. */
export const tellEndedRuns = async (database: Database, { log, tell, clock }: WorkerMeans): Promise<void> => {
  for (const id of await takeEndedRuns(database)) {
    const run = await runById(database, id);
    if (run !== undefined) {
      const notification = runNotification(run, await progressOf(database, id), clock.date());
      log({ event: 'applied', run: id, plan: run.planId, text: notification.text });
      tell(notification);
    }
  }
};

/** A run as a worker works on it: tells of applications that are paused, and leaves when only vain attempts are left. */
export const asWorker = (database: Database, means: WorkerMeans, work: WorkMeans): WorkMeans =>
  leavingForNextPlan(database, means, {
    ...work,
    onProgress: withPauses(database, means, work.onProgress),
  });

/** A run may go on for hours beside an application that is paused: it is told when it happens. */
const withPauses = (
  database: Database,
  means: WorkerMeans,
  onProgress: (progress: Progress) => void,
): ((progress: Progress) => void) => {
  const seen = new Set<string>();
  return (progress) => {
    onProgress(progress);
    const fresh = pausedIn(progress).filter(({ app }) => !seen.has(app));
    if (fresh.length > 0) {
      fresh.forEach(({ app }) => seen.add(app));
      // Told at the end of the work when it cannot be told now.
      tellChanges(database, 'writes', [], nowOf(fresh), means).catch(() => undefined);
    }
  };
};

const tellPauses = (database: Database, progress: Progress, means: WorkerMeans): Promise<void> =>
  tellChanges(
    database,
    'writes',
    progress.apps.map(({ app }) => app),
    nowOf(pausedIn(progress)),
    means,
  );

const pausedIn = ({ apps }: Progress) => apps.filter(({ open, paused }) => open > 0 && paused !== null);

const nowOf = (apps: Progress['apps']): Paused =>
  Object.fromEntries(apps.map(({ app, paused }) => [app, paused ?? '']));

/** Tells once when an application takes no writes, or cannot be read, and once when it is well again. */
export const tellChanges = async (
  database: Database,
  what: 'reads' | 'writes',
  looked: readonly string[],
  now: Paused,
  { log, tell, clock }: WorkerMeans,
): Promise<void> => {
  const key = (app: string): string => `${what} ${app}`;
  const appOf = (name: string): string => name.slice(what.length + 1);
  const changes = await takePausedChanges(
    database,
    looked.map(key),
    Object.fromEntries(Object.entries(now).map(([app, why]) => [key(app), why])),
  );
  const say = (event: 'paused' | 'resumed', application: string, text: string): void => {
    log({ event, app: application, text });
    tell({ event, at: clock.date().toISOString(), text, application });
  };
  for (const [name, why] of Object.entries(changes.paused)) {
    say('paused', appOf(name), `${printable(appOf(name))} ${PAUSED[what]}: ${why}`);
  }
  for (const name of changes.resumed) {
    say('resumed', appOf(name), `${printable(appOf(name))} ${RESUMED[what]}.`);
  }
};

const PAUSED = { reads: 'is left out of plans', writes: 'is paused, and the others go on' } as const;
const RESUMED = { reads: 'is part of plans again', writes: 'is not paused any more' } as const;
