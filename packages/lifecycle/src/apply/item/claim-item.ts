import type { ItemLine } from '../../plan/file/plan-line';
import type { Session } from '../../database/session';
import type { AnyClaim, LackingStep, UnfinishedWrite } from './claim';
import type { GroupLine } from './group-line';

/** What is next for a person in an application. */
export type Next =
  | { readonly tag: 'item'; readonly claim: AnyClaim }
  /** There is something, and not now. */
  | { readonly tag: 'wait'; readonly ms: number }
  | { readonly tag: 'nothing' };

interface ClaimedRow {
  readonly run: string;
  readonly n: number;
  readonly line: ItemLine | GroupLine;
  readonly attempts: number;
  readonly phase: number;
}

/**
 * Takes the person's first open item of the run that is being applied. The caller has the person to itself (the queue sees to it);
 * the lock is for a moment in which two think so.
 */
export const claimItem = async (sql: Pick<Session, 'query'>, app: string, person: string): Promise<Next> => {
  const [row] = await sql.query<ClaimedRow>(CLAIM, [app, person]);
  if (row === undefined) {
    return waitOf(sql, app, person);
  }
  const run = Number(row.run);
  const unfinished =
    row.attempts === 1 ? [] : await sql.query<{ readonly command: string }>(UNFINISHED, [run, row.n]);
  return {
    tag: 'item',
    // One line is one claim, of the kind that its type says.
    claim: {
      run,
      item: row.line,
      attempts: row.attempts,
      isSecondLook: row.phase > 0,
      unfinished: unfinished.map(({ command }): UnfinishedWrite => ({ command })),
      lacks: await lackingOf(sql, run, row.line),
    } as AnyClaim,
  };
};

const lackingOf = async (
  sql: Pick<Session, 'query'>,
  run: number,
  line: ItemLine | GroupLine,
): Promise<LackingStep | undefined> => {
  const after = line.type === 'item' ? (line.after ?? []) : [];
  if (after.length === 0) {
    return undefined;
  }
  // One that is still open has been carried out, and is looked at once more.
  const [lacking] = await sql.query<LackingStep & Record<string, unknown>>(LACKING, [run, [...after]]);
  return lacking;
};

/** What one says that waited for another in its turn is not repeated: its own line says for whom. */
const LACKING = `
select coalesce(i.line->>'who', i.person) as who, case when not exists (
    select from iam.item before
    where before.run = i.run and before.state not in ('done', 'pending', 'running')
      and before.n in (select (jsonb_array_elements_text(coalesce(i.line->'after', '[]')))::integer)
  ) then i.said end as said
from iam.item i where i.run = $1 and i.n = any($2) and i.state not in ('done', 'pending', 'running') order by i.n limit 1`;

/**
 * Writes that may have been carried out although the item is open again: those without a recorded end, and those that went well in a
 * process that died before it settled the item. One that certainly changed nothing is none: what is found then is not our work.
 */
const UNFINISHED = `
select begun.command from iam.attempt begun
left join iam.attempt ended on ended.run = begun.run and ended.n = begun.n and ended.call = begun.call and ended.kind = 'ended'
where begun.run = $1 and begun.n = $2 and begun.kind = 'begun' and (ended.failure is null or ended.effect = 'unknown')
order by begun.id`;

/** An item that names others which come first is open when those have ended, or are only looked at once more. */
const CLAIM = `
update iam.item as item set state = 'running', attempts = item.attempts + 1
from (
  select i.run, i.n from iam.item i
  join iam.run r on r.id = i.run and r.state = 'applying'
  left join iam.application a on a.name = i.app
  where i.app = $1 and i.person = $2 and i.state in ('pending', 'running')
    and (i.not_before is null or i.not_before <= now())
    and a.paused is null
    and not exists (
      select 1 from iam.item before
      where before.run = i.run and before.state in ('pending', 'running') and before.phase = 0
        and before.n in (select (jsonb_array_elements_text(coalesce(i.line->'after', '[]')))::integer)
    )
  order by i.phase, i.n limit 1 for update of i skip locked
) next
where item.run = next.run and item.n = next.n
returning item.run, item.n, item.line, item.attempts, item.phase`;

/** How long until there may be something: one that waits for its time, or for others (looked at again each second). */
const waitOf = async (sql: Pick<Session, 'query'>, app: string, person: string): Promise<Next> => {
  const [row] = await sql.query<{ readonly ms: number | null }>(
    `select min(greatest(1000, coalesce(extract(epoch from i.not_before - now()) * 1000, 1000)))::float8 as ms
     from iam.item i
     join iam.run r on r.id = i.run and r.state = 'applying'
     left join iam.application a on a.name = i.app
     where i.app = $1 and i.person = $2 and i.state in ('pending', 'running') and a.paused is null`,
    [app, person],
  );
  return row?.ms === null || row === undefined ? { tag: 'nothing' } : { tag: 'wait', ms: row.ms };
};
