import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { systemClock } from '@iam/core';
import * as E from 'fp-ts/Either';
import { applyPlan, type Applied } from '../apply/apply-plan';
import type { WorkMeans } from '../apply/run/work-on-run';
import type { Database } from '../database/connect';
import { unsignedApproval } from '../plan/file/approval';
import type { ApprovalLine } from '../plan/file/plan-line';
import { readPlan, type ReadPlan } from '../plan/file/read-plan';
import { createPgBossQueue } from '../queue/pg-boss-queue';
import { applyRefusalText } from '../screen/apply-refusal';
import { appliedText } from '../screen/applied';
import { progressScreen, type ProgressScreen } from '../screen/apply-progress';
import { failedItems } from '../apply/run/run-items';
import { temporaryNames } from '../apply/run/temporary-names';
import { Refused, WrongCall, type CommandContext, type ExitCode } from './command-context';
import { checkApps } from './known-names';
import { keysOfPeople } from './people-of-plan';
import { say } from './say';
import { lifecycleOf } from './with-config';
import { withDatabase } from './with-database';

export interface ApplyOptions {
  readonly file: string;
  readonly people?: readonly string[];
  readonly apps?: readonly string[];
  /** The call approves the plan as it is (`--yes`). */
  readonly isApproved?: boolean;
}

/** `iam apply FILE`: 0 all is done, 1 something failed, was stale or stopped, 4 refused. */
export const applyCommand =
  ({ file, people = [], apps = [], isApproved = false }: ApplyOptions) =>
  async (context: CommandContext): Promise<ExitCode> => {
    const config = lifecycleOf(context);
    checkApps(
      apps,
      config.applications.map(({ instance }) => instance),
      'the lifecycle',
    );
    if (isApproved && config.approval === 'two-people') {
      throw new Refused(4, [
        'The configuration wants the signed approval of another person than the maker ("approval": "two-people"), which --yes cannot stand for.',
        `Nothing was applied. Next: iam approve ${file} --key approver.pem, then iam apply ${file}.`,
      ]);
    }
    const chosen = await chosenPeople(resolve(context.cwd, file), file, people);
    return withDatabase(context, async (database) => {
      const applied = await withWork(context, database, (means) =>
        applyPlan(
          {
            path: resolve(context.cwd, file),
            config,
            approvers: config.approvers ?? {},
            selection: { people: chosen, apps },
            now: new Date(),
            ...(isApproved ? { approve: asItIs(context.user) } : {}),
          },
          means,
        ),
      );
      if (E.isLeft(applied)) {
        throw new Refused(4, [applyRefusalText(file, applied.left)]);
      }
      const { id } = applied.right.run;
      const notDone = {
        failed: await failedItems(database, id),
        temporary: await temporaryNames(database, id),
      };
      say(
        context,
        { ...applied.right, ...notDone },
        appliedText(file, applied.right, notDone, { isInterrupted: context.signal.aborted }),
      );
      return exitOf(applied.right);
    });
  };

/** A name that is not in the plan would begin a run in which all items wait, and which no other plan gets past. */
const chosenPeople = async (
  path: string,
  shown: string,
  names: readonly string[],
): Promise<readonly string[]> => {
  if (names.length === 0) {
    return names;
  }
  const people = new Map<string, string>();
  const read = await readPlan(path, (line) => {
    if (line.type === 'item') {
      people.set(line.person, line.who);
    }
  });
  // What is wrong with the file is said by applying it.
  return E.isLeft(read)
    ? names
    : keysOfPeople(
        people,
        names,
        (name) =>
          `${shown} has nothing to do for ${JSON.stringify(name)}; iam show ${shown} names everybody.`,
      );
};

/** `--yes`: the approval of the one person who is wanted. It releases nothing that is held and allows no guard to be exceeded. */
const asItIs =
  (by: string) =>
  (plan: ReadPlan): ApprovalLine =>
    unsignedApproval(plan, { by, at: new Date() });

/** What `apply` and `worker` work with: a queue, instances that share their rate, and progress on standard error. */
export const withWork = async <A>(
  context: CommandContext,
  database: Database,
  work: (means: WorkMeans) => Promise<A>,
  progress: ProgressScreen = progressScreen(context),
): Promise<A> => {
  const queue = await createPgBossQueue({
    connectionString: database.url,
    onError: (error) => progress.note(`The database: ${error.message}`),
  });
  await queue.start();
  try {
    return await work({
      database,
      queue,
      open: async (app, limiter) => {
        const opened = await context.open(app, limiter);
        if (opened.tag === 'broken') {
          throw new WrongCall([`${app} cannot be used: ${opened.why}`]);
        }
        return opened.instance;
      },
      clock: systemClock,
      worker: `${hostname()}/${process.pid}`,
      actor: context.user,
      signal: context.signal,
      abort: context.abort,
      onProgress: progress.show,
      onNotice: progress.note,
    });
  } finally {
    progress.end();
    await queue.stop();
  }
};

const exitOf = ({ run, progress, stopped }: Applied): ExitCode =>
  run.state === 'done' &&
  stopped.length === 0 &&
  progress.apps.every(({ failed, stale }) => failed + stale === 0)
    ? 0
    : 1;
