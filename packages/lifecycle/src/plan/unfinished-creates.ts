import { folded } from '../accounts/fold';
import type { Session } from '../database/session';
import { textsIn } from './person/identifier-change';

/** An account that a person claims, and what a run sent when it began to make one for them. */
interface BegunRow {
  readonly key: string;
  readonly app: string;
  readonly vendor_id: string;
  readonly username: string | null;
  readonly email: string | null;
  readonly employee_id: string | null;
  /** The account that the write named; null while the application had given it no id. */
  readonly written: string | null;
  /** Null once the values are forgotten. */
  readonly changes: Readonly<Record<string, { readonly to: unknown }>> | null;
}

/**
 * Links working accounts to their people that a run of ours began to make, and whose end was not recorded or is not known: the process
 * died, or the reply was lost, and the run does not go on. They are no strangers', so they are not held as what was there before. That is so
 * only where the last write for the person there was that creation, where no other person of the feed was being given the account, and where
 * everything that the account goes by is what was sent. `look` and `claim` are filled before; whom an account is linked to claims it no more.
 */
export const takeUnfinishedCreates = async (session: Session): Promise<void> => {
  const begun = await session.query<BegunRow & Record<string, unknown>>(BEGUN);
  const ours = begun.filter(isAsSent);
  const isOnlyOne = ({ key, app, vendor_id }: BegunRow): boolean =>
    ours.filter((one) => one.app === app && (one.key === key || one.vendor_id === vendor_id)).length === 1;
  for (const row of ours.filter(isOnlyOne)) {
    const values = [row.key, row.app, row.vendor_id];
    await session.execute(
      `update iam.account set person = $1, linked_by = 'created' where app = $2 and vendor_id = $3`,
      values,
    );
    await session.execute('delete from claim where key = $1 and app = $2 and vendor_id = $3', values);
  }
};

const isAsSent = ({ vendor_id, username, email, employee_id, written, changes }: BegunRow): boolean => {
  if (written !== null || changes === null) {
    return written === vendor_id;
  }
  const sent = textsIn(Object.values(changes).map(({ to }) => to));
  const names = [username, email, employee_id].flatMap((name) => folded(name) ?? []);
  return names.length > 0 && names.every((name) => sent.has(name));
};

const BEGUN = `
select c.key, a.app, a.vendor_id, a.username, a.email, a.employee_id, b.vendor_id as written, b.changes
from claim c join iam.account a on a.app = c.app and a.vendor_id = c.vendor_id
cross join lateral (
  select t.id, t.run, t.n, t.call, t.command, t.vendor_id, t.changes from iam.attempt t
  where t.person = c.key and t.app = c.app and t.kind = 'begun' order by t.id desc limit 1) b
left join iam.attempt e on e.run = b.run and e.n = b.n and e.call = b.call and e.kind = 'ended'
where a.person is null and a.gone_at is null and a.active is not false
  and b.command = 'iam-create-user' and (e.id is null or e.effect = 'unknown')
  and not exists (select from iam.attempt t
    where t.person = c.key and t.app = c.app and t.kind = 'ended' and t.id > b.id and t.failure is null)
  and not exists (select from iam.account o where o.app = c.app and o.person = c.key and o.gone_at is null)
order by c.key, a.app, a.vendor_id`;
