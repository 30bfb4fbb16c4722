import type { GuardLimits } from '../config/lifecycle-config';
import type { Session } from '../database/session';
import { countPerson, judgeGuards, newTally, type Totals } from '../plan/guards/guards';
import type { GuardLine, ItemLine } from '../plan/file/plan-line';

/** Guards that are about a feed, which an undo does not read. */
const OF_THE_FEED: ReadonlySet<GuardLine['rule']> = new Set([
  'feed',
  'feedShrinks',
  'errors',
  'creations',
  'values',
]);

/** The guards of an undo: a disable, or a removal from a group, is a loss whatever the reason. */
export const judgeUndo = async (
  sql: Pick<Session, 'query'>,
  items: readonly ItemLine[],
  limits: GuardLimits,
  renames: (item: ItemLine) => readonly string[],
): Promise<readonly GuardLine[]> => {
  const apps = [...new Set(items.map(({ app }) => app))].sort();
  const tally = newTally(apps);
  const people = new Map<string, ItemLine[]>();
  for (const item of items) {
    people.set(item.person, [...(people.get(item.person) ?? []), item]);
  }
  for (const person of [...people.keys()].sort()) {
    const own = people.get(person) ?? [];
    countPerson(
      tally,
      own[0]?.who ?? person,
      own.map((item) => ({
        app: { name: item.app },
        plan: {
          tag: 'item',
          item,
          away: item.op === 'disable',
          givesUp: renames(item),
          holders: [],
        },
      })),
    );
  }
  return judgeGuards(tally, await totalsOf(sql, apps), limits).filter(({ rule }) => !OF_THE_FEED.has(rule));
};

const totalsOf = async (sql: Pick<Session, 'query'>, apps: readonly string[]): Promise<Totals> => {
  const [people] = await sql.query<{ readonly count: number }>(
    `select count(*)::int as count from iam.person where state in ('active', 'leave', 'missing')`,
  );
  const accounts = await sql.query<{ readonly app: string; readonly count: number }>(
    `select app, count(*)::int as count from iam.account where gone_at is null and person is not null group by app`,
  );
  const members = await sql.query<{
    readonly app: string;
    readonly group_name: string;
    readonly count: number;
  }>(`select app, group_name, count(*)::int as count from iam.membership group by app, group_name`);
  return {
    people: people?.count ?? 0,
    rows: 0,
    previousRows: null,
    apps: Object.fromEntries(
      apps.map((name) => [
        name,
        {
          accounts: accounts.find(({ app }) => app === name)?.count ?? 0,
          complete: true,
          members: Object.fromEntries(
            members.filter(({ app }) => app === name).map(({ group_name, count }) => [group_name, count]),
          ),
        },
      ]),
    ),
  };
};
