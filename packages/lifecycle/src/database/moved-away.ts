import { DatabaseError } from './database-error';
import type { Session } from './session';

/** Where the state of a database was copied to by `iam db move`. */
export interface MovedAway {
  /** Without password. */
  readonly to: string;
  readonly at: Date;
}

/** The state is at another place: what is done with this copy would be done a second time. */
export class DatabaseMoved extends DatabaseError {}

type Asking = Pick<Session, 'query'>;

/** Undefined: the state is here. */
export const movedAway = async (session: Asking): Promise<MovedAway | undefined> => {
  const [row] = await session.query<MovedAway & Record<string, unknown>>(
    `select moved_to as "to", moved_at as at from iam.store where moved_to is not null`,
  );
  return row;
};

export const markMoved = async (session: Pick<Session, 'execute'>, to: string): Promise<void> => {
  await session.execute('update iam.store set moved_to = $1, moved_at = now()', [to]);
};

/** The state is used where it was restored, whatever became of the database that the backup is of. */
export const unmarkMoved = async (session: Pick<Session, 'execute'>): Promise<void> => {
  await session.execute('update iam.store set moved_to = null, moved_at = null');
};

export const movedWords = ({ to, at }: MovedAway): string => `moved to ${to} at ${at.toISOString()}`;

export const wayBack =
  'If that one is lost, "iam db backup FILE" here and "iam db restore FILE" into an empty database go on with what was known before the move.';

export const refuseMoved = async (session: Asking): Promise<void> => {
  const moved = await movedAway(session);
  if (moved !== undefined) {
    throw new DatabaseMoved(
      `This database was ${movedWords(moved)}, and is not worked with any more. Nothing was done. Set IAM_DATABASE_URL to the new address. ${wayBack}`,
    );
  }
};
