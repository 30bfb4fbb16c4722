import type { Attributes, IAMGroupAppData, IAMUserAppData } from '../profile/app-data';
import type { GroupClient } from './group-client';
import type { UserClient } from './user-client';

/** One write a policy asks its client for. */
export interface Write {
  /** The vendor's id of the user or group; null for what is new. */
  readonly id: string | null;
  /** The vendor's record as it was read before; null for what is new, undefined for groups, which nobody has read. */
  readonly before: Attributes | null | undefined;
  /** What is to be changed, in the vendor's vocabulary. */
  readonly change: Attributes;
}

/** What a write may answer with. */
export type Written = IAMUserAppData | IAMGroupAppData | void;

/** Sends a write by calling `send`, and does something before and after. */
export type Around = <A extends Written>(write: Write, send: () => Promise<A>) => Promise<A>;

/** The same client with something around each of its writes. */
export const aroundWrites = (client: UserClient, around: Around): UserClient => {
  const { deleteUser, groups } = client;
  const of = ({ id, details }: IAMUserAppData, change: Attributes): Write => ({
    id,
    before: details,
    change,
  });
  return {
    ...client,
    createUser: (data, options) =>
      around({ id: null, before: null, change: { ...data, active: options.active } }, () =>
        client.createUser(data, options),
      ),
    updateUser: (user, changes, options) =>
      around(of(user, { ...changes, ...(options.activate ? { active: true } : {}) }), () =>
        client.updateUser(user, changes, options),
      ),
    enableUser: (user) => around(of(user, { active: true }), () => client.enableUser(user)),
    disableUser: (user) => around(of(user, { active: false }), () => client.disableUser(user)),
    ...(deleteUser === undefined
      ? {}
      : { deleteUser: (user) => around(of(user, { deleted: true }), () => deleteUser.call(client, user)) }),
    ...(groups === undefined ? {} : { groups: aroundGroupWrites(groups, around) }),
  };
};

const aroundGroupWrites = (groups: GroupClient, around: Around): GroupClient => ({
  ...groups,
  createGroup: (data) => around({ id: null, before: null, change: data }, () => groups.createGroup(data)),
  updateMembers: (id, changes) =>
    around({ id, before: undefined, change: { ...changes } }, () => groups.updateMembers(id, changes)),
  deleteGroup: (id) =>
    around({ id, before: undefined, change: { deleted: true } }, () => groups.deleteGroup(id)),
});
