import type { GroupClient } from '../contract/group-client';
import type { UserClient } from '../contract/user-client';
import type { Attributes, IAMGroupAppData, IAMUserAppData } from '../profile/app-data';

/** One write a policy asks its client for. */
export interface Write {
  /** The vendor's id of the user or group; null for what is new. */
  readonly id: string | null;
  /** The vendor's record as it is before the write; null when there is none. */
  readonly before: Attributes | null;
  /** What is to be changed, in the vendor's vocabulary. */
  readonly change: Attributes;
}

export interface WriteListener {
  /** Hears of a write before it is sent. When it rejects, the write is not sent and fails for that reason. */
  readonly begun: (write: Write) => Promise<void>;
  /** Hears of a change of members that was acknowledged: the group's record when the vendor sent it along. */
  readonly membersChanged: (group: Attributes | null) => void;
}

/**
 * The same client, telling of its writes. A group is read before its first write, because no policy does: that is one
 * request more.
 */
export const watchWrites = (client: UserClient, { begun, membersChanged }: WriteListener): UserClient => {
  const { deleteUser, groups } = client;
  const telling = async <A>(write: Write, send: () => Promise<A>): Promise<A> => {
    await begun(write);
    return send();
  };
  const of = ({ id, details }: IAMUserAppData, change: Attributes): Write => ({
    id,
    before: details,
    change,
  });
  return {
    ...client,
    createUser: (data, options) =>
      telling({ id: null, before: null, change: { ...data, active: options.active } }, () =>
        client.createUser(data, options),
      ),
    updateUser: (user, changes, options) =>
      telling(of(user, { ...changes, ...(options.activate ? { active: true } : {}) }), () =>
        client.updateUser(user, changes, options),
      ),
    enableUser: (user) => telling(of(user, { active: true }), () => client.enableUser(user)),
    disableUser: (user) => telling(of(user, { active: false }), () => client.disableUser(user)),
    ...(deleteUser === undefined
      ? {}
      : {
          deleteUser: (user) => telling(of(user, { deleted: true }), () => deleteUser.call(client, user)),
        }),
    ...(groups === undefined ? {} : { groups: watchGroups(groups, telling, membersChanged) }),
  };
};

const watchGroups = (
  groups: GroupClient,
  telling: <A>(write: Write, send: () => Promise<A>) => Promise<A>,
  membersChanged: WriteListener['membersChanged'],
): GroupClient => {
  let before: Attributes | null | undefined;
  const of = async (id: string, change: Attributes): Promise<Write> => {
    before ??= recordOf(await groups.getGroup(id));
    return { id, before, change };
  };
  return {
    ...groups,
    createGroup: (data) => telling({ id: null, before: null, change: data }, () => groups.createGroup(data)),
    updateMembers: async (id, changes) => {
      const group = await telling(await of(id, { ...changes }), () => groups.updateMembers(id, changes));
      membersChanged(recordOf(group ?? undefined));
      return group;
    },
    deleteGroup: async (id) => telling(await of(id, { deleted: true }), () => groups.deleteGroup(id)),
  };
};

/** A group whose members the vendor does not tell has an empty list in some vendors' records, which says nothing. */
const recordOf = (group: IAMGroupAppData | undefined): Attributes | null => {
  if (group === undefined) {
    return null;
  }
  const { members: _untold, ...record } = group.details;
  return group.members === undefined ? record : group.details;
};
