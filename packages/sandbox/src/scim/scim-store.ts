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

export interface StoredGroup extends StoredRecord {
  /** User ids, in the order they were added. */
  readonly members: ReadonlySet<string>;
}

/** Users and groups in memory. Records are replaced, never changed in place. */
export interface ScimStore {
  readonly user: (id: string) => StoredUser | undefined;
  readonly group: (id: string) => StoredGroup | undefined;
  readonly users: () => readonly StoredUser[];
  readonly groups: () => readonly StoredGroup[];
  readonly groupsOf: (userId: string) => readonly StoredGroup[];
  readonly addUser: (id: string, attributes: Attributes) => StoredUser;
  readonly addGroup: (id: string, attributes: Attributes, members: Iterable<string>) => StoredGroup;
  readonly saveUser: (user: StoredUser, attributes: Attributes) => StoredUser;
  readonly saveGroup: (group: StoredGroup, attributes: Attributes, members: Iterable<string>) => StoredGroup;
  /** Also takes the user out of every group. */
  readonly removeUser: (id: string) => void;
  readonly removeGroup: (id: string) => void;
  readonly leaveAllGroups: (userId: string) => void;
  readonly clear: () => void;
}

/** @param stamp the current time, as this vendor writes times */
export const createScimStore = (stamp: () => string): ScimStore => {
  const users = new Map<string, StoredUser>();
  const groups = new Map<string, StoredGroup>();
  let sequence = 0;

  const begin = (id: string, attributes: Attributes): StoredRecord => {
    sequence += 1;
    const created = stamp();
    return { id, sequence, created, lastModified: created, version: 1, attributes };
  };
  const leaveAllGroups = (userId: string): void => {
    for (const group of groups.values()) {
      if (!group.members.has(userId)) {
        continue;
      }
      groups.set(group.id, { ...group, members: new Set([...group.members].filter((id) => id !== userId)) });
    }
  };

  return {
    user: (id) => users.get(id),
    group: (id) => groups.get(id),
    users: () => [...users.values()],
    groups: () => [...groups.values()],
    groupsOf: (userId) => [...groups.values()].filter((group) => group.members.has(userId)),
    addUser: (id, attributes) => {
      const user = begin(id, attributes);
      users.set(id, user);
      return user;
    },
    addGroup: (id, attributes, members) => {
      const group = { ...begin(id, attributes), members: new Set(members) };
      groups.set(id, group);
      return group;
    },
    saveUser: (user, attributes) => {
      const saved = { ...user, lastModified: stamp(), version: user.version + 1, attributes };
      users.set(user.id, saved);
      return saved;
    },
    saveGroup: (group, attributes, members) => {
      const saved = {
        ...group,
        lastModified: stamp(),
        version: group.version + 1,
        attributes,
        members: new Set(members),
      };
      groups.set(group.id, saved);
      return saved;
    },
    removeUser: (id) => {
      users.delete(id);
      leaveAllGroups(id);
    },
    removeGroup: (id) => void groups.delete(id),
    leaveAllGroups,
    clear: () => {
      users.clear();
      groups.clear();
      sequence = 0;
    },
  };
};
