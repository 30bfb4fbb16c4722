import type { Session } from '../database/session';

/** The name of an account that names of people are compared with, folded by us: see `iam.account`. */
export interface UnfoldedAccount {
  readonly app: string;
  readonly vendor_id: string;
  readonly username: string | null;
  readonly email: string | null;
}

/**
 * Fills the temporary table `look` with the keys of all people who have to be decided again: whose row is new, gone, in error or
 * different from last time, whose time has come, who are not settled, or whom an unowned account fits. All others are as they were,
 * and so are their rows, rules and accounts.
 */
export const findPeopleToLookAt = async (
  session: Session,
  { now, everybody }: { readonly now: Date; readonly everybody: boolean },
): Promise<number> => {
  await session.execute('create temp table look (key text collate "C" not null) on commit drop');
  if (everybody) {
    await session.execute(
      `insert into look
       select key from stage
       union all
       select key from iam.person p
       where (state <> 'left' or missing_since is null or not settled or due <= $1)
         and not exists (select from stage s where s.key = p.key)`,
      [now],
    );
  } else {
    await session.execute(
      `insert into look
       select coalesce(s.key, p.key) from stage s full join iam.person p on p.key = s.key
       where p.key is null
         or (s.key is null and (p.missing_since is null or not p.settled))
         or s.error is not null
         or s.hash <> p.profile_hash or s.zone <> p.zone
         or (s.key is not null and p.missing_since is not null)
         or not p.settled or p.due <= $1
       union
       select s.key from iam.account a join stage s on s.employee_id = a.employee_id where a.person is null and a.gone_at is null
       union
       select s.key from iam.account a join stage s on s.username_key = a.username_key where a.person is null and a.gone_at is null
       union
       select s.key from iam.account a join stage s on s.email_key = a.email_key where a.person is null and a.gone_at is null
       union
       select s.key from stage s join shared using (key)`,
      [now],
    );
  }
  // Whom a plan let in that a guard had stopped and a person allowed: of it nothing was kept but the account.
  await session.execute(
    `insert into look select distinct a.person from iam.account a
     where a.person is not null and a.gone_at is null and not exists (select from iam.person p where p.key = a.person)
       and not exists (select from look l where l.key = a.person)`,
  );
  await session.execute('create unique index on look (key)');
  await session.execute('analyze look');
  const [row] = await session.query<{ readonly count: number }>('select count(*)::int as count from look');
  return row?.count ?? 0;
};

/**
 * Fills `claim`: every account that has the key, the name or the address of a person in `look` and is not theirs already, with
 * the strongest of them. `namesake`: every other account whose user name is the one that theirs would be stored with (see
 * `stored_name`): it is no proof of who they are, and keeps them from the name. And `contest`: the accounts that several people claim
 * or would share the name of, or that one claims and another has.
 */
export const findClaims = async (session: Session): Promise<void> => {
  await session.execute(
    `create temp table claim on commit drop as
     with claimant as materialized (
       select s.key, s.employee_id, s.username_key, s.email_key from look l join stage s on s.key = l.key)
     select key, app, vendor_id, min(rank) as rank from (
       select c.key, a.app, a.vendor_id, a.person, 1 as rank
       from claimant c join iam.account a on a.employee_id = c.employee_id where a.gone_at is null
       union all
       select c.key, a.app, a.vendor_id, a.person, 2
       from claimant c join iam.account a on a.username_key = c.username_key where a.gone_at is null
       union all
       select c.key, a.app, a.vendor_id, a.person, 3
       from claimant c join iam.account a on a.email_key = c.email_key where a.gone_at is null
     ) claims
     where person is distinct from key
     group by key, app, vendor_id`,
  );
  await session.execute('create index on claim (key)');
  await session.execute('create index on claim (app, vendor_id)');
  await session.execute('analyze claim');
  await session.execute(
    `create temp table namesake on commit drop as
     select n.key, n.app, a.vendor_id from stored_name n
     join iam.account a on a.app = n.app and a.username_key = n.username_key and a.gone_at is null
     where a.person is distinct from n.key
       and not exists (select from claim c where c.key = n.key and c.app = n.app and c.vendor_id = a.vendor_id)`,
  );
  await session.execute('create index on namesake (key)');
  await session.execute('analyze namesake');
  await session.execute(
    `create temp table contest on commit drop as
     select c.app, c.vendor_id, jsonb_agg(jsonb_build_array(c.key, c.rank) order by c.key) as claims
     from (select key, app, vendor_id, rank from claim union all select key, app, vendor_id, 4 from namesake) c join iam.account a on a.app = c.app and a.vendor_id = c.vendor_id
     group by c.app, c.vendor_id
     having count(*) > 1 or bool_or(a.person is not null)`,
  );
  await session.execute('create index on contest (app, vendor_id)');
  await session.execute('analyze contest');
};

/**
 * Fills `shared`: people of the feed who have one address, or one user name, with others of them. In a feed without user names of its own
 * addresses stand for them, and are not counted twice.
 */
export const findSharedNames = async (session: Session, hasUserNames: boolean): Promise<void> => {
  const addresses = sharedOf('email_key', 'address');
  await session.execute(
    `create temp table shared on commit drop as
     ${hasUserNames ? `${addresses} union all ${sharedOf('username_key', 'user name')}` : addresses}`,
  );
  await session.execute('create index on shared (key)');
  await session.execute('analyze shared');
};

const sharedOf = (column: string, what: string): string =>
  `select s.key, '${what}' as what, s.${column} as name from stage s
   join (select ${column} from stage where ${column} is not null group by ${column} having count(*) > 1) t using (${column})`;
