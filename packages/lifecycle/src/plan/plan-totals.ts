import type { Session } from '../database/session';
import type { AppToPlan } from './app-rules';
import type { AppTotals } from './guards/guards';

/** How many people and accounts there are, of which the guards take their percentages. */
export const totalsOf = async (
  session: Session,
  apps: readonly AppToPlan[],
): Promise<{ readonly people: number; readonly apps: Readonly<Record<string, AppTotals>> }> => {
  const [people] = await session.query<{ readonly known: number; readonly rows: number }>(
    `select (select count(*)::int from iam.person where state in ('active', 'leave', 'missing')) as known,
       (select count(*)::int from stage) as rows`,
  );
  const accounts = await session.query<{ readonly app: string; readonly count: number }>(
    `select a.app, count(*)::int as count from iam.account a
     where a.gone_at is null
       and (a.person is not null or exists (select from claim c where c.app = a.app and c.vendor_id = a.vendor_id))
     group by a.app`,
  );
  const members = await session.query<{
    readonly app: string;
    readonly group_name: string;
    readonly count: number;
  }>(`select m.app, m.group_name, count(*)::int as count from iam.membership m group by m.app, m.group_name`);
  const known = people?.known ?? 0;
  return {
    people: known === 0 ? (people?.rows ?? 0) : known,
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
