import { peopleOfRun } from '../apply/run/run-items';
import { runRecord } from '../apply/run/run-state';
import { underLock } from '../database/work-lock';
import { forgetValues, forgottenBefore } from '../ledger/forget-values';
import { PLAN_FILE } from '../plan/file/plan-kind';
import { planProgress } from '../screen/plan-progress';
import { undoSummary } from '../screen/undo-summary';
import { makeUndoPlan } from '../undo/make-undo-plan';
import { Refused, type CommandContext, type ExitCode } from './command-context';
import { keysOfPeople } from './people-of-plan';
import { copyLines } from './plan-lines';
import { feedInUse, refuseOutputs } from './refuse-outputs';
import { noSuchRun, runNumber } from './run-number';
import { lifecycleOf } from './with-config';
import { NO_PLAN, unlessStopped } from './unless-stopped';
import { withDatabase } from './with-database';

export interface UndoOptions {
  readonly run: string;
  readonly person?: readonly string[];
  readonly out?: string;
}

/** `iam undo N`: 0 nothing to undo, 1 the run is not over or nothing of it can be undone, 3 changes, 4 stopped by a guard. */
export const undoCommand =
  ({ run: text, person = [], out }: UndoOptions) =>
  async (context: CommandContext): Promise<ExitCode> => {
    const config = lifecycleOf(context);
    const id = runNumber(text);
    if (out !== undefined) {
      refuseOutputs(
        [{ option: '--out', named: out, kind: PLAN_FILE }],
        context,
        feedInUse(config.feed, undefined, context),
      );
    }
    return withDatabase(context, async (database): Promise<ExitCode> => {
      const run = await runRecord(database, id);
      if (run === undefined) {
        throw noSuchRun(id);
      }
      if (run.state !== 'done' && run.state !== 'cancelled') {
        throw new Refused(1, [
          `Run ${id} is not over, and what is not over cannot be undone. iam runs resume ${id} goes on with it, iam runs cancel ${id} ends it.`,
        ]);
      }
      const people =
        person.length === 0
          ? person
          : keysOfPeople(
              await peopleOfRun(database, id),
              person,
              (name) =>
                `Run ${id} had nothing to do for ${JSON.stringify(name)}; iam report ${id} names everybody.`,
            );
      const made = new Date();
      await forgetValues(database, forgottenBefore(made));
      const progress = planProgress(context);
      const undo = await unlessStopped(context, NO_PLAN, () =>
        underLock(database, 'use', context.user, (lost) =>
          makeUndoPlan({
            database,
            run,
            config,
            open: (app) => context.open(app),
            people,
            made,
            madeBy: context.user,
            core: context.core,
            place: { folder: context.cwd, ...(out === undefined ? {} : { out }) },
            signal: AbortSignal.any([context.signal, lost]),
            onReading: progress.onStep,
          }),
        ).finally(progress.end),
      );
      if (context.format === 'json') {
        await copyLines(undo.path, context.out);
      } else {
        context.out(`${undoSummary(undo, run.id, { ...context, approval: config.approval })}\n`);
      }
      return undo.exit;
    });
  };
