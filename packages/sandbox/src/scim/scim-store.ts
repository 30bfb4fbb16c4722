import { createIndexedRecords } from '../records/indexed-records';
import { createMemberships } from '../records/memberships';
import type { RecordList } from '../records/record-list';
import { valuesAt } from './attribute-values';
import type { Attributes } from './read-resource';

/** What every stored record has. */
export interface StoredRecord {
  readonly id: string;
  /** Position in the order of creation; never used again after a deletion. */
  readonly sequence: number;
  readonly created: string;
  readonly lastModified: string;
  /** 1 for a new record, one more with every change of it. */
  readonly version: number;
  readonly attributes: Attributes;
}

export type StoredUser = StoredRecord;
export type StoredGroup = StoredRecord;

/** Paths of attributes whose values have an index. */
export const USER_PATHS = ['userName', 'externalId', 'emails.value', 'displayName'] as const;
export const GROUP_PATHS = ['displayName', 'externalId'] as const;

export type UserPath = (typeof USER_PATHS)[number];
export type GroupPath = (typeof GROUP_PATHS)[number];

/** The members of a group that a write changes: those it takes out, then those it adds. */
export interface MemberChange {
  readonly removed: Iterable<string>;
  readonly added: Iterable<string>;
}

/** Users, groups and memberships in memory. Records are replaced, never changed in place. */
export interface ScimStore {
  readonly user: (id: string) => StoredUser | undefined;
  readonly group: (id: string) => StoredGroup | undefined;
  /** Oldest first. */
  readonly users: () => RecordList<StoredUser>;
  readonly groups: () => RecordList<StoredGroup>;
  /** Those with a value at a path, letter case left aside, oldest first. */
  readonly usersWith: (path: UserPath, value: string) => RecordList<StoredUser>;
  readonly groupsWith: (path: GroupPath, value: string) => RecordList<StoredGroup>;
  readonly groupsOf: (userId: string) => readonly StoredGroup[];
  /** User ids, in the order they were added. */
  readonly membersOf: (groupId: string) => readonly string[];
  /** The same as records, oldest first. */
  readonly usersIn: (groupId: string) => RecordList<StoredUser>;
  readonly isMember: (groupId: string, userId: string) => boolean;
  readonly addUser: (id: string, attributes: Attributes) => StoredUser;
  readonly addGroup: (id: string, attributes: Attributes, members: Iterable<string>) => StoredGroup;
  readonly saveUser: (user: StoredUser, attributes: Attributes) => StoredUser;
  /** @param members all that it has from now on, or what is to change */
  readonly saveGroup: (
    group: StoredGroup,
    attributes: Attributes,
    members: readonly string[] | MemberChange,
  ) => StoredGroup;
  /** Also takes the user out of every group. */
  readonly removeUser: (id: string) => void;
  readonly removeGroup: (id: string) => void;
  readonly leaveAllGroups: (userId: string) => void;
  readonly clear: () => void;
}

/** @param stamp the current time, as this vendor writes times */
export const createScimStore = (stamp: () => string): ScimStore => {
  const users = createIndexedRecords({ idOf: ({ id }: StoredUser) => id, indexes: USER_INDEXES });
  const groups = createIndexedRecords({
    idOf: ({ id }: StoredGroup) => id,
    indexes: GROUP_INDEXES,
  });
  const memberships = createMemberships();
  let sequence = 0;

  const begin = (id: string, attributes: Attributes): StoredRecord => {
    sequence += 1;
    const created = stamp();
    return { id, sequence, created, lastModified: created, version: 1, attributes };
  };
  const changed = (record: StoredRecord, attributes: Attributes): StoredRecord => ({
    ...record,
    lastModified: stamp(),
    version: record.version + 1,
    attributes,
  });

  return {
    user: users.get,
    group: groups.get,
    users: () => users.all,
    groups: () => groups.all,
    usersWith: (path, value) => users.find([path, value.toLowerCase()]),
    groupsWith: (path, value) => groups.find([path, value.toLowerCase()]),
    groupsOf: (userId) => groups.inOrder(memberships.groupsOf(userId)).slice(),
    membersOf: memberships.membersOf,
    usersIn: (groupId) => users.inOrder(memberships.membersOf(groupId)),
    isMember: memberships.isMember,
    addUser: (id, attributes) => {
      const user = begin(id, attributes);
      users.put(user);
      return user;
    },
    addGroup: (id, attributes, members) => {
      const group = begin(id, attributes);
      groups.put(group);
      memberships.join(id, members);
      return group;
    },
    saveUser: (user, attributes) => {
      const saved = changed(user, attributes);
      users.put(saved);
      return saved;
    },
    saveGroup: (group, attributes, members) => {
      const saved = changed(group, attributes);
      groups.put(saved);
      if ('removed' in members) {
        memberships.leave(group.id, members.removed);
        memberships.join(group.id, members.added);
      } else {
        memberships.replace(group.id, members);
      }
      return saved;
    },
    removeUser: (id) => {
      users.remove(id);
      memberships.leaveAll(id);
    },
    removeGroup: (id) => {
      groups.remove(id);
      memberships.dissolve(id);
    },
    leaveAllGroups: memberships.leaveAll,
    clear: () => {
      [users, groups, memberships].forEach((records) => records.clear());
      sequence = 0;
    },
  };
};

/** Folded, because most vendors find values in any letter case; those that do not look twice at what is found. */
const indexOf =
  (path: UserPath | GroupPath) =>
  ({ attributes }: StoredRecord): readonly string[] =>
    valuesAt(attributes, path).map((value) => value.toLowerCase());

const USER_INDEXES: Readonly<Record<UserPath, ReturnType<typeof indexOf>>> = {
  userName: indexOf('userName'),
  externalId: indexOf('externalId'),
  'emails.value': indexOf('emails.value'),
  displayName: indexOf('displayName'),
};

const GROUP_INDEXES: Readonly<Record<GroupPath, ReturnType<typeof indexOf>>> = {
  displayName: indexOf('displayName'),
  externalId: indexOf('externalId'),
};
