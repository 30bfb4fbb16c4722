import { progressOf } from '../apply/progress';
import { allRuns, cancelRun, resumeRun, retryRefusal, retryRun, runById, type Run } from '../apply/run-state';
import { failedItems } from '../apply/run-items';
import { whileApplying } from '../apply/while-applying';
import { workOnRun } from '../apply/work-on-run';
import type { Database } from '../database/connect';
import { underLock } from '../database/work-lock';
import { runsText, runText } from '../screen/runs';
import { withWork } from './apply-command';
import type { CommandContext, ExitCode } from './command-context';
import { noSuchRun, runNumber } from './run-number';
import { withDatabase } from './with-database';

/** `iam runs`: the last runs, the newest first. */
export const listRuns = (context: CommandContext): Promise<ExitCode> =>
  withDatabase(context, async (database): Promise<ExitCode> => {
    const runs = await Promise.all(
      (await allRuns(database)).map(async (run) => ({ run, progress: await progressOf(database, run.id) })),
    );
    context.out(context.format === 'json' ? jsonLines(runs) : `${runsText(runs)}\n`);
    return 0;
  });

/** `iam runs show N` */
export const showRun = (text: string) => (context: CommandContext) =>
  withRun(context, text, (database, run) => show(context, database, run));

/** `iam runs resume N`: goes on with a run; what was paused is asked again. */
export const resume = (text: string) => (context: CommandContext) =>
  withRun(context, text, async (database, run) => {
    if (run.state === 'done' || run.state === 'cancelled') {
      context.out(`Run ${run.id} is ${run.state === 'done' ? 'over' : 'cancelled'}; nothing was sent.\n`);
      return run.state === 'done' ? 0 : 1;
    }
    return goOn(context, database, run);
  });

/** `iam runs retry N`: tries again what failed or was stale. */
export const retry = (text: string) => (context: CommandContext) =>
  withRun(context, text, async (database, run) => {
    if (run.state === 'cancelled') {
      context.err(`Run ${run.id} was cancelled. Plan again.\n`);
      return 1;
    }
    const refused = await retryRefusal(database, run.id, new Date());
    if (refused !== undefined) {
      context.err(
        refused.tag === 'expired'
          ? `Run ${run.id} is of a plan that was good until ${refused.at}: people and accounts may have changed since. Plan again.\n`
          : `Run ${run.id} is of an older plan than run ${refused.run.id}, which may have decided otherwise. Nothing was sent; plan again.\n`,
      );
      return 4;
    }
    if ((await retryRun(database, run.id)) === 0) {
      context.out(`Nothing of run ${run.id} failed; nothing was sent.\n`);
      return 0;
    }
    return goOn(context, database, run);
  });

/** `iam runs cancel N`: what is not done stays undone. */
export const cancel = (text: string) => (context: CommandContext) =>
  withRun(context, text, async (database, run) => {
    if (run.state === 'done' || run.state === 'cancelled') {
      context.out(`Run ${run.id} is ${run.state === 'done' ? 'over' : 'cancelled'} already.\n`);
      return run.state === 'done' ? 1 : 0;
    }
    const left = await underLock(database, 'use', context.user, () =>
      cancelRun(database, run.id, context.user),
    );
    context.out(
      `Run ${run.id} is cancelled: ${left} items were not done and will not be. What was done stays; iam undo ${run.id} plans its undoing.\n`,
    );
    return 0;
  });

const goOn = async (context: CommandContext, database: Database, run: Run): Promise<ExitCode> => {
  await withWork(context, database, (means) =>
    whileApplying(means, async (own) => {
      await resumeRun(database, run.id);
      await workOnRun(run.id, own);
    }),
  );
  const now = (await runById(database, run.id)) ?? run;
  await show(context, database, now);
  const { apps } = await progressOf(database, run.id);
  return now.state === 'done' && apps.every(({ failed, stale }) => failed + stale === 0) ? 0 : 1;
};

const show = async (context: CommandContext, database: Database, run: Run): Promise<ExitCode> => {
  const shown = {
    run,
    progress: await progressOf(database, run.id),
    failed: await failedItems(database, run.id),
  };
  context.out(context.format === 'json' ? jsonLines([shown]) : `${runText(shown)}\n`);
  return 0;
};

const withRun = (
  context: CommandContext,
  text: string,
  work: (database: Database, run: Run) => Promise<ExitCode>,
): Promise<ExitCode> => {
  const id = runNumber(text);
  return withDatabase(context, async (database) => {
    const run = await runById(database, id);
    if (run === undefined) {
      throw noSuchRun(id);
    }
    return work(database, run);
  });
};

const jsonLines = (values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');
