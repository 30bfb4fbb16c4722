import type { Database } from '../database/connect';
import { embeddedState } from '../database/embedded/embedded-server';
import { dataDirOf, openDatabase, type DatabaseOptions } from '../database/open-database';
import type { CommandContext } from './command-context';

/** Opens the database, which may have to be made first, and closes it when the work has ended. */
export const withDatabase = async <A>(
  { env, err }: CommandContext,
  work: (database: Database) => Promise<A>,
  open: (options: DatabaseOptions) => Promise<Database> = openDatabase,
): Promise<A> => {
  const database = await open({ env, onNotice: (sentence) => err(`${sentence}\n`) });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
};

/** The same with the database that is there; undefined on a machine that has none, for which none is made. */
export const withKnownDatabase = async <A>(
  context: CommandContext,
  work: (database: Database | undefined) => Promise<A>,
): Promise<A> => ((await hasDatabase(context)) ? withDatabase(context, work) : work(undefined));

const hasDatabase = async ({ env }: CommandContext): Promise<boolean> =>
  (env['IAM_DATABASE_URL'] ?? '') !== '' ||
  (await embeddedState({ env, dataDir: dataDirOf({ env }) })).tag !== 'none';
