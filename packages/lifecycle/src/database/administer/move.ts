import { connect, type Database } from '../connect';
import { DatabaseError } from '../database-error';
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
}

const refuseSame = async (database: Database, target: Database): Promise<void> => {
  const place = `select current_database() || pg_postmaster_start_time() || coalesce(inet_server_port()::text, '') as place`;
  const [one] = await database.query<{ place: string }>(place);
  const [other] = await target.query<{ place: string }>(place);
  if (one?.place === other?.place) {
    throw new DatabaseError(`${target.shownUrl} is the database that is used now. Nothing was changed.`);
  }
};

/** Copies everything but the queue into the empty database of `url`; the old one is left as it was. Refused during a plan or a run. */
export const moveDatabase = async (database: Database, url: string, who: string): Promise<Moved> => {
  refuseForeignUrl('What is given', url);
  const target = connect(url, 'server');
  try {
    // A wrong address is said before anything is read; the database itself is none, and would wait for itself.
    await refuseFilled(target, target.shownUrl).catch((thrown: unknown) => {
      throw connectionProblem(url, thrown);
    });
    await refuseSame(database, target);
    return await underLock(database, 'move', who, async () => {
      const header = await readBackup(database, async (chunks) => {
        await restoreFrom(target, chunks, `What was read from ${database.shownUrl}`, who);
      });
      return { from: database.shownUrl, to: target.shownUrl, header };
    });
  } finally {
    await target.close();
  }
};
