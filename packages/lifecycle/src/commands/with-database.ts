import type { Database } from '../database/connect';
import { openDatabase } from '../database/open-database';
import type { CommandContext } from './command-context';

/** Opens the database, which may have to be made first, and closes it when the work has ended. */
export const withDatabase = async <A>(
  { env, err }: CommandContext,
  work: (database: Database) => Promise<A>,
): Promise<A> => {
  const database = await openDatabase({ env, onNotice: (sentence) => err(`${sentence}\n`) });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
};
