import type { Session } from '../database/session';

/** So long values of people are kept: as long as a run can be undone. */
export const KEPT_DAYS = 90;

const DAY = 24 * 60 * 60 * 1000;

/** What is older is forgotten. */
export const forgottenBefore = (now: Date): Date => new Date(now.getTime() - KEPT_DAYS * DAY);

/** Rows per statement: few enough that a worker that appends does not wait long. */
const PAGE = 5000;

/**
 * Forgets the values of people that are older: what an account was like before, what was changed and what it was like after, in attempts
 * and in the lines of plans that were applied. Hashes stay, and the chain with them, so that a record that is kept elsewhere can
 * still be compared. How many rows were changed.
 */
export const forgetValues = async (sql: Pick<Session, 'execute'>, olderThan: Date): Promise<number> => {
  let all = 0;
  for (const statement of [FORGET_ATTEMPTS, FORGET_ITEMS]) {
    for (let some = PAGE; some === PAGE;) {
      some = await sql.execute(statement, [olderThan, PAGE]);
      all += some;
    }
  }
  return all;
};

/** Ids rise with time, so the old ones are found from the beginning of the table. */
const FORGET_ATTEMPTS = `
update iam.attempt set before = null, changes = null, after = null
where id in (
  select id from iam.attempt
  where at < $1 and (before is not null or changes is not null or after is not null)
  order by id limit $2
)`;

/** Who was concerned, what was done and whether it went well stay. */
const FORGET_ITEMS = `
update iam.item as item set line = (line - 'profile') || '{"change": {}}',
  said = case when state = 'stale' then 'The account was not as the plan saw it.' else said end
from (
  select run, n from iam.item
  where ended < $1 and (line ? 'profile' or line->'change' <> '{}')
  order by run, n limit $2
) old
where item.run = old.run and item.n = old.n`;
