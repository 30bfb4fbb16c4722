import type { Session } from '../database/session';

/**
 * Knows the accounts that are disabled because a write of ours did not come to its end: one that a process began to make (many vendors make
 * an account first and let it in after), or to disable, and whose end was not recorded, or is not known. The run counts as who
 * disabled it, as it does when the run itself goes on. That is so only where nothing went well for the person there since, and where the
 * account was not seen disabled before the write began. `look` and `claim` are filled before.
 */
export const takeUnfinishedWrites = (session: Session): Promise<number> =>
  session.execute(
    `with doubtful as (
       select l.key, a.app, a.vendor_id, coalesce(a.disabled_at, a.seen) as since
       from look l join iam.account a on a.person = l.key
       where a.active is false and a.disabled_by is null and a.gone_at is null
       union
       select c.key, a.app, a.vendor_id, coalesce(a.disabled_at, a.seen)
       from claim c join iam.account a on a.app = c.app and a.vendor_id = c.vendor_id
       where a.person is null and a.active is false and a.disabled_by is null and a.gone_at is null),
     ours as (
       select d.app, d.vendor_id, b.run from doubtful d
       cross join lateral (
         select t.id, t.run, t.n, t.call, t.at, t.command, t.vendor_id from iam.attempt t
         where t.person = d.key and t.app = d.app and t.kind = 'begun' order by t.id desc limit 1) b
       left join iam.attempt e on e.run = b.run and e.n = b.n and e.call = b.call and e.kind = 'ended'
       where (e.id is null or e.effect = 'unknown')
         and (b.vendor_id = d.vendor_id and b.command in ('iam-create-user', 'iam-disable-user')
           or b.vendor_id is null and b.command = 'iam-create-user')
         and b.at <= d.since
         and not exists (select from iam.attempt t
           where t.person = d.key and t.app = d.app and t.kind = 'ended' and t.id > b.id and t.failure is null))
     update iam.account a set disabled_by = ours.run::text from ours where a.app = ours.app and a.vendor_id = ours.vendor_id`,
  );
