import { connect, type Database } from '../connect';
import { DatabaseError, messageOf } from '../database-error';
import { markMoved } from '../moved-away';
import { connectionProblem, refuseForeignUrl } from '../open-database';
import { underLock } from '../work-lock';
import { readBackup } from './backup';
import type { BackupHeader } from './backup-format';
import { refuseFilled, restoreFrom } from './restore';

export interface Moved {
  readonly from: string;
  /** Without password. */
  readonly to: string;
  readonly header: BackupHeader;
  /** The copy is whole and may be used, but the old database does not know it: the sentence about it. */
  readonly unmarked?: string;
}

const refuseSame = async (database: Database, target: Database): Promise<void> => {
  const place = `select current_database() || pg_postmaster_start_time() || coalesce(inet_server_port()::text, '') as place`;
  const [one] = await database.query<{ place: string }>(place);
  const [other] = await target.query<{ place: string }>(place);
  if (one?.place === other?.place) {
    throw new DatabaseError(`${target.shownUrl} is the database that is used now. Nothing was changed.`);
  }
};

const OTHER_ADDRESS = 'Give the address of an empty one; create database … makes it.';

/** That the mark fails is no failure of the move: after a Ctrl-C meanwhile it would be told that nothing was moved. */
const mark = async (database: Database, to: string): Promise<Pick<Moved, 'unmarked'>> => {
  try {
    await markMoved(database, to);
    return {};
  } catch (thrown) {
    return {
      unmarked:
        `Everything was copied to ${to}, but ${database.shownUrl} could not be marked as moved (${messageOf(thrown)}). ` +
        'Set IAM_DATABASE_URL to the new address on every machine, and do not use the old database any more.',
    };
  }
};

/**
 * Copies everything but the queue into the empty database of `url`; the old one keeps what it has, and is marked, so that no command works with
 * it any more. Refused during a plan or a run.
 */
export const moveDatabase = async (
  database: Database,
  url: string,
  who: string,
  signal?: AbortSignal,
): Promise<Moved> => {
  refuseForeignUrl('What is given', url);
  const target = connect(url, 'server');
  try {
    // A wrong address is said before anything is read; the database itself is none, and would wait for itself.
    await refuseFilled(target, target.shownUrl, OTHER_ADDRESS).catch((thrown: unknown) => {
      throw connectionProblem(url, thrown);
    });
    await refuseSame(database, target);
    return await underLock(database, 'move', who, async () => {
      const header = await readBackup(database, async (chunks) => {
        await restoreFrom(target, {
          chunks,
          what: `What was read from ${database.shownUrl}`,
          who,
          next: OTHER_ADDRESS,
          signal,
        });
      });
      const to = target.shownUrl;
      return { from: database.shownUrl, to, header, ...(await mark(database, to)) };
    });
  } finally {
    await target.close();
  }
};
