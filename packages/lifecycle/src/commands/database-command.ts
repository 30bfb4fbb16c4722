import { resolve } from 'node:path';
import { backupDatabase } from '../database/administer/backup';
import { BACKUP_FILE } from '../database/administer/backup-kind';
import { databaseDoctor } from '../database/administer/doctor';
import { moveDatabase } from '../database/administer/move';
import { restoreDatabase } from '../database/administer/restore';
import { databaseStatus, startDatabase, stopDatabase } from '../database/administer/status';
import { openEvenMoved, type DatabaseOptions } from '../database/open-database';
import {
  backupScreen,
  doctorScreen,
  moveScreen,
  restoreScreen,
  statusScreen,
  stopScreen,
} from '../screen/database-screen';
import { Refused, type CommandContext, type ExitCode } from './command-context';
import { refuseOutputs } from './refuse-outputs';
import { say } from './say';
import { unlessStopped } from './unless-stopped';
import { withDatabase } from './with-database';

const optionsOf = ({ env, err }: CommandContext): DatabaseOptions => ({
  env,
  onNotice: (sentence) => err(`${sentence}\n`),
});

/** `iam db status` */
export const statusCommand = async (context: CommandContext): Promise<ExitCode> => {
  const status = await databaseStatus(optionsOf(context));
  say(context, status, statusScreen(status));
  return 0;
};

/** `iam db start` */
export const startCommand = async (context: CommandContext): Promise<ExitCode> => {
  const status = await startDatabase(optionsOf(context));
  say(context, status, statusScreen(status));
  return 0;
};

/** `iam db stop` */
export const stopCommand = async (context: CommandContext): Promise<ExitCode> => {
  const outcome = await stopDatabase(optionsOf(context));
  say(context, { outcome }, stopScreen(outcome));
  return 0;
};

/** `iam db doctor`: 1 when something is wrong. */
export const doctorCommand = async (context: CommandContext): Promise<ExitCode> => {
  const checks = await databaseDoctor(optionsOf(context));
  say(context, checks, doctorScreen(checks));
  return checks.some(({ verdict }) => verdict === 'fail') ? 1 : 0;
};

/** `iam db backup FILE` */
export const backupCommand = (file: string) => async (context: CommandContext) => {
  refuseOutputs([{ option: 'The file', named: file, kind: BACKUP_FILE }], context);
  return withDatabase(
    context,
    async (database): Promise<ExitCode> => {
      const done = await unlessStopped(context, 'no backup was written.', () =>
        backupDatabase(database, resolve(context.cwd, file), context.signal),
      );
      say(context, done, backupScreen(done));
      return 0;
    },
    openEvenMoved,
  );
};

/** `iam db restore FILE`: into an empty database. */
export const restoreCommand = (file: string) => (context: CommandContext) =>
  withDatabase(context, async (database): Promise<ExitCode> => {
    const header = await unlessStopped(context, 'nothing was restored, and nothing changed.', () =>
      restoreDatabase(database, resolve(context.cwd, file), context.user, context.signal),
    );
    say(context, header, restoreScreen(header));
    return 0;
  });

/** `iam db move URL` */
export const moveCommand = (url: string) => (context: CommandContext) =>
  withDatabase(context, async (database): Promise<ExitCode> => {
    const moved = await unlessStopped(context, 'nothing was moved, and nothing changed.', () =>
      moveDatabase(database, url, context.user, context.signal),
    );
    if (moved.unmarked !== undefined) {
      throw new Refused(1, [moved.unmarked]);
    }
    say(context, moved, moveScreen(moved));
    return 0;
  });
