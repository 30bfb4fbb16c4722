import type { Session } from '../database/session';

/** Reasons with which a person is out of everything, not of one application alone. */
export const LEAVING: readonly string[] = ['leaver', 'missing'];

/** Which lines of items were to end the access of a person. `$2` is LEAVING. */
export const TAKES_ACCESS = `phase = 0 and (line->>'op' in ('disable', 'delete') or line->>'reason' = any($2))`;

/** A person who was to lose access by a run. */
export interface LostAccess {
  readonly person: string;
  readonly who: string;
  /** The person left: their access is to be closed in every application. */
  readonly isLeaver: boolean;
  /** The applications in which the run was to close their account. */
  readonly apps: readonly string[];
  /** What the person is known by: address, user name, key. */
  readonly identifiers: Readonly<Record<string, string>>;
}

/** Whatever became of their items: held, failed and stale ones were to lose access too. */
export const whoLostAccess = async (
  sql: Pick<Session, 'query'>,
  run: number,
): Promise<readonly LostAccess[]> => {
  const rows = await sql.query<{
    readonly person: string;
    readonly who: string;
    readonly leaver: boolean;
    readonly apps: readonly string[];
    readonly email: string | null;
    readonly username: string | null;
    readonly employeeid: string | null;
  }>(
    // Who is not in a feed any more is known by what their accounts had.
    `with lost as (
       select person, min(line->>'who') as who, bool_or(line->>'reason' = any($2)) as leaver,
         array_agg(distinct app) as apps
       from iam.item where run = $1 and ${TAKES_ACCESS} group by person)
     select l.person, l.who, l.leaver, l.apps,
       coalesce(min(p.profile->>'email'), min(a.email)) as email,
       coalesce(min(p.profile->>'username'), min(a.username)) as username,
       coalesce(min(p.profile->>'employeeid'), l.person) as employeeid
     from lost l
     left join iam.person p on p.key = l.person
     left join iam.account a on a.person = l.person
     group by l.person, l.who, l.leaver, l.apps order by l.person`,
    [run, [...LEAVING]],
  );
  return rows.map(({ person, who, leaver, apps, ...known }) => ({
    person,
    who,
    isLeaver: leaver,
    apps,
    identifiers: Object.fromEntries(
      Object.entries(known).filter((entry): entry is [string, string] => (entry[1] ?? '') !== ''),
    ),
  }));
};
