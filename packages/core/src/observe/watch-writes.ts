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

/** Hears of every write before it is begun, and when it has succeeded. */
export interface WriteListener {
  readonly begun: (write: Write) => void;
  readonly succeeded: () => void;
}

/** The same client, telling of its writes. */
export const watchWrites = (client: UserClient, listener: WriteListener): UserClient => {
  const { deleteUser, groups } = client;
  const telling = tellTo(listener);
  return {
    ...client,
    createUser: (data, options) =>
      telling(null, { ...data, active: options.active }, () => client.createUser(data, options)),
    updateUser: (user, changes, options) =>
      telling(user.details, { ...changes, ...(options.activate ? { active: true } : {}) }, () =>
        client.updateUser(user, changes, options),
      ),
    enableUser: (user) => telling(user.details, { active: true }, () => client.enableUser(user)),
    disableUser: (user) => telling(user.details, { active: false }, () => client.disableUser(user)),
    ...(deleteUser === undefined
      ? {}
      : {
          deleteUser: (user) => telling(user.details, { deleted: true }, () => deleteUser.call(client, user)),
        }),
    ...(groups === undefined ? {} : { groups: watchGroups(groups, telling) }),
  };
};

type Telling = <A>(before: Write['before'], change: Attributes, write: () => Promise<A>) => Promise<A>;

const tellTo =
  ({ begun, succeeded }: WriteListener): Telling =>
  async (before, change, write) => {
    begun({ before, change });
    const result = await write();
    succeeded();
    return result;
  };

const watchGroups = (groups: GroupClient, telling: Telling): GroupClient => ({
  ...groups,
  createGroup: (data) => telling(null, data, () => groups.createGroup(data)),
  updateMembers: (id, changes) => telling(null, { ...changes }, () => groups.updateMembers(id, changes)),
  deleteGroup: (id) => telling(null, { deleted: true }, () => groups.deleteGroup(id)),
});
