import type { Instance } from '@iam/core';
import { GROUP_KEY } from '../apply/item/group-line';
import type { Database } from '../database/connect';
import { failedRefresh, type Refreshed } from './refresh';

/** The groups that rules of an application name, as the application has them. */
export type RefreshedGroups =
  | {
      readonly tag: 'read';
      /** Those that do not exist there. */
      readonly missing: readonly string[];
      /** Names that several groups have: no member is added to any of them. */
      readonly ambiguous: readonly string[];
    }
  | Extract<Refreshed, { readonly tag: 'failed' }>;

export interface RefreshGroupsInputs {
  readonly database: Pick<Database, 'transaction'>;
  readonly app: string;
  readonly instance: Instance;
  readonly names: readonly string[];
  readonly signal?: AbortSignal;
}

/** Reads the members of the groups that rules name; other groups are not managed. */
export const refreshGroups = async (inputs: RefreshGroupsInputs): Promise<RefreshedGroups> => {
  const { app, instance, names, signal } = inputs;
  const missing: string[] = [];
  const ambiguous: string[] = [];
  const options = signal === undefined ? {} : { signal };
  try {
    const known = await groupsNamed(inputs);
    for (const name of names) {
      const ids = known.get(name) ?? [];
      const [id] = ids;
      if (id === undefined) {
        missing.push(name);
        await keepMembers(inputs, name, null, []);
      } else if (ids.length > 1) {
        ambiguous.push(name);
      } else {
        const members: string[] = [];
        for await (const { value } of instance.members(id, options)) {
          members.push(value);
        }
        await keepMembers(inputs, name, id, members);
      }
    }
    return { tag: 'read', missing, ambiguous };
  } catch (thrown) {
    return failedRefresh(app, thrown);
  }
};

const groupsNamed = async ({
  instance,
  names,
  signal,
}: RefreshGroupsInputs): Promise<ReadonlyMap<string, readonly string[]>> => {
  const wanted = new Set(names);
  const found = new Map<string, string[]>();
  for await (const { id, displayName } of instance.groups(signal === undefined ? {} : { signal })) {
    if (displayName !== null && wanted.has(displayName)) {
      found.set(displayName, [...(found.get(displayName) ?? []), id]);
    }
  }
  return found;
};

/** Takes over who is in a group; what we put in stays ours as long as it is there. A group that does not exist (null) has no members. */
const keepMembers = (
  { database, app }: RefreshGroupsInputs,
  name: string,
  id: string | null,
  members: readonly string[],
): Promise<void> =>
  database.transaction(async (session) => {
    await session.execute('create temp table now_in (vendor_id text collate "C" primary key) on commit drop');
    await session.execute('insert into now_in select distinct unnest($1::text[])', [members]);
    const stays = `m.group_id = $3 and exists (select from now_in n where n.vendor_id = m.vendor_id)`;
    const changed = await session.query<{ readonly vendor_id: string }>(
      `with gone as (
         delete from iam.membership m where m.app = $1 and m.group_name = $2 and not (${stays}) returning m.vendor_id),
       come as (
         select n.vendor_id from now_in n
         where not exists (select from iam.membership m where m.app = $1 and m.group_name = $2 and m.group_id = $3
           and m.vendor_id = n.vendor_id))
       select vendor_id from gone union select vendor_id from come`,
      [app, name, id],
    );
    await session.execute(
      `insert into iam.membership (app, group_name, group_id, vendor_id, ours)
       select $1, $2, $3, n.vendor_id, coalesce(${LAST_WRITE} = 'add', false) from now_in n on conflict do nothing`,
      [app, name, id, `${GROUP_KEY}${name}`],
    );
    await session.execute(
      // What the person was settled about is no reason for what was done at the application since.
      `update iam.person p set settled = false, event = case when p.settled then null else p.event end from iam.account a
       where a.app = $1 and a.person = p.key and a.vendor_id = any($2)`,
      [app, changed.map(({ vendor_id }) => vendor_id)],
    );
  });

/**
 * What a run did last, within an hour, about the account `n` in the group: a list that did not show yet whom it put in had them forgotten,
 * and they are ours all the same when it does.
 */
const LAST_WRITE = `(
  select case when t.changes->'add' ? n.vendor_id then 'add' else 'remove' end from iam.attempt t
  where t.person = $4 and t.app = $1 and t.kind = 'ended' and t.failure is null and t.at > now() - interval '1 hour'
    and (t.changes->'add' ? n.vendor_id or t.changes->'remove' ? n.vendor_id)
  order by t.id desc limit 1)`;
