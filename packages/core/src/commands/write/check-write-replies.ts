import type { GroupClient } from '../../contract/group-client';
import type { UserClient } from '../../contract/user-client';
import { failure } from '../../errors/failure';
import { IAMError } from '../../errors/iam-error';
import type { Attributes, IAMGroupAppData, IAMUserAppData } from '../../profile/app-data';
import { identifyAll } from '../../profile/identity/identify';
import { foldName, isSameUser } from '../../profile/identity/same-user';

/**
 * The client, believing a reply only when it is about the user or group that was asked for. A gateway that sends a reply too
 * many makes every later reply of the connection answer another question than it was asked; HTTP/1.1 has no number on a
 * reply that would tell. (Searches for users are checked where they are made: find-user.)
 */
export const aboutOwnRecords = (client: UserClient, lookupBy: readonly string[]): UserClient => ({
  ...client,
  createUser: async (data, options) => {
    const created = await client.createUser(data, options);
    return believed(created, 'user', isNewUser(created, data, lookupBy));
  },
  updateUser: async (user, changes, options) => ofSame(user, await client.updateUser(user, changes, options)),
  enableUser: async (user) => ofSame(user, await client.enableUser(user)),
  disableUser: async (user) => ofSame(user, await client.disableUser(user)),
  ...(client.groups === undefined ? {} : { groups: aboutOwnGroups(client.groups) }),
});

const aboutOwnGroups = (groups: GroupClient): GroupClient => ({
  ...groups,
  getGroup: async (id) => {
    const group = await groups.getGroup(id);
    return group === undefined ? undefined : believed(group, 'group', group.id === id);
  },
  createGroup: async (data) => {
    const created = await groups.createGroup(data);
    return believed(created, 'group', isNamed(created, data.displayName));
  },
  updateMembers: async (id, changes) => {
    const group = (await groups.updateMembers(id, changes)) ?? undefined;
    return group === undefined ? undefined : believed(group, 'group', group.id === id);
  },
});

/** A reply without a name says nothing against it. */
const isNamed = ({ displayName }: IAMGroupAppData, wanted: string): boolean =>
  displayName === null || foldName(displayName) === foldName(wanted);

const ofSame = (user: IAMUserAppData, written: IAMUserAppData): IAMUserAppData =>
  believed(written, 'user', written.id === user.id);

/** Whether one of the identifiers that were sent came back; vendors may change the others. */
const isNewUser = (created: IAMUserAppData, data: Attributes, lookupBy: readonly string[]): boolean => {
  const sent = identifyAll(
    lookupBy.filter((attribute) => attribute !== 'id'),
    {},
    data,
  );
  return sent.length === 0 || sent.some((identifier) => isSameUser(created, identifier));
};

const believed = <A>(record: A, what: 'user' | 'group', believable: boolean): A => {
  if (!believable) {
    throw new IAMError(
      failure('malformed-reply', `The reply is about another ${what} than the one that was asked for.`, {
        effect: 'unknown',
      }),
    );
  }
  return record;
};
