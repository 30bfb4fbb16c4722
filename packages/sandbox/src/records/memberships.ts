import { createIndexedRecords } from './indexed-records';
import type { RecordList } from './record-list';

/** Who is in which group, known from both sides. */
export interface Memberships {
  /** User ids, in the order in which they joined. */
  readonly membersOf: (group: string) => readonly string[];
  /** The same as a list to page through. */
  readonly of: (group: string) => RecordList<Membership>;
  /** Group ids, in the order in which the user joined them. */
  readonly groupsOf: (user: string) => readonly string[];
  readonly isMember: (group: string, user: string) => boolean;
  /** Those who are in the group already keep their place. */
  readonly join: (group: string, users: Iterable<string>) => void;
  readonly leave: (group: string, users: Iterable<string>) => void;
  /** Makes these, in this order, the only members. */
  readonly replace: (group: string, users: readonly string[]) => void;
  readonly leaveAll: (user: string) => void;
  readonly dissolve: (group: string) => void;
  readonly clear: () => void;
}

export interface Membership {
  readonly group: string;
  readonly user: string;
}

export const createMemberships = (): Memberships => {
  const records = createIndexedRecords({
    idOf,
    indexes: { group: ({ group }) => [group], user: ({ user }) => [user] },
  });
  const end = (ended: RecordList<Membership>): void =>
    ended.slice().forEach((membership) => records.remove(idOf(membership)));
  const join: Memberships['join'] = (group, users) => {
    for (const user of users) {
      records.put({ group, user });
    }
  };
  const membersOf: Memberships['membersOf'] = (group) =>
    records
      .find(['group', group])
      .slice()
      .map(({ user }) => user);
  return {
    membersOf,
    of: (group) => records.find(['group', group]),
    groupsOf: (user) =>
      records
        .find(['user', user])
        .slice()
        .map(({ group }) => group),
    isMember: (group, user) => records.get(idOf({ group, user })) !== undefined,
    join,
    leave: (group, users) => {
      for (const user of users) {
        records.remove(idOf({ group, user }));
      }
    },
    replace: (group, users) => {
      const list = [...new Set(users)];
      const wanted = new Set(list);
      // Those who stay keep their place; when they are to stand in another order, all join anew.
      const stay = membersOf(group).filter((user) => wanted.has(user));
      const inOrder = stay.every((user, at) => user === list[at]);
      end(records.find(['group', group]).filter(({ user }) => !inOrder || !wanted.has(user)));
      join(group, list);
    },
    leaveAll: (user) => end(records.find(['user', user])),
    dissolve: (group) => end(records.find(['group', group])),
    clear: records.clear,
  };
};

const idOf = ({ group, user }: Membership): string => JSON.stringify([group, user]);
