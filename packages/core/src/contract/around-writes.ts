import type { Attributes, IAMUserAppData } from '../profile/app-data';
import type { GroupClient, GroupReply } from './group-client';
import type { UserClient, UserReply } from './user-client';

/** The methods of a client that write. */
export type WriteMethod =
  | 'createUser'
  | 'updateUser'
  | 'enableUser'
  | 'disableUser'
  | 'deleteUser'
  | 'createGroup'
  | 'updateMembers'
  | 'deleteGroup';

/** One write that a policy calls on its client. */
export interface Write {
  readonly method: WriteMethod;
  /** The vendor's id of the user or group; null for what is new. */
  readonly id: string | null;
  /** The record as read before the write; null for a new record, undefined for groups, which no policy reads first. */
  readonly before: Attributes | null | undefined;
  /** Whether the user could sign in before; null when the vendor does not say. Undefined for groups and new users. */
  readonly active?: boolean | null;
  /** The requested changes in the vendor's vocabulary. */
  readonly change: Attributes;
}

/** The return values of a write. */
export type Written = UserReply | GroupReply;

/** Middleware of a write: sends it by calling `send`. */
export type Around = <A extends Written>(write: Write, send: () => Promise<A>) => Promise<A>;

/** Composes two: `outer` sees the result of `inner`. */
export const nested =
  (outer: Around, inner: Around): Around =>
  (write, send) =>
    outer(write, () => inner(write, send));

/** The client with middleware around each of its writes. */
export const aroundWrites = (client: UserClient, around: Around): UserClient => {
  const { deleteUser, groups } = client;
  const of = (method: WriteMethod, { id, active, details }: IAMUserAppData, change: Attributes): Write => ({
    method,
    id,
    before: details,
    active,
    change,
  });
  return {
    ...client,
    createUser: (data, options) =>
      around(
        { method: 'createUser', id: null, before: null, change: { ...data, active: options.active } },
        () => client.createUser(data, options),
      ),
    updateUser: (user, changes, options) =>
      around(of('updateUser', user, { ...changes, ...(options.activate ? { active: true } : {}) }), () =>
        client.updateUser(user, changes, options),
      ),
    enableUser: (user) => around(of('enableUser', user, { active: true }), () => client.enableUser(user)),
    disableUser: (user) => around(of('disableUser', user, { active: false }), () => client.disableUser(user)),
    ...(deleteUser === undefined
      ? {}
      : {
          deleteUser: (user) =>
            around(of('deleteUser', user, { deleted: true }), () => deleteUser.call(client, user)),
        }),
    ...(groups === undefined ? {} : { groups: aroundGroupWrites(groups, around) }),
  };
};

const aroundGroupWrites = (groups: GroupClient, around: Around): GroupClient => ({
  ...groups,
  createGroup: (data) =>
    around({ method: 'createGroup', id: null, before: null, change: data }, () => groups.createGroup(data)),
  updateMembers: (id, changes) =>
    around({ method: 'updateMembers', id, before: undefined, change: { ...changes } }, () =>
      groups.updateMembers(id, changes),
    ),
  ...(groups.deleteGroup === undefined
    ? {}
    : {
        deleteGroup: (id) =>
          around({ method: 'deleteGroup', id, before: undefined, change: { deleted: true } }, async () =>
            groups.deleteGroup?.(id),
          ),
      }),
});
