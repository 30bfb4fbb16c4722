import { IAMError, type Instance } from '@iam/core';
import type { Session } from '../database/session';
import { SEEN_COLUMNS, seenRow } from './account-row';
import { lookUp } from './look-up';
import { IS_WRITTEN } from './written';

/** So many questions are under way at once; the instance's limiter decides when each is sent. */
const AT_ONCE = 4;

/**
 * Corrects a list (`seen`) that is older than what a run of ours wrote: indexes and replicas that lists come from may lag for minutes.
 * Where the list contradicts what was written since the list before it, the account itself is asked for by its id, and what that says
 * counts. So a change by hand is still seen, and our own write is not taken for one. Answers the accounts of which the list was older: they
 * are not to count as read from a list.
 */
export const askWritten = async (
  session: Session,
  {
    app,
    instance,
    signal,
  }: { readonly app: string; readonly instance: Instance; readonly signal?: AbortSignal },
): Promise<readonly string[]> => {
  const doubtful = await session.query<{ readonly vendor_id: string }>(DOUBTFUL, [app]);
  const rows: (readonly unknown[])[] = [];
  for (let first = 0; first < doubtful.length; first += AT_ONCE) {
    const asked = doubtful.slice(first, first + AT_ONCE);
    const results = await Promise.all(asked.map(({ vendor_id: id }) => lookUp(instance, { id }, signal)));
    for (const { result, user } of results) {
      if (user !== undefined) {
        rows.push(seenRow(user, instance));
      } else if (result.status === 'failed' && result.failure.kind !== 'not-found') {
        throw new IAMError(result.failure);
      }
    }
  }
  if (rows.length === 0) {
    return [];
  }
  await session.execute('create temp table asked (like seen) on commit drop');
  await session.copyInto('asked', SEEN_COLUMNS, rows);
  const older = await session.query<{ readonly vendor_id: string }>(
    `select k.vendor_id from asked k where not exists (
       select from seen s where s.vendor_id = k.vendor_id and s.record_hash = k.record_hash and s.active is not distinct from k.active)`,
  );
  await session.execute('delete from seen s using asked k where s.vendor_id = k.vendor_id');
  await session.execute('insert into seen select * from asked');
  return older.map(({ vendor_id }) => vendor_id);
};

/** What a list has of an account that was written is what was there before the write, or differs in what people go by. */
const DOUBTFUL = `
select a.vendor_id from iam.account a
left join iam.application p on p.name = a.app
left join seen s on s.vendor_id = a.vendor_id
left join lateral (
  select t.before, t.changes from iam.attempt t
  where s.record_hash <> a.record_hash and t.person = a.person and t.app = a.app and t.kind = 'ended' and t.failure is null
  order by t.id desc limit 1) w on true
where a.app = $1 and a.person is not null and a.gone_at is null and ${IS_WRITTEN}
  and (s.vendor_id is null or a.active is distinct from s.active or a.username is distinct from s.username
    or a.email is distinct from s.email or s.record = w.before and w.changes <> '{}')
order by a.vendor_id`;
