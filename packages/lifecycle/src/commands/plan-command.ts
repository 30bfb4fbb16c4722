import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readToday, type Today } from '../calendar/today';
import { PLAN_FILE } from '../plan/file/plan-kind';
import { makePlan } from '../plan/make-plan';
import { planSummary } from '../screen/plan-summary';
import { explainLines } from '../screen/explain';
import { planProgress } from '../screen/plan-progress';
import { WrongCall, type CommandContext, type ExitCode } from './command-context';
import { explainPerson, knownAccounts } from './explain-person';
import { feedOf } from './feed-command';
import { openApplications } from './open-applications';
import { copyLines } from './plan-lines';
import { feedInUse, refuseOutputs } from './refuse-outputs';
import { say } from './say';
import { lifecycleOf } from './with-config';
import { NO_PLAN, unlessStopped } from './unless-stopped';
import { withDatabase } from './with-database';

export interface PlanOptions {
  readonly feed?: string;
  readonly out?: string;
  readonly today?: string;
  readonly refresh?: boolean;
  readonly explain?: string;
}

/** `iam plan`: 0 nothing to do, 1 an application is left out, or only people whom it could not decide about, 3 changes, 4 stopped by a guard. */
export const planCommand =
  ({ feed: file, out, today: text, refresh = true, explain }: PlanOptions) =>
  async (context: CommandContext): Promise<ExitCode> => {
    const config = lifecycleOf(context);
    const today = todayOf(text);
    if (out !== undefined) {
      refuseOutputs(
        [{ option: '--out', named: out, kind: PLAN_FILE }],
        context,
        feedInUse(config.feed, file, context),
      );
    }
    const feed = feedOf(config.feed, await givenFile(file, context.cwd), context);
    return withDatabase(context, async (database) => {
      if (explain !== undefined) {
        const explanation = await explainPerson({ database, config, feed, today, person: explain });
        const accounts = await knownAccounts(database, explanation.person);
        say(context, { ...explanation, accounts }, explainLines(explanation, accounts));
        return 0;
      }
      const { instances, unopened } = await openApplications(context, config);
      const progress = planProgress(context);
      const made = await unlessStopped(context, NO_PLAN, () =>
        makePlan({
          database,
          config,
          feed,
          instances,
          unopened,
          today,
          made: new Date(),
          madeBy: context.user,
          core: context.core,
          place: { folder: context.cwd, ...(out === undefined ? {} : { out }) },
          refresh,
          signal: context.signal,
          onStep: progress.onStep,
        }).finally(progress.end),
      );
      if (context.format === 'json') {
        await copyLines(made.path, context.out);
      } else {
        context.out(`${planSummary(made, { ...context, approval: config.approval })}\n`);
      }
      return made.exit;
    });
  };

/** A file of the call that is not there is a slip of the pen: a plan of it would say that everybody is gone. */
const givenFile = async (file: string | undefined, cwd: string): Promise<string | undefined> => {
  if (file !== undefined && file !== '-') {
    const path = resolve(cwd, file);
    const problem = await access(path, constants.R_OK).then(
      async () => ((await stat(path)).isDirectory() ? 'is a folder' : undefined),
      (thrown: NodeJS.ErrnoException) =>
        thrown.code === 'ENOENT'
          ? 'there is no such file'
          : `cannot be read (${thrown.code ?? thrown.message})`,
    );
    if (problem !== undefined) {
      throw new WrongCall([`--feed ${file}: ${problem}. No plan was made.`]);
    }
  }
  return file;
};

const todayOf = (text: string | undefined): Today => {
  if (text === undefined) {
    return { tag: 'instant', at: new Date() };
  }
  const today = readToday(text);
  if (today === undefined) {
    throw new WrongCall([
      `--today ${text}: a day as 2026-11-30, or an instant with its offset as 2026-11-30T08:00:00Z.`,
    ]);
  }
  return today;
};
