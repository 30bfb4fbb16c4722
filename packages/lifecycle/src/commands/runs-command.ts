import { progressOf } from '../apply/run/progress';
import {
  allRuns,
  cancelRun,
  resumeRun,
  retryRefusal,
  retryRun,
  runById,
  type Run,
} from '../apply/run/run-state';
import { failedItems } from '../apply/run/run-items';
import { temporaryNames } from '../apply/run/temporary-names';
import { whileApplying } from '../apply/run/while-applying';
import { workOnRun } from '../apply/run/work-on-run';
import type { Database } from '../database/connect';
import { underLock } from '../database/work-lock';
import { temporaryText } from '../screen/run-words';
import { runsText, runText } from '../screen/runs';
import { withWork } from './apply-command';
import { Refused, type CommandContext, type ExitCode } from './command-context';
import { noSuchRun, runNumber } from './run-number';
import { say } from './say';
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
  withRun(context, text, async (database, run) => {
    await show(context, database, run);
    return 0;
  });

/** `iam runs resume N`: goes on with a run; what was paused is asked again. */
export const resume = (text: string) => (context: CommandContext) =>
  withRun(context, text, async (database, run) => {
    if (run.state === 'done' || run.state === 'cancelled') {
      await tell(
        context,
        database,
        run,
        `Run ${run.id} is ${run.state === 'done' ? 'over' : 'cancelled'}; nothing was sent.`,
      );
      return run.state === 'done' ? 0 : 1;
    }
    return goOn(context, database, run);
  });

/** `iam runs retry N`: tries again what failed or was stale. */
export const retry = (text: string) => (context: CommandContext) =>
  withRun(context, text, async (database, run) => {
    if (run.state === 'cancelled') {
      throw new Refused(1, [`Run ${run.id} was cancelled. Plan again.`]);
    }
    const refused = await retryRefusal(database, run.id, new Date());
    if (refused !== undefined) {
      throw new Refused(4, [
        refused.tag === 'expired'
          ? `Run ${run.id} is of a plan that was good until ${refused.at}: people and accounts may have changed since. Plan again.`
          : `Run ${run.id} is of an older plan than run ${refused.run.id}, which may have decided otherwise. Nothing was sent; plan again.`,
      ]);
    }
    if ((await retryRun(database, run.id)) === 0) {
      await tell(context, database, run, `Nothing of run ${run.id} failed; nothing was sent.`);
      return 0;
    }
    return goOn(context, database, run);
  });

/** `iam runs cancel N`: what is not done stays undone. */
export const cancel = (text: string) => (context: CommandContext) =>
  withRun(context, text, async (database, run) => {
    if (run.state === 'done' || run.state === 'cancelled') {
      await tell(
        context,
        database,
        run,
        `Run ${run.id} is ${run.state === 'done' ? 'over' : 'cancelled'} already.`,
      );
      return run.state === 'done' ? 1 : 0;
    }
    const left = await underLock(database, 'use', context.user, () =>
      cancelRun(database, run.id, context.user),
    );
    await tell(
      context,
      database,
      run,
      `Run ${run.id} is cancelled: ${left.open} ${left.open === 1 ? 'item was' : 'items were'} open${left.held > 0 ? `, ${left.held} held` : ''}, and will not be done. What was done stays; iam undo ${run.id} plans its undoing.`,
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
  const now = await show(context, database, run);
  const { apps } = await progressOf(database, run.id);
  return now.state === 'done' && apps.every(({ failed, stale }) => failed + stale === 0) ? 0 : 1;
};

/** How far the run is now. */
const show = (context: CommandContext, database: Database, run: Run): Promise<Run> =>
  tell(context, database, run, undefined);

/** Says a sentence about a run; programs, and where there is no sentence people too, get the run as it is now. */
const tell = async (
  context: CommandContext,
  database: Database,
  { id }: Run,
  sentence: string | undefined,
): Promise<Run> => {
  const run = await runById(database, id);
  if (run === undefined) {
    throw noSuchRun(id);
  }
  const shown = {
    run,
    progress: await progressOf(database, id),
    failed: await failedItems(database, id),
    temporary: await temporaryNames(database, id),
  };
  say(
    context,
    shown,
    sentence === undefined ? runText(shown) : [sentence, ...temporaryText(shown.temporary)],
  );
  return run;
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
