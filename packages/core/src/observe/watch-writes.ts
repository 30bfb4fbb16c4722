import type { GroupClient } from '../contract/group-client';
import type { UserClient } from '../contract/user-client';
import type { Attributes } from '../profile/app-data';

/** One write a policy asked its client for. */
export interface Write {
  /** The vendor's record as it was; null when there was none or nobody had read it. */
  readonly before: Attributes | null;
  /** What was to be changed, in the vendor's vocabulary. */
  readonly change: Attributes;
}

/** The same client, telling of every write before it is sent. */
export const watchWrites = (client: UserClient, onWrite: (write: Write) => void): UserClient => ({
  ...client,
  createUser: (data, options) => {
    onWrite({ before: null, change: { ...data, active: options.active } });
    return client.createUser(data, options);
  },
  updateUser: (user, changes, options) => {
    onWrite({ before: user.details, change: { ...changes, ...(options.activate ? { active: true } : {}) } });
    return client.updateUser(user, changes, options);
  },
  enableUser: (user) => {
    onWrite({ before: user.details, change: { active: true } });
    return client.enableUser(user);
  },
  disableUser: (user) => {
    onWrite({ before: user.details, change: { active: false } });
    return client.disableUser(user);
  },
  ...(client.deleteUser === undefined
    ? {}
    : { deleteUser: watchedDelete(client, client.deleteUser, onWrite) }),
  ...(client.groups === undefined ? {} : { groups: watchedGroups(client.groups, onWrite) }),
});

const watchedDelete =
  (
    client: UserClient,
    deleteUser: NonNullable<UserClient['deleteUser']>,
    onWrite: (write: Write) => void,
  ): NonNullable<UserClient['deleteUser']> =>
  (user) => {
    onWrite({ before: user.details, change: { deleted: true } });
    return deleteUser.call(client, user);
  };

const watchedGroups = (groups: GroupClient, onWrite: (write: Write) => void): GroupClient => ({
  ...groups,
  createGroup: (data) => {
    onWrite({ before: null, change: data });
    return groups.createGroup(data);
  },
  updateMembers: (id, changes) => {
    onWrite({ before: null, change: { ...changes } });
    return groups.updateMembers(id, changes);
  },
  deleteGroup: (id) => {
    onWrite({ before: null, change: { deleted: true } });
    return groups.deleteGroup(id);
  },
});
