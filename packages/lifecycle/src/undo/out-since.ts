import type { Session } from '../database/session';
import { OUT_STATES, outWord } from '../decide/out-words';
import type { Unnumbered } from './numbered-items';

/** Reasons for which a plan takes access away because its person is out. */
const OUT_REASONS = ['leaver', 'missing', 'postponed'];

/**
 * Holds an item that would enable the account of a person who is out by the last plan, where the run did not know it: to take back a move of
 * long ago is no decision about a leaver. What the run itself did because they were out is what is to be taken back.
 */
export const holdingThoseOut = async <Item extends Unnumbered>(
  sql: Pick<Session, 'query'>,
  run: number,
  items: readonly Item[],
): Promise<readonly Item[]> => {
  const opened = items.filter(({ op }) => op === 'enable');
  if (opened.length === 0) {
    return items;
  }
  const rows = await sql.query<{ readonly key: string; readonly state: string }>(
    `select key, state from iam.person p where p.key = any($1) and p.state = any($2)
       and not exists (select from iam.item i where i.run = $3 and i.person = p.key and i.line ->> 'reason' = any($4))`,
    [[...new Set(opened.map(({ person }) => person))], OUT_STATES, run, OUT_REASONS],
  );
  const out = new Map(rows.map(({ key, state }) => [key, outWord(state)]));
  const accountOf = ({ app, vendorId }: Unnumbered): string => JSON.stringify([app, vendorId]);
  // An account that stays shut is not changed either: most vendors refuse it.
  const shut = new Set(opened.filter(({ person }) => out.has(person)).map(accountOf));
  return items.map((item) =>
    item.hold === undefined && shut.has(accountOf(item))
      ? {
          ...item,
          hold: `run ${run} did not know what the last plan found, ${item.who} ${out.get(item.person) ?? ''}: who releases this lets them in again`,
        }
      : item,
  );
};
