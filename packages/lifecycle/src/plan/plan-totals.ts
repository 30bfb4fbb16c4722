import type { Session } from '../database/session';
import type { AppToPlan } from './app-rules';
import type { AppTotals } from './guards/guards';

/** How many people and accounts there are, of which the guards take their percentages. */
export const totalsOf = async (
  session: Session,
  apps: readonly AppToPlan[],
): Promise<{ readonly people: number; readonly apps: Readonly<Record<string, AppTotals>> }> => {
  // The rows of the feed are counted only where the database has no people yet.
  const [people] = await session.query<{ readonly count: number }>(
    `select coalesce(
       nullif((select count(*) from iam.person where state in ('active', 'leave', 'missing')), 0),
       (select count(*) from stage))::int as count`,
  );
  // Apart, because those that are linked are counted in an index alone.
  const accounts = await session.query<{ readonly app: string; readonly count: number }>(
    `select app, sum(count)::int as count from (
       select app, count(*) from iam.account where person is not null and gone_at is null group by app
       union all
       select app, count(*) from iam.account a
       where person is null and gone_at is null
         and exists (select from claim c where c.app = a.app and c.vendor_id = a.vendor_id)
       group by app) counts
     group by app`,
  );
  const members = await session.query<{
    readonly app: string;
    readonly group_name: string;
    readonly count: number;
  }>(`select m.app, m.group_name, count(*)::int as count from iam.membership m group by m.app, m.group_name`);
  return {
    people: people?.count ?? 0,
    apps: Object.fromEntries(
      apps.map(({ name, complete }) => [
        name,
        {
          accounts: accounts.find(({ app }) => app === name)?.count ?? 0,
          complete,
          members: Object.fromEntries(
            members.filter(({ app }) => app === name).map(({ group_name, count }) => [group_name, count]),
          ),
        },
      ]),
    ),
  };
};
