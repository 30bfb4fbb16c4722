import type { Session } from '../session';

export interface Chains {
  readonly attempts: number;
  /** Ids of the first ten records whose predecessor is not the one before them. */
  readonly broken: readonly number[];
}

const SHOWN = 10;

/** Follows the chain of each writer: every record names the hash of the writer's record before it, the first one none. */
export const brokenChains = async (session: Session): Promise<Chains> => {
  const [counted] = await session.query<{ attempts: number }>('select count(*) as attempts from iam.attempt');
  const rows = await session.query<{ id: number }>(
    `select id from (
       select id, previous, lag(hash) over (partition by writer order by id) as before from iam.attempt
     ) chain where previous is distinct from before order by id limit $1`,
    [SHOWN],
  );
  return { attempts: counted?.attempts ?? 0, broken: rows.map(({ id }) => id) };
};
